/**
 * The calendar of the core IR: functions of day numbers over all integers, and their intervals.
 *
 * Reference: H. Hinnant, "chrono-compatible low-level date algorithms": years that begin in March have their leap day last, so months and days follow
 * from the day of such a year by one division.
 */
import type { LeapDay, MonthEnd } from '../typed/ast.js';
import type { CalendarFunction, IntegerInterval } from './ast.js';
import { floorDivide } from './form.js';

/** Days from 0000-03-01 to 1970-01-01. */
export const MARCH_EPOCH = 719_468n;

const SECONDS_A_DAY = 86_400n;
const startOf = (second: bigint): bigint => SECONDS_A_DAY * floorDivide(second, SECONDS_A_DAY);

/** A day by its year from March to February, named by the year in which it begins, and its number in that year, from 0. */
interface MarchDay {
  readonly year: bigint;
  readonly day: bigint;
}

/** The day number of 1 March of a year. */
export function daysBeforeMarch(year: bigint): bigint {
  return 365n * year + floorDivide(year, 4n) - floorDivide(year, 100n) + floorDivide(year, 400n) - MARCH_EPOCH;
}

function marchDayOf(days: bigint): MarchDay {
  const since = days + MARCH_EPOCH;
  const era = floorDivide(since, 146_097n);
  const inEra = since - era * 146_097n;
  const yearOfEra = (inEra - inEra / 1460n + inEra / 36_524n - inEra / 146_096n) / 365n;
  const year = yearOfEra + era * 400n;
  return { year, day: days - daysBeforeMarch(year) };
}

/** The first day of a month of a year that begins in March; March is 0. */
const firstOf = (month: bigint): bigint => (153n * month + 2n) / 5n;

/** 28 to 31; `month` is counted from March, and February belongs to the year in which its March was. */
function lengthOf(year: bigint, month: bigint): bigint {
  return month === 11n ? daysBeforeMarch(year + 1n) - daysBeforeMarch(year) - 337n : firstOf(month + 1n) - firstOf(month);
}

function addMonths(days: bigint, months: bigint, rule: MonthEnd): bigint {
  const { year, day } = marchDayOf(days);
  const month = (5n * day + 2n) / 153n;
  const dayOfMonth = day - firstOf(month);
  const total = 12n * year + month + months;
  const [toYear, toMonth] = [floorDivide(total, 12n), total - 12n * floorDivide(total, 12n)];
  const length = lengthOf(toYear, toMonth);
  const last = rule === 'clamp' ? length - 1n : rule === 'nextMonth' ? length : dayOfMonth;
  return daysBeforeMarch(toYear) + firstOf(toMonth) + (dayOfMonth < last ? dayOfMonth : last);
}

function addYears(days: bigint, years: bigint, rule: LeapDay): bigint {
  const { year, day } = marchDayOf(days);
  const start = daysBeforeMarch(year + years);
  const last = daysBeforeMarch(year + years + 1n) - 1n;
  return rule === 'feb28' && start + day > last ? last : start + day;
}

function age(born: bigint, at: bigint, rule: LeapDay): bigint {
  const years = marchDayOf(at).year - marchDayOf(born).year;
  return addYears(born, years, rule) <= at ? years : years - 1n;
}

/** The value of a function at operands. */
export function calculateCalendar(of: CalendarFunction, operands: readonly bigint[]): bigint {
  const [first = 0n, second = 0n] = operands;
  switch (of.name) {
    case 'addMonths':
    case 'addYears': {
      const move = (day: bigint) => (of.name === 'addMonths' ? addMonths(day, second, of.rule) : addYears(day, second, of.rule));
      if (of.unit === 'day') return move(first);
      const day = floorDivide(first, SECONDS_A_DAY);
      return first + SECONDS_A_DAY * (move(day) - day);
    }
    case 'age':
      return age(first, second, of.rule);
    default: {
      const { year, day } = marchDayOf(first);
      const month = (5n * day + 2n) / 153n;
      if (of.name === 'dayOf') return day - firstOf(month) + 1n;
      if (of.name === 'monthOf') return month < 10n ? month + 3n : month - 9n;
      return month < 10n ? year : year + 1n;
    }
  }
}

/** Bounds of a function whose operands lie within bounds. */
export function calendarInterval(of: CalendarFunction, operands: readonly IntegerInterval[]): IntegerInterval {
  const lows = operands.map(({ low }) => low);
  const highs = operands.map(({ high }) => high);
  const at = (values: readonly bigint[], other: CalendarFunction = of) => calculateCalendar(other, values);
  const [first, second] = operands;
  switch (of.name) {
    case 'yearOf':
      return { low: at(lows), high: at(highs) };
    case 'addMonths':
    case 'addYears': {
      // Days that run over are out of order, by at most three days; of seconds those that meet on one day, by less than a day.
      const inOrder: CalendarFunction = of.rule === 'overflow' ? { ...of, name: 'addMonths', rule: 'clamp' } : of;
      const late = of.rule === 'overflow' ? 3n : 0n;
      const [low, high] = [at(lows, inOrder), at(highs, inOrder)];
      if (of.unit === 'day') return { low, high: high + late };
      return { low: startOf(low), high: startOf(high) + (late + 1n) * SECONDS_A_DAY - 1n };
    }
    case 'age':
      return { low: at([first?.high ?? 0n, second?.low ?? 0n]), high: at([first?.low ?? 0n, second?.high ?? 0n]) };
    case 'monthOf':
      return at(lows, { name: 'yearOf' }) === at(highs, { name: 'yearOf' }) ? { low: at(lows), high: at(highs) } : { low: 1n, high: 12n };
    case 'dayOf': {
      const sameMonth = (first?.high ?? 0n) - (first?.low ?? 0n) < 28n && at(lows) <= at(highs);
      return sameMonth ? { low: at(lows), high: at(highs) } : { low: 1n, high: 31n };
    }
  }
}
