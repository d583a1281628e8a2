/**
 * Units as products of powers of base names: `mm`, `USD`, `mm*USD`, `USD/t`.
 *
 * INVARIANT: factors are sorted by name and no exponent is zero, so that equal units have equal `unitKey`s.
 */
export type Unit = readonly { readonly name: string; readonly exponent: number }[];

/** The unit of plain numbers. */
export const DIMENSIONLESS: Unit = [];

/** Product of `a` and `b`, or their quotient when `sign` is -1. */
function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const exponents = new Map<string, number>();
  for (const factor of a) exponents.set(factor.name, factor.exponent);
  for (const factor of b) exponents.set(factor.name, (exponents.get(factor.name) ?? 0) + sign * factor.exponent);
  return [...exponents]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))
    .map(([name, exponent]) => ({ name, exponent }));
}

export const multiplyUnits = (a: Unit, b: Unit): Unit => combine(a, b, 1);
export const divideUnits = (a: Unit, b: Unit): Unit => combine(a, b, -1);
export const equalUnits = (a: Unit, b: Unit): boolean => unitKey(a) === unitKey(b);

/** A stable text of the unit, such as `USD/t`, for comparing and for messages; plain numbers give ''. */
export function unitKey(unit: Unit): string {
  const power = (name: string, exponent: number) => (exponent === 1 ? name : `${name}^${exponent}`);
  const over = unit.filter((f) => f.exponent > 0).map((f) => power(f.name, f.exponent));
  const under = unit.filter((f) => f.exponent < 0).map((f) => power(f.name, -f.exponent));
  if (under.length === 0) return over.join('*');
  return `${over.length === 0 ? '1' : over.join('*')}/${under.join('/')}`;
}
