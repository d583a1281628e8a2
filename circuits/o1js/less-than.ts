/** Twin of `LessThan(low, high)`. */
import { Field } from 'o1js';
import { lessThanForm } from '../parameters.js';
import { lowDigits, powersOfTwo, weightedDigits } from './digits.js';
import { isNonZero, isZero } from './is-zero.js';

/**
 * Relation: out = 1 if a < b, else 0. Requires: low <= a - b <= high over the integers. Guarantees: the same.
 * Shapes: one field element each; low <= 0 <= high, at most 252 bits.
 * Cost: about k + 1 rows, k as in the template, and the same shorter forms.
 * @throws RangeError for bad bounds.
 */
export function lessThan(a: Field, b: Field, low: bigint, high: bigint): Field {
  const form = lessThanForm(low, high);
  const difference = a.sub(b);
  switch (form.kind) {
    case 'never':
      return Field(0);
    case 'difference':
      return difference.neg();
    case 'quadratic': {
      const d = difference.seal();
      // d (d - 1) / 2 on {-1, 0, 1}, -d (d + 3) / 2 on {-2, -1, 0}; both as one generic gate.
      const squareAndLine = form.high === 1 ? d.mul(d).sub(d) : d.mul(d).add(d.mul(3)).neg();
      return squareAndLine.div(2).seal();
    }
    case 'is-minus-one':
      return isZero(difference.add(1));
    case 'is-not-zero':
      return isNonZero(difference);
    case 'bits':
      return byTopDigit(difference, form.k);
  }
}

/** d + 2^k has k + 1 binary digits, and the top one is 1 exactly if d >= 0. */
function byTopDigit(difference: Field, k: number): Field {
  const offset = 1n << BigInt(k);
  if (difference.isConstant()) {
    const shifted = difference.add(offset).toBigInt();
    if (shifted >= 2n * offset) throw new Error('lessThan: constants differ by more than their bounds');
    return Field(shifted >= offset ? 0 : 1);
  }
  // The top digit is hinted as its complement, `out`: the same equation with the weight -2^k.
  const { digits, sum } = weightedDigits([...powersOfTwo(k), -offset], () => {
    const shifted = difference.add(offset).toBigInt();
    return [...lowDigits(shifted, k), 1n - ((shifted >> BigInt(k)) & 1n)];
  });
  sum.assertEquals(difference);
  const out = digits[k];
  if (out === undefined) throw new Error('lessThan: a digit is missing');
  return out;
}
