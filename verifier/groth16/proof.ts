/**
 * The Groth16 proof: A in G1 (64), B in G2 (128), C in G1 (64), 256 bytes in EIP-197 order.
 *
 * The trap: proofs are malleable by design. From (A, B, C) anyone makes (-A, -B, C), or (xA, B/x, C), and both verify. Strict decoding
 * leaves exactly one encoding of each point but cannot remove this, so proof bytes identify nothing: `execution_id` and `replay_key` do.
 */
import { decodeG1, decodeG2, G1_BYTES, type G1Point, G2_BYTES, type G2Point } from './point.js';

export type ProofCode = 'proof.length' | 'proof.coordinate' | 'proof.infinity' | 'proof.curve' | 'proof.subgroup';

export interface Groth16Proof {
  readonly a: G1Point;
  readonly b: G2Point;
  readonly c: G1Point;
}

export type ProofResult = { readonly ok: true; readonly proof: Groth16Proof } | { readonly ok: false; readonly code: ProofCode };

export const PROOF_BYTES = 2 * G1_BYTES + G2_BYTES;

/**
 * @param bytes the proof.
 * @returns its points, all finite, on curve and in the subgroup, or the code of the first fault. Never throws.
 *   An honest prover meets the point at infinity with probability 2^-254.
 */
export function decodeProof(bytes: Uint8Array): ProofResult {
  if (bytes.length !== PROOF_BYTES) return { ok: false, code: 'proof.length' };
  const a = decodeG1(bytes.subarray(0, G1_BYTES));
  if (!a.ok) return { ok: false, code: `proof.${a.fault}` };
  const b = decodeG2(bytes.subarray(G1_BYTES, G1_BYTES + G2_BYTES));
  if (!b.ok) return { ok: false, code: `proof.${b.fault}` };
  const c = decodeG1(bytes.subarray(G1_BYTES + G2_BYTES));
  if (!c.ok) return { ok: false, code: `proof.${c.fault}` };
  return { ok: true, proof: { a: a.point, b: b.point, c: c.point } };
}
