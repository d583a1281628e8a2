/** Rounding, as its definition says. */
import { add, compare, divide, floor, multiply, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { RoundingMode } from '../typed/ast.js';

const HALF = rational(1n, 2n);

/** The multiple of `step` (> 0) that `mode` chooses for `value`. */
export function roundTo(value: Rational, step: Rational, mode: RoundingMode): Rational {
  return multiply(rational(roundToInteger(divide(value, step), mode)), step);
}

function roundToInteger(x: Rational, mode: RoundingMode): bigint {
  const below = floor(x);
  const isWhole = x.d === 1n;
  switch (mode) {
    case 'floor':
      return below;
    case 'ceil':
      return isWhole ? below : below + 1n;
    case 'towardZero':
      return x.n >= 0n || isWhole ? below : below + 1n;
    case 'halfUp':
      return floor(add(x, HALF));
    case 'halfEven': {
      const side = compare(subtract(x, rational(below)), HALF);
      if (side !== 0) return side < 0 ? below : below + 1n;
      return below % 2n === 0n ? below : below + 1n;
    }
  }
}
