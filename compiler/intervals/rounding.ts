/**
 * Rounding of rationals to integers by mode: of one number, and of an interval. All modes are monotone, so the ends suffice.
 */
import { add, floor, multiply, negate, type Rational, rational } from '@clauseproof/protocol/rational';
import type { RoundingMode } from '../typed/ast.js';
import { ceiling, type Interval } from './interval.js';

export function roundRational(value: Rational, mode: RoundingMode): bigint {
  switch (mode) {
    case 'floor':
      return floor(value);
    case 'ceil':
      return ceiling(value);
    case 'halfUp':
      return floor(add(value, rational(1n, 2n)));
    case 'halfEven': {
      const up = floor(add(value, rational(1n, 2n)));
      const tie = multiply(value, rational(2n)).d === 1n && value.d !== 1n;
      return tie && (up & 1n) === 1n ? up - 1n : up;
    }
    case 'towardZero':
      return value.n >= 0n ? floor(value) : -floor(negate(value));
  }
}

export function roundInterval(x: Interval, mode: RoundingMode): Interval {
  return { low: rational(roundRational(x.low, mode)), high: rational(roundRational(x.high, mode)) };
}
