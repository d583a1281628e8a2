/** Verification by snarkjs, for proofs made a moment ago: it accepts malleated ones. */
import { groth16 } from 'snarkjs';
import { threadCurve } from './curve.js';
import type { Groth16Engine } from './engine.js';
import { decodeProof, decodeVerificationKey } from './proof-bytes.js';

/** @param verificationKey canonical bytes; what it gives throws ProverError `proof.malformed` on bytes that are no proof */
export function snarkjsVerification(verificationKey: Uint8Array): Groth16Engine['verify'] {
  const key = decodeVerificationKey(verificationKey);
  return async (signals, proof) => {
    // Trap: without a curve of the thread, snarkjs compiles its own at every call.
    await threadCurve();
    return groth16.verify(key, signals.map(String), decodeProof(proof));
  };
}
