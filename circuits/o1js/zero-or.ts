/** A digit whose value is not 1 but a mask or a weight: what the gadgets with stretches and masks are made of. */
import type { Field } from 'o1js';

/** digit * (digit - value) = 0: the digit is 0 or the value. A row. */
export function zeroOr(digit: Field, value: Field): void {
  digit.mul(digit.sub(value).seal()).assertEquals(0);
}
