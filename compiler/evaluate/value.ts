/** Values while a clause is evaluated, and how they are written for people. */
import { formatDate, formatInstant } from '@clauseproof/protocol/calendar';
import { divide, floor, formatDecimal, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import type { Type } from '../typed/ast.js';
import { unitKey } from '../typed/unit.js';

/** What an optional value is when it is not there. */
export const ABSENT = Symbol('absent');

/**
 * The type of the expression tells which member it is: flag, number, name (its index) or date and instant (days and seconds since 1970), text,
 * list, record, absent.
 */
export type Value = typeof ABSENT | boolean | Rational | bigint | string | readonly Value[] | ReadonlyMap<string, Value>;

/** More elements of a list than this are counted, not written. */
const SHOWN_ELEMENTS = 8;

/** `12.5 mm`, `true`, `COMPLIANT`, `[1, 2, ... 90 values]`. */
export function valueText(type: Type, value: Value): string {
  switch (type.kind) {
    case 'flag':
      return String(value);
    case 'number': {
      const unit = unitKey(type.unit);
      return `${numberText(value as Rational)}${unit === '' ? '' : ` ${unit}`}`;
    }
    case 'oneOf':
      return type.names[Number(value)] ?? '?';
    case 'date':
      return formatDate(value as bigint);
    case 'instant':
      return formatInstant(value as bigint);
    case 'text':
      return JSON.stringify(value);
    case 'list': {
      const items = value as readonly Value[];
      const shown = items.slice(0, SHOWN_ELEMENTS).map((item) => valueText(type.element, item));
      return `[${shown.join(', ')}${items.length > SHOWN_ELEMENTS ? `, ... ${items.length} values` : ''}]`;
    }
    case 'optional':
      return value === ABSENT ? 'absent' : valueText(type.value, value);
    case 'record': {
      const members = value as ReadonlyMap<string, Value>;
      return `{ ${type.fields.map((field) => `${field.name}: ${valueText(field.type, members.get(field.name) ?? false)}`).join(', ')} }`;
    }
  }
}

/** The exact decimal, or the exact fraction with an approximation. */
export function numberText(value: Rational): string {
  if (isFiniteDecimal(value)) return formatDecimal(value);
  const digits = multiply(value, rational(1_000_000n));
  const nearest = formatDecimal(divide(rational(floor(digits)), rational(1_000_000n)));
  return `${value.n}/${value.d} (${nearest}...)`;
}

/** Whether the denominator divides a power of ten. */
export function isFiniteDecimal({ d }: Rational): boolean {
  let rest = d;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}
