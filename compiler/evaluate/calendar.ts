/** The calendar of the semantics, worked out the plain way: years of 365 or 366 days, months of the lengths that they have. */
import { type CivilDate, civilDate, DATE_RANGE, dayNumber, INSTANT_RANGE, parseDate, parseInstant } from '@clauseproof/protocol/calendar';
import { floor, type Rational, rational } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Expression, Type } from '../typed/ast.js';
import { Rejection } from './machine.js';
import type { Value } from './value.js';

const DAYS = { min: parseDate(DATE_RANGE.min) ?? 0n, max: parseDate(DATE_RANGE.max) ?? 0n };
const SECONDS = { min: parseInstant(INSTANT_RANGE.min) ?? 0n, max: parseInstant(INSTANT_RANGE.max) ?? 0n };

/** A computed day or second, within the years that a clause computes with. */
export function withinCalendar(type: Type, value: bigint, span: Span): bigint {
  const { min, max } = type.kind === 'date' ? DAYS : SECONDS;
  if (value < min || value > max) throw new Rejection('value.calendar', span, 'a computed date lies in the years 1600 to 2400');
  return value;
}

const SECONDS_A_DAY = 86_400n;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysOf(date: CivilDate): bigint {
  const days = dayNumber(date);
  if (days === undefined) throw new Error(`internal error: no date ${date.year}-${date.month}-${date.day}`);
  return days;
}

/** Functions of dates and instants, as the page on the language defines them. */
export function evaluateCalendar(expression: Extract<Expression, { kind: 'calendar' }>, values: readonly Value[]): Value {
  const { operation, rule, type, span, operands } = expression;
  const [first, second] = values as readonly [bigint, Value];
  switch (operation) {
    case 'dateOf':
      return floorDays(first);
    case 'startOfDay':
      return first * SECONDS_A_DAY;
    case 'yearOf':
      return rational(BigInt(civilDate(first).year));
    case 'monthOf':
      return rational(BigInt(civilDate(first).month));
    case 'dayOf':
      return rational(BigInt(civilDate(first).day));
    case 'weekdayOf': {
      // Monday is 1; 1970-01-01 was a Thursday.
      const since = (first + 3n) % 7n;
      return rational((since < 0n ? since + 7n : since) + 1n);
    }
    case 'ageInYears': {
      if ((second as bigint) < first) throw new Rejection('value.age', span, 'the second date lies before the first');
      // Below the difference of the years by one at most, or by none.
      let years = Math.max(0, civilDate(second as bigint).year - civilDate(first).year - 1);
      while (afterYears(civilDate(first), years + 1, rule ?? '') <= (second as bigint)) years += 1;
      return rational(BigInt(years));
    }
    case 'addMonths':
    case 'addYears': {
      const amount = second as Rational;
      if (amount.d !== 1n) {
        const what = operation === 'addMonths' ? 'months' : 'years';
        throw new Rejection('value.not-whole', operands[1]?.span ?? span, `this is no whole number of ${what}`);
      }
      if (amount.n < -MOST_MONTHS || amount.n > MOST_MONTHS)
        return withinCalendar(type, amount.n < 0n ? SECONDS.min - 1n : SECONDS.max + 1n, span);
      const day = type.kind === 'date' ? first : floorDays(first);
      const move = operation === 'addMonths' ? afterMonths : afterYears;
      const moved = move(civilDate(day), Number(amount.n), rule ?? '');
      // The time of day stays.
      return withinCalendar(type, type.kind === 'date' ? moved : first + (moved - day) * SECONDS_A_DAY, span);
    }
  }
}

/** More than there are in the years of the calendar. */
const MOST_MONTHS = 10_000n;

const floorDays = (seconds: bigint): bigint => floor(rational(seconds, SECONDS_A_DAY));

/** The same day, so many months later. */
function afterMonths({ year, month, day }: CivilDate, months: number, rule: string): bigint {
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: index - 12 * Math.floor(index / 12) + 1 };
  if (target.year < 0 || target.year > 9998) return target.year < 0 ? DAYS.min - 1n : DAYS.max + 1n;
  const length = lengthOfMonth(target.year, target.month);
  if (day <= length) return daysOf({ ...target, day });
  const last = daysOf({ ...target, day: length });
  if (rule === 'clamp') return last;
  return rule === 'overflow' ? last + BigInt(day - length) : last + 1n;
}

/** The same day, so many years later; only 29 February can be missing. */
function afterYears({ year, month, day }: CivilDate, years: number, rule: string): bigint {
  const target = year + years;
  if (target < 0 || target > 9998) return target < 0 ? DAYS.min - 1n : DAYS.max + 1n;
  if (day <= lengthOfMonth(target, month)) return daysOf({ year: target, month, day });
  return daysOf(rule === 'feb28' ? { year: target, month: 2, day: 28 } : { year: target, month: 3, day: 1 });
}
