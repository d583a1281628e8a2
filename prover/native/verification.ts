/**
 * Verification of an engine's own proofs by the native module, an eighth of the time of snarkjs's.
 *
 * snarkjs stays the judge: the first verdict of every engine is compared with its. A module that ever differs is not asked again.
 */
import { groth16 } from 'snarkjs';
import { fieldBytes } from '../field-bytes.js';
import { SCALAR_FIELD, threadCurve } from '../groth16/curve.js';
import type { Groth16Engine } from '../groth16/engine.js';
import { decodeProof, decodeVerificationKey } from '../groth16/proof-bytes.js';
import type { NativeKey, NativeModule } from './load.js';

/** @param verificationKey canonical bytes of the same key */
export function nativeVerification(
  module: Pick<NativeModule, 'verify'>,
  key: NativeKey,
  verificationKey: Uint8Array,
): Groth16Engine['verify'] {
  const snarkjsKey = decodeVerificationKey(verificationKey);
  const bySnarkjs = async (signals: readonly bigint[], proof: Uint8Array): Promise<boolean> => {
    await threadCurve();
    return groth16.verify(snarkjsKey, signals.map(String), decodeProof(proof));
  };
  /** undefined: not compared yet. */
  let isRight: boolean | undefined;

  return async (signals, proof) => {
    // What is written into 32 bytes would lose its higher bits.
    if (signals.some((signal) => signal < 0n || signal >= SCALAR_FIELD)) return false;
    if (isRight === false) return bySnarkjs(signals, proof);
    const verdict = await module.verify(key, fieldBytes(signals), proof);
    if (isRight) return verdict;
    const expected = await bySnarkjs(signals, proof);
    isRight = verdict === expected;
    return expected;
  };
}
