/**
 * Test harness: a Groth16 key whose secrets the test keeps, so that it can make a verifying proof of any statement without a circuit.
 *
 * This is the simulator of the zero-knowledge proof of Groth16 (eprint 2016/260, section 3.2), and also a picture of what a dishonest
 * setup can do: no verifier can tell such a proof from an honest one. It must never be reachable from the product.
 */
import { bn254 } from '@noble/curves/bn254.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { integerBytes } from './snarkjs-json.js';

const { Fr } = bn254.fields;
const G1 = bn254.G1.Point;
const G2 = bn254.G2.Point;

/** The logarithms of the points of a key. */
export interface Trapdoor {
  readonly alpha: bigint;
  readonly beta: bigint;
  readonly gamma: bigint;
  readonly delta: bigint;
  /** L = (sum s_i ic_i) G, so the key's IC points are ic_i G. */
  readonly ic: readonly bigint[];
}

export function g1(scalar: bigint): Uint8Array {
  const { x, y } = G1.BASE.multiplyUnsafe(Fr.create(scalar)).toAffine();
  return concatBytes(integerBytes(x), integerBytes(y));
}

export function g2(scalar: bigint): Uint8Array {
  const { x, y } = G2.BASE.multiplyUnsafe(Fr.create(scalar)).toAffine();
  return concatBytes(...[x.c1, x.c0, y.c1, y.c0].map(integerBytes));
}

/** Fixed secrets: reproducible tests. @param seed several keys. */
export function trapdoor(publicSignals: number, seed = 1n): Trapdoor {
  const secret = (i: number) => Fr.pow(7n + seed, BigInt(1000 + 17 * i));
  return {
    alpha: secret(0),
    beta: secret(1),
    gamma: secret(2),
    delta: secret(3),
    ic: Array.from({ length: publicSignals + 1 }, (_, i) => secret(4 + i)),
  };
}

export function trapdoorKey(secrets: Trapdoor): Uint8Array {
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, secrets.ic.length);
  return concatBytes(g1(secrets.alpha), g2(secrets.beta), g2(secrets.gamma), g2(secrets.delta), count, ...secrets.ic.map(g1));
}

/** A proof of any public signals: a and b at random, c solved from the pairing equation. */
export function simulateProof(secrets: Trapdoor, signals: readonly bigint[], a = 123456789n, b = 987654321n): Uint8Array {
  const sum = [1n, ...signals].reduce((total, signal, i) => Fr.add(total, Fr.mul(Fr.create(signal), secrets.ic[i] ?? 0n)), 0n);
  const rest = Fr.sub(Fr.sub(Fr.mul(a, b), Fr.mul(secrets.alpha, secrets.beta)), Fr.mul(sum, secrets.gamma));
  return concatBytes(g1(a), g2(b), g1(Fr.div(rest, secrets.delta)));
}
