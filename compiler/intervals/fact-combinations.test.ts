/** soundness: no combination of facts gives a bound that an assignment within the facts goes below; and where facts decide, the bound is reached. */
import { compare, type Rational, rational } from '@clauseproof/protocol/rational';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Form } from '../core/ast.js';
import { newEnvironment } from './environment.js';
import { combinedLow } from './fact-combinations.js';
import { between } from './interval.js';
import { rationalForm } from './linear-bounds.js';

const VARIABLES = 4;
const SIZE = 3;

const form = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.array(fc.integer({ min: -3, max: 3 }), { minLength: VARIABLES, maxLength: VARIABLES }))
  .map(
    ([constant, coefficients]): Form => ({
      constant: BigInt(constant),
      terms: coefficients.flatMap((c, node) => (c === 0 ? [] : [{ node, coefficient: BigInt(c) }])),
    }),
  );

/** The least value of `target` over all assignments that satisfy the facts; undefined if none does. */
function leastByTrying(target: Form, facts: readonly Form[]): bigint | undefined {
  let least: bigint | undefined;
  const values = new Array<bigint>(VARIABLES).fill(0n);
  const at = ({ constant, terms }: Form) =>
    terms.reduce((sum, { node, coefficient }) => sum + coefficient * (values[node] ?? 0n), constant);
  for (let n = 0; n < (SIZE + 1) ** VARIABLES; n++) {
    for (let v = 0, rest = n; v < VARIABLES; v++, rest = Math.floor(rest / (SIZE + 1))) values[v] = BigInt(rest % (SIZE + 1));
    if (facts.some((fact) => at(fact) < 0n)) continue;
    const value = at(target);
    if (least === undefined || value < least) least = value;
  }
  return least;
}

const found = (target: Form, facts: readonly Form[]): Rational | undefined =>
  combinedLow(rationalForm(target), [], newEnvironment(undefined, facts, 0), () => between(0n, BigInt(SIZE)));

test('a bound is never above what an assignment reaches', () => {
  let bounds = 0;
  fc.assert(
    fc.property(form, fc.array(form, { minLength: 2, maxLength: 6 }), (target, facts) => {
      const least = leastByTrying(target, facts);
      const bound = found(target, facts);
      if (least === undefined || bound === undefined) return;
      bounds += 1;
      expect(compare(bound, rational(least))).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(bounds).toBeGreaterThan(500);
});

test('differences that facts bound one by one are bounded together', () => {
  const difference = (from: number, to: number, constant: bigint, sign = 1n): Form => ({
    constant,
    terms: [
      { node: from, coefficient: -sign },
      { node: to, coefficient: sign },
    ],
  });
  const facts = [difference(0, 1, -1n), difference(2, 3, -1n), difference(0, 1, 2n, -1n), difference(2, 3, 2n, -1n)];
  const terms = [...difference(0, 1, 0n).terms, ...difference(2, 3, 0n).terms];
  expect(found({ constant: 0n, terms }, facts)).toEqual(rational(2n));
  expect(found({ constant: 0n, terms: terms.map((term) => ({ ...term, coefficient: -term.coefficient })) }, facts)).toEqual(rational(-4n));
});
