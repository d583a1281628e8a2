/**
 * The pairing check, with everything that depends only on the key done once.
 *
 * e(A, B) e(-L, gamma) e(-C, delta) = e(alpha, beta), with L = IC0 + sum s_i IC_i: three Miller loops and one final exponentiation a proof;
 * the right side and the line coefficients of gamma and delta are kept. Reference: Groth16, eprint 2016/260.
 */
import { bn254 } from '@noble/curves/bn254.js';
import { checkVerificationKey, type KeyCode, type VerificationKey } from './key.js';
import type { G1Point } from './point.js';
import { decodeProof, type Groth16Proof, type ProofCode } from './proof.js';

export type Groth16Code = KeyCode | ProofCode | 'signals.count' | 'signals.range' | 'proof.pairing';
export type Groth16Result = { readonly ok: true } | { readonly ok: false; readonly code: Groth16Code };

type Lines = ReturnType<typeof bn254.utils.calcPairingPrecomputes>;
type TargetElement = ReturnType<typeof bn254.pairing>;

export interface PreparedKey {
  readonly key: VerificationKey;
  readonly alphaBeta: TargetElement;
  readonly gammaLines: Lines;
  readonly deltaLines: Lines;
}

const { Fp12 } = bn254.fields;

/** Does the work that depends on the key alone. @param key as returned by `checkVerificationKey`. */
export function prepareKey(key: VerificationKey): PreparedKey {
  return {
    key,
    alphaBeta: bn254.pairing(key.alpha, key.beta),
    gammaLines: bn254.utils.calcPairingPrecomputes(key.gamma),
    deltaLines: bn254.utils.calcPairingPrecomputes(key.delta),
  };
}

/** L. @param signals one a public signal, each below r. */
function combine(ic: readonly G1Point[], signals: readonly bigint[]): G1Point {
  const [constant = bn254.G1.Point.ZERO, ...points] = ic;
  return points.reduce((sum, point, i) => sum.add(point.multiplyUnsafe(signals[i] ?? 0n)), constant);
}

/**
 * Checks a decoded proof against a prepared key.
 *
 * @param signals the public signals, recomputed by the caller and never taken from the prover.
 * @returns ok, or `signals.count`, `signals.range` (not in [0, r)) or `proof.pairing`.
 */
export function verifyPrepared(prepared: PreparedKey, proof: Groth16Proof, signals: readonly bigint[]): Groth16Result {
  if (signals.length !== prepared.key.ic.length - 1) return { ok: false, code: 'signals.count' };
  // s and s + r give the same point L, so without this check one proof would cover several readings of a signal.
  if (!signals.every((signal) => typeof signal === 'bigint' && signal >= 0n && signal < bn254.fields.Fr.ORDER)) {
    return { ok: false, code: 'signals.range' };
  }
  const b = bn254.utils.calcPairingPrecomputes(proof.b);
  const pairs: [Lines, bigint, bigint][] = [
    [b, ...affine(proof.a)],
    [prepared.deltaLines, ...affine(proof.c.negate())],
  ];
  const sum = combine(prepared.key.ic, signals);
  // e(O, gamma) = 1: the factor is left out, because the Miller loop has no affine form of infinity.
  if (!sum.is0()) pairs.push([prepared.gammaLines, ...affine(sum.negate())]);
  const product = Fp12.finalExponentiate(bn254.millerLoopBatch(pairs));
  return Fp12.eql(product, prepared.alphaBeta) ? { ok: true } : { ok: false, code: 'proof.pairing' };
}

function affine(point: G1Point): [bigint, bigint] {
  const { x, y } = point.toAffine();
  return [x, y];
}

/**
 * One proof against one key, from bytes, without a cache.
 *
 * @param keyBytes canonical binary key. @param proofBytes 256 bytes. @param signals public signals in [0, r).
 * @returns ok, or the code of the first fault. Never throws on malformed bytes.
 */
export function verifyGroth16(keyBytes: Uint8Array, proofBytes: Uint8Array, signals: readonly bigint[]): Groth16Result {
  const key = checkVerificationKey(keyBytes, signals.length);
  if (!key.ok) return key;
  const proof = decodeProof(proofBytes);
  if (!proof.ok) return proof;
  return verifyPrepared(prepareKey(key.key), proof.proof, signals);
}
