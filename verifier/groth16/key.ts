/**
 * The Groth16 verification key: canonical binary form, and the checks that make a key safe to register.
 *
 * Layout: alpha in G1 (64), beta, gamma, delta in G2 (128 each), u32 big-endian number of IC points, IC points (64 each), nothing after.
 *
 * The trap: the pairing equation e(A,B) = e(alpha,beta) e(L,gamma) e(C,delta), with L = IC0 + sum s_i IC_i, is sound only for keys of
 * independent secrets. A key made to cheat looks like any other and `snarkjs groth16.verify` accepts it. The relations between points
 * that anyone can exploit and that can be seen from the points are refused here; a key whose secrets someone remembers cannot be seen,
 * which is why the setup record and the registry signature exist.
 */
import { type Element2, Fq2 } from './field.js';
import { decodeG1, decodeG2, G1_BYTES, type G1Point, G2_BYTES, type G2Point } from './point.js';

export type KeyCode =
  | 'key.length'
  | 'key.coordinate'
  | 'key.infinity'
  | 'key.curve'
  | 'key.subgroup'
  | 'key.ic-count'
  | 'key.zero-ic'
  | 'key.dependent-ic'
  | 'key.trivial-delta'
  | 'key.related-points';

export interface VerificationKey {
  readonly alpha: G1Point;
  readonly beta: G2Point;
  readonly gamma: G2Point;
  readonly delta: G2Point;
  /** One point for the constant, then one a public signal. */
  readonly ic: readonly G1Point[];
}

export type KeyResult = { readonly ok: true; readonly key: VerificationKey } | { readonly ok: false; readonly code: KeyCode };

const HEADER_BYTES = G1_BYTES + 3 * G2_BYTES + 4;

/** Of the generator of G2 in EIP-197. */
const GENERATOR_X: Element2 = {
  c0: 10857046999023057135944570762232829481370756359578518086990519993285655852781n,
  c1: 11559732032986387107991004021392285783925812861821192530917403151452391805634n,
};

/** No clause comes near this; it bounds the work that a hostile key can ask for. */
export const MAX_PUBLIC_SIGNALS = 1024;

/** Bytes of a key with that many public signals. */
export function keyLength(publicSignalCount: number): number {
  return HEADER_BYTES + (publicSignalCount + 1) * G1_BYTES;
}

/**
 * Decodes a key and checks everything that can be seen from its points.
 *
 * @param bytes the canonical binary key.
 * @param publicSignalCount how many signals the interface of the clause has.
 * @returns the validated points, or the code of the first fault. Never throws.
 */
export function checkVerificationKey(bytes: Uint8Array, publicSignalCount: number): KeyResult {
  if (publicSignalCount > MAX_PUBLIC_SIGNALS) return { ok: false, code: 'key.ic-count' };
  if (bytes.length < HEADER_BYTES) return { ok: false, code: 'key.length' };
  const icCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(HEADER_BYTES - 4);
  if (icCount !== publicSignalCount + 1) return { ok: false, code: 'key.ic-count' };
  if (bytes.length !== keyLength(publicSignalCount)) return { ok: false, code: 'key.length' };

  const alpha = decodeG1(bytes.subarray(0, G1_BYTES));
  if (!alpha.ok) return { ok: false, code: `key.${alpha.fault}` };
  const twist: G2Point[] = [];
  for (let i = 0; i < 3; i++) {
    const decoded = decodeG2(bytes.subarray(G1_BYTES + i * G2_BYTES, G1_BYTES + (i + 1) * G2_BYTES));
    if (!decoded.ok) return { ok: false, code: `key.${decoded.fault}` };
    twist.push(decoded.point);
  }
  const [beta, gamma, delta] = twist as [G2Point, G2Point, G2Point];

  const ic: G1Point[] = [];
  for (let i = 0; i < icCount; i++) {
    const decoded = decodeG1(bytes.subarray(HEADER_BYTES + i * G1_BYTES, HEADER_BYTES + (i + 1) * G1_BYTES));
    // A zero IC point leaves its public signal out of the equation: any value of it would verify.
    if (!decoded.ok) return { ok: false, code: decoded.fault === 'infinity' ? 'key.zero-ic' : `key.${decoded.fault}` };
    ic.push(decoded.point);
  }

  const key = { alpha: alpha.point, beta, gamma, delta, ic };
  const code = findRelation(key);
  return code === undefined ? { ok: true, key } : { ok: false, code };
}

/**
 * Public relations between the points of a key, each with the forgery it allows for *every* statement:
 * - gamma = +-delta: A = alpha, B = beta, C = -+L.
 * - beta = +-gamma: A = L +- alpha, B = gamma + s delta, C = sA.
 * - beta = +-delta: A = L, B = gamma + s delta, C = sL -+ alpha.
 * - delta = +-generator: its logarithm is known to everybody, which is what a key without any phase-2 contribution looks like; whoever
 *   knows the powers of tau can then divide by delta.
 * - IC_i = +-IC_j for two public signals: only their sum (difference) is bound, so (x, y) may become (x + t, y -+ t). IC_0 is the
 *   constant and cannot be shifted, so it may repeat another point without harm; it is still distinct in an honest key.
 * Two points are equal up to sign exactly if their x coordinates are equal.
 */
function findRelation(key: VerificationKey): KeyCode | undefined {
  const same = (a: G2Point, b: { readonly x: Element2 }) => Fq2.eql(a.x, b.x);
  if (same(key.delta, { x: GENERATOR_X })) return 'key.trivial-delta';
  if (same(key.gamma, key.delta) || same(key.beta, key.gamma) || same(key.beta, key.delta)) return 'key.related-points';
  const abscissas = new Set(key.ic.slice(1).map((point) => point.x));
  return abscissas.size === key.ic.length - 1 ? undefined : 'key.dependent-ic';
}
