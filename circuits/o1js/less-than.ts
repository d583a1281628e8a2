/** Twin of `LessThan(low, high)`. */
import { Field, Provable } from 'o1js';
import { lessThanForm } from '../parameters.js';
import { boolean } from './boolean.js';
import { binaryDigits, hintDigits, sumOfDigits } from './digits.js';
import { isZero } from './is-zero.js';

/**
 * Relation: out = 1 if a < b, else 0. Requires: low <= a - b <= high over the integers. Guarantees: the same.
 * Shapes: one field element each; low <= 0 <= high, at most 252 bits.
 * Cost: about 3k/4 rows, k as in the template, and the same shorter forms.
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
      return Field(1).sub(isZero(difference));
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
  const digits = binaryDigits(k);
  const out = Provable.witness(Field, () => Field(1n - ((difference.add(offset).toBigInt() >> BigInt(k)) & 1n)));
  boolean(out);
  const sum = sumOfDigits(digits, () => hintDigits(difference.add(offset).toBigInt() % offset, digits));
  sum.sub(out.mul(offset)).assertEquals(difference);
  return out;
}
