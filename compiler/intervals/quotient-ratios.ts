/** Ratios k at which a quotient is worth taking apart: n / d = k + (n - k d) / d, where n - k d is narrower than n. */
import { divide, type Rational, rational } from '@clauseproof/protocol/rational';
import type { Form } from '../core/ast.js';
import type { Environment } from './environment.js';
import type { Interval } from './interval.js';

/** p / q */
export type Ratio = readonly [p: bigint, q: bigint];

/** So many facts are looked at for a ratio of numerator and denominator. */
const RATIOS_TRIED = 8;

/** Where n and d may be close, where a term cancels, and where facts compare terms. */
export const ratiosOf = (n: Form, d: Form, environment: Environment): Ratio[] => [
  [1n, 1n],
  [-1n, 1n],
  ...sharedRatios(n, d),
  ...comparedRatios(n, d, environment),
];

/** Of a mean, how many times the length of the list the numerator can be. */
export const ratiosOfMean = (numerator: Interval, longest: Rational): Ratio[] =>
  [numerator.high, numerator.low].map((bound) => divide(bound, longest)).map(({ n, d }): Ratio => [n, d]);

/** How often each term of the denominator goes into the same term of the numerator, as p / q with q > 0. */
function sharedRatios(n: Form, d: Form): Ratio[] {
  return d.terms.flatMap(({ node, coefficient: q }) => {
    const p = n.terms.find((term) => term.node === node)?.coefficient;
    return p === undefined || p === q || p === -q ? [] : [q > 0n ? ([p, q] as const) : ([-p, -q] as const)];
  });
}

/** Ratios at which facts compare a term of the numerator with one of the denominator: of `n < 10 * d` that is 10. */
function comparedRatios(n: Form, d: Form, environment: Environment): Ratio[] {
  const found: Ratio[] = [];
  for (let at: Environment | undefined = environment; at !== undefined && found.length < RATIOS_TRIED; at = at.parent) {
    for (const { terms } of at.facts) {
      for (const upper of n.terms) {
        const a = terms.find(({ node }) => node === upper.node)?.coefficient;
        if (a === undefined) continue;
        for (const lower of d.terms) {
          const b = terms.find(({ node }) => node === lower.node)?.coefficient;
          if (b === undefined || lower.node === upper.node) continue;
          const { n: p, d: q } = rational(-upper.coefficient * b, a * lower.coefficient);
          if (p !== q && p !== -q) found.push([p, q]);
        }
      }
    }
  }
  return found.slice(0, RATIOS_TRIED);
}
