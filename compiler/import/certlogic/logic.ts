/**
 * CertLogic 1.2 as a tree: every operation of the specification, with the JSON pointer at which it stands in the document.
 *
 * Reference: ehn-dcc-development/eu-dcc-business-rules, certlogic/specification.
 */

export type IntegerComparison = '<' | '>' | '<=' | '>=';
export type TimeComparison = 'after' | 'before' | 'not-after' | 'not-before';
export type TimeUnit = 'year' | 'month' | 'day' | 'hour';

export type Logic = { readonly pointer: string } & (
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'array'; readonly items: readonly Logic[] }
  /** Never written: what a path inside a reduction leads to that does not exist there. */
  | { readonly kind: 'null' }
  /** The fragments of the path; none for the whole context. */
  | { readonly kind: 'var'; readonly path: readonly string[] }
  | { readonly kind: 'if'; readonly guard: Logic; readonly whenTruthy: Logic; readonly whenFalsy: Logic }
  | { readonly kind: 'and'; readonly operands: readonly Logic[] }
  | { readonly kind: 'not'; readonly operand: Logic }
  | { readonly kind: 'equal'; readonly left: Logic; readonly right: Logic }
  | { readonly kind: 'in'; readonly left: Logic; readonly right: Logic }
  | { readonly kind: 'plus'; readonly left: Logic; readonly right: Logic }
  /** Two or three operands. */
  | { readonly kind: 'compare'; readonly operator: IntegerComparison; readonly operands: readonly Logic[] }
  | { readonly kind: 'compare-times'; readonly operator: TimeComparison; readonly operands: readonly Logic[] }
  | { readonly kind: 'plus-time'; readonly operand: Logic; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'date-of-birth'; readonly operand: Logic }
  | { readonly kind: 'reduce'; readonly operand: Logic; readonly lambda: Logic; readonly initial: Logic }
  | { readonly kind: 'uvci-fragment'; readonly operand: Logic; readonly index: number }
);

/** The comparison of numbers that a comparison of times is. */
export const ORDER_OF_TIMES: Readonly<Record<TimeComparison, IntegerComparison>> = {
  after: '>',
  before: '<',
  'not-after': '<=',
  'not-before': '>=',
};
