/**
 * Many proofs under one key, by one pairing check.
 *
 * With coefficients c_i that nobody could foresee, sum c_i (e(A_i, B_i) - e(L_i, gamma) - e(C_i, delta) - e(alpha, beta)) = 0 holds for wrong
 * proofs with probability 2^-128 only (small exponents test: Bellare, Garay and Rabin, Eurocrypt 1998; the points have order r, which the
 * decoder has checked). A proof then costs a Miller loop and two multiplications by 128 bits; squarings, gamma, delta, beta and the final
 * exponentiation are shared. If the sum is not zero, halves are asked until the culprits are found, so one bad proof spoils no other.
 *
 * TRAP: with coefficients that the sender of the proofs can foresee, wrong proofs can be made to cancel out. They come from the generator
 * of the operating system, after all proofs were decoded, and are drawn again for every half.
 */
import { Fq, R } from './field.js';
import { equal, finalExponentiate, ONE } from './field-tower.js';
import { combineG1, negate, type Point } from './group.js';
import { type Lines, millerLoop } from './pairing.js';
import type { Groth16Proof } from './proof.js';
import { type Groth16Result, type PreparedKey, signalsFault, verifyPrepared } from './verify.js';

export interface ProofToCheck {
  readonly proof: Groth16Proof;
  readonly signals: readonly bigint[];
}

/** Below this many a proof alone is hardly dearer than its share of a sum. */
const ALONE = 2;

/** The result of every proof, in order: the same as `verifyPrepared` gives for each. */
export function verifyBatch(prepared: PreparedKey, items: readonly ProofToCheck[]): Groth16Result[] {
  const results = items.map(({ signals }): Groth16Result => {
    const code = signalsFault(prepared, signals);
    return code === undefined ? { ok: true } : { ok: false, code };
  });
  const asked = [...items.keys()].filter((i) => results[i]?.ok === true);
  const search = (indices: readonly number[]): void => {
    const chosen = indices.map((i) => items[i]).filter((item) => item !== undefined);
    if (chosen.length <= ALONE) {
      for (const i of indices) {
        const item = items[i];
        if (item !== undefined) results[i] = verifyPrepared(prepared, item.proof, item.signals);
      }
    } else if (!doAllHold(prepared, chosen)) {
      const half = indices.length >> 1;
      search(indices.slice(0, half));
      search(indices.slice(half));
    }
  };
  search(asked);
  return results;
}

/** One check for all; the signals are in range and as many as the key has. */
function doAllHold({ key }: PreparedKey, items: readonly ProofToCheck[]): boolean {
  const coefficients = drawCoefficients(items.length);
  const total = coefficients.reduce((sum, c) => sum + c, 0n);
  // sum c_i L_i has the same points for all proofs, so their scalars are added first.
  const scalars = key.ic.map((_, j) =>
    j === 0 ? total % R : items.reduce((sum, { signals }, i) => sum + (coefficients[i] ?? 0n) * (signals[j - 1] ?? 0n), 0n) % R,
  );
  const pairs: (readonly [Point<bigint>, Lines])[] = [];
  const subtract = (point: Point<bigint> | undefined, lines: Lines) => {
    // e(O, Q) = 1: at infinity the factor is left out.
    if (point !== undefined) pairs.push([negate(Fq, point), lines]);
  };
  for (const [i, { proof }] of items.entries()) {
    const scaled = combineG1([proof.a], [coefficients[i] ?? 0n]);
    if (scaled !== undefined) pairs.push([scaled, proof.b.lines]);
  }
  subtract(combineG1(key.ic, scalars), key.gamma.lines);
  subtract(
    combineG1(
      items.map(({ proof }) => proof.c),
      coefficients,
    ),
    key.delta.lines,
  );
  subtract(combineG1([key.alpha], [total % R]), key.beta.lines);
  return equal(finalExponentiate(millerLoop(pairs)), ONE);
}

/** 128 random bits each, never 0. */
function drawCoefficients(count: number): bigint[] {
  const words = new BigUint64Array(2);
  return Array.from({ length: count }, () => {
    let value = 0n;
    while (value === 0n) {
      crypto.getRandomValues(words);
      value = ((words[0] ?? 0n) << 64n) | (words[1] ?? 0n);
    }
    return value;
  });
}
