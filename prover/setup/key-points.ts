/**
 * The points of a development key: toxic values from the operating system's generator, scalars, then multiples of the
 * generators. Whoever runs this knows the toxic values while it runs and could forge proofs for this key: that is what
 * "development" means, and the setup record says so for ever.
 */
import { SCALAR_FIELD as R } from '../groth16/curve.js';
import { generatorMultiples } from './generator-multiples.js';
import { domainLog, keyScalars, type ToxicValues } from './key-scalars.js';
import { power } from './lagrange.js';
import type { R1cs } from './r1cs.js';
import type { KeyPoints } from './zkey-file.js';

const G1_BYTES = 64;
const G2_BYTES = 128;

/** A uniform scalar in [2, r), by rejection: 254 random bits, drawn again when they are too large. */
export function randomScalar(): bigint {
  const bytes = new Uint8Array(32);
  for (;;) {
    crypto.getRandomValues(bytes);
    bytes[0] = (bytes[0] ?? 0) & 0x3f;
    const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    if (value >= 2n && value < R) return value;
  }
}

/**
 * Toxic values that make a key sound: tau outside both domains, none of the others 1 (no point may be a generator), and
 * gamma != delta (equal ones let anybody prove any statement).
 */
export function sampleToxicValues(log: number): ToxicValues {
  for (;;) {
    const toxic = { tau: randomScalar(), alpha: randomScalar(), beta: randomScalar(), gamma: randomScalar(), delta: randomScalar() };
    if (power(toxic.tau, 1n << BigInt(log + 1)) !== 1n && toxic.gamma !== toxic.delta) return toxic;
  }
}

/**
 * Computes all points.
 * @param progress called with the share done, from 0 to 1
 * @param kernel   as in `chooseEngine`
 */
export async function developmentPoints(r1cs: R1cs, progress: (done: number) => void, kernel?: string): Promise<KeyPoints> {
  const toxic = sampleToxicValues(domainLog(r1cs));
  const scalars = keyScalars(r1cs, toxic);
  const generators = await generatorMultiples(kernel);
  // Two calls, because the engine makes its table of the generator for each; a point of G2 costs about three of G1.
  const inG1 = [[toxic.alpha], [toxic.beta], [toxic.delta], scalars.ic, scalars.a, scalars.b, scalars.c, scalars.h];
  const inG2 = [[toxic.beta], [toxic.gamma], [toxic.delta], scalars.b];
  const all1 = inG1.flat();
  const all2 = inG2.flat();
  const total = all1.length + 3 * all2.length;
  const points1 = await generators.multiply(1, all1, (done) => progress(done / total));
  const points2 = await generators.multiply(2, all2, (done) => progress((all1.length + 3 * done) / total));
  const [alpha1, beta1, delta1, ic, a, b1, c, h] = split(points1, G1_BYTES, inG1);
  const [beta2, gamma2, delta2, b2] = split(points2, G2_BYTES, inG2);
  return { alpha1, beta1, beta2, gamma2, delta1, delta2, ic, a, b1, c, h, b2 } as KeyPoints;
}

/** The points of each list, from those of all. */
function split(points: Uint8Array, size: number, lists: readonly (readonly bigint[])[]): Uint8Array[] {
  let at = 0;
  return lists.map((list) => {
    const begin = at;
    at += list.length * size;
    return points.subarray(begin, at);
  });
}
