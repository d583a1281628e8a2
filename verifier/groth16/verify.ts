/**
 * The pairing check, with everything that depends only on the key done once.
 *
 * e(A, B) e(-L, gamma) e(-C, delta) = e(alpha, beta), with L = IC0 + sum s_i IC_i: three Miller loops and one final exponentiation a proof;
 * the right side and the line coefficients of gamma and delta are kept. Reference: Groth16, eprint 2016/260.
 */
import { Fq, R } from './field.js';
import { type Element12, equal, finalExponentiate } from './field-tower.js';
import { combineG1, negate } from './group.js';
import { checkVerificationKey, type KeyCode, type VerificationKey } from './key.js';
import { millerLoop } from './pairing.js';
import { decodeProof, type Groth16Proof, type ProofCode } from './proof.js';
import { readSignals, type SnarkjsKey, type SnarkjsProof, snarkjsKeyBytes, snarkjsProofBytes } from './snarkjs-form.js';

export type Groth16Code = KeyCode | ProofCode | 'key.form' | 'proof.form' | 'signals.count' | 'signals.range' | 'proof.pairing';
export type Groth16Result = { readonly ok: true } | { readonly ok: false; readonly code: Groth16Code };

export interface PreparedKey {
  readonly key: VerificationKey;
  readonly alphaBeta: Element12;
}

/** Does the work that depends on the key alone. @param key as returned by `checkVerificationKey`. */
export function prepareKey(key: VerificationKey): PreparedKey {
  return {
    key,
    alphaBeta: finalExponentiate(millerLoop([[key.alpha, key.beta.lines]])),
  };
}

/** Why these signals cannot be those of a statement under that key, if so. */
export function signalsFault({ key }: PreparedKey, signals: readonly bigint[]): 'signals.count' | 'signals.range' | undefined {
  if (signals.length !== key.ic.length - 1) return 'signals.count';
  // s and s + r give the same point L, so without this check one proof would cover several readings of a signal.
  return signals.every((signal) => typeof signal === 'bigint' && signal >= 0n && signal < R) ? undefined : 'signals.range';
}

/**
 * Checks a decoded proof against a prepared key.
 *
 * @param signals the public signals, recomputed by the caller and never taken from the prover.
 * @returns ok, or `signals.count`, `signals.range` (not in [0, r)) or `proof.pairing`.
 */
export function verifyPrepared(prepared: PreparedKey, proof: Groth16Proof, signals: readonly bigint[]): Groth16Result {
  const fault = signalsFault(prepared, signals);
  if (fault !== undefined) return { ok: false, code: fault };
  const sum = combineG1(prepared.key.ic, [1n, ...signals]);
  const product = millerLoop([
    [proof.a, proof.b.lines],
    [negate(Fq, proof.c), prepared.key.delta.lines],
    // e(O, gamma) = 1: at infinity the factor is left out.
    ...(sum === undefined ? [] : [[negate(Fq, sum), prepared.key.gamma.lines] as const]),
  ]);
  return equal(finalExponentiate(product), prepared.alphaBeta) ? { ok: true } : { ok: false, code: 'proof.pairing' };
}

/**
 * One proof against one key, without a cache.
 *
 * @param key the canonical binary key (`key.ts`), or `verification_key.json` of snarkjs as an object.
 * @param proof 256 bytes in EIP-197 order (`proof.ts`), or `proof.json` of snarkjs as an object.
 * @param signals public signals in [0, r): bigints, or decimal texts as in `public.json` of snarkjs.
 * @returns ok, or the code of the first fault (`key.ic-count` when the number of signals is not that of the key). Never throws, whatever it
 *   is given.
 */
export function verifyGroth16(
  key: Uint8Array | SnarkjsKey,
  proof: Uint8Array | SnarkjsProof,
  signals: readonly (bigint | string)[],
): Groth16Result {
  const keyBytes = key instanceof Uint8Array ? key : snarkjsKeyBytes(key);
  if (keyBytes === undefined) return { ok: false, code: 'key.form' };
  const proofBytes = proof instanceof Uint8Array ? proof : snarkjsProofBytes(proof);
  if (proofBytes === undefined) return { ok: false, code: 'proof.form' };
  const values = readSignals(signals);
  if (values === undefined) return { ok: false, code: 'signals.range' };
  const checked = checkVerificationKey(keyBytes, values.length);
  if (!checked.ok) return checked;
  const decoded = decodeProof(proofBytes);
  if (!decoded.ok) return decoded;
  return verifyPrepared(prepareKey(checked.key), decoded.proof, values);
}
