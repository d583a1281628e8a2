/**
 * Verification of an engine's own proofs by the native module, an eighth of the time of snarkjs's.
 *
 * snarkjs stays the judge: the first verdict of every engine is compared with its. A module that ever differs is not asked again.
 */
import { fieldBytes } from '../field-bytes.js';
import { SCALAR_FIELD } from '../groth16/curve.js';
import type { Groth16Engine } from '../groth16/engine.js';
import { snarkjsVerification } from '../groth16/snarkjs-verification.js';
import type { NativeKey, NativeModule } from './load.js';

/** @param verificationKey canonical bytes of the same key */
export function nativeVerification(
  module: Pick<NativeModule, 'verify'>,
  key: NativeKey,
  verificationKey: Uint8Array,
): Groth16Engine['verify'] {
  const bySnarkjs = snarkjsVerification(verificationKey);
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
