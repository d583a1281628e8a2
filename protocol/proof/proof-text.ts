/**
 * The text form of a proof: one spelling for each byte string, so that the hash over it is over the bytes. Whether the bytes are points
 * on a curve is the verifier's question.
 */
import { ProtocolError } from '../errors.js';
import type { ProofSystem } from '../field/field.js';

/** Groth16: A (64 bytes), B (128), C (64). */
const GROTH16_PROOF_BYTES = 256;

/** A Kimchi proof is about 20 kB of base64. */
const MAX_BASE64 = 1 << 18;

/** The last digit of a base64 group that is cut short must have its unused bits zero. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$/;

/** @throws ProtocolError `proof.malformed`. */
export function assertProofText(proofSystem: ProofSystem, text: string, pointer: string): void {
  if (proofSystem === 'groth16') {
    if (text.length !== 2 + 2 * GROTH16_PROOF_BYTES || !/^0x[0-9a-f]+$/.test(text)) {
      throw new ProtocolError('proof.malformed', 'a Groth16 proof is 0x and 512 lower-case hexadecimal digits', pointer);
    }
  } else if (text.length > MAX_BASE64 || !BASE64.test(text)) {
    throw new ProtocolError('proof.malformed', `a Kimchi proof is canonical base64 of at most ${MAX_BASE64} characters`, pointer);
  }
}
