/**
 * The points of a development key: toxic values from the operating system's generator, scalars, then multiples of the
 * generators. Whoever runs this knows the toxic values while it runs and could forge proofs for this key: that is what
 * "development" means, and the setup record says so for ever.
 */
import { SCALAR_FIELD as R, WasmCurve } from '../groth16/curve.js';
import { FixedBase } from './fixed-base.js';
import { domainLog, keyScalars, type ToxicValues } from './key-scalars.js';
import { power } from './lagrange.js';
import type { R1cs } from './r1cs.js';
import type { KeyPoints } from './zkey-file.js';

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

/** Computes all points. `progress` is called with the share done, from 0 to 1. */
export async function developmentPoints(r1cs: R1cs, progress: (done: number) => void): Promise<KeyPoints> {
  const toxic = sampleToxicValues(domainLog(r1cs));
  const scalars = keyScalars(r1cs, toxic);
  const curve = await WasmCurve.create();
  const g1 = new FixedBase(curve, curve.g1);
  const g2 = new FixedBase(curve, curve.g2);

  // A point of G2 costs about three of G1.
  const total = scalars.a.length * 2 + scalars.c.length + scalars.ic.length + scalars.h.length + scalars.b.length * 3;
  let before = 0;
  const multiply = (base: FixedBase, values: readonly bigint[], weight: number): Uint8Array => {
    const points = base.multiply(values, (done) => progress((before + done * weight) / total));
    before += values.length * weight;
    return points;
  };
  return {
    alpha1: g1.multiply([toxic.alpha]),
    beta1: g1.multiply([toxic.beta]),
    beta2: g2.multiply([toxic.beta]),
    gamma2: g2.multiply([toxic.gamma]),
    delta1: g1.multiply([toxic.delta]),
    delta2: g2.multiply([toxic.delta]),
    ic: multiply(g1, scalars.ic, 1),
    a: multiply(g1, scalars.a, 1),
    b1: multiply(g1, scalars.b, 1),
    c: multiply(g1, scalars.c, 1),
    h: multiply(g1, scalars.h, 1),
    b2: multiply(g2, scalars.b, 3),
  };
}
