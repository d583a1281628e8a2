/**
 * The calendar by the `Date` of JavaScript: what the calendars of the compiler are compared with. Day numbers count from 1970-01-01.
 *
 * Each day is asked of `Date` once and remembered, because tests ask for every day many times.
 */

const DAY = 86_400_000;

const dayAt = (year: number, month: number, day: number): number => Date.UTC(year, month, day) / DAY;

export const FIRST_DAY = dayAt(1600, 0, 1);
export const LAST_DAY = dayAt(2400, 11, 31);

/** Sums may lead out of the years of the calendar. */
const BEYOND = dayAt(1600, 0, 1) - dayAt(1400, 0, 1);
const FIRST = FIRST_DAY - BEYOND;
const COUNT = LAST_DAY + BEYOND - FIRST + 1;
/** `year * 12 + month` with months from 0, and days of the month. */
const months = new Int32Array(COUNT);
const days = new Uint8Array(COUNT);
const weekdays = new Uint8Array(COUNT);
for (let i = 0; i < COUNT; i++) {
  const date = new Date((FIRST + i) * DAY);
  months[i] = date.getUTCFullYear() * 12 + date.getUTCMonth();
  days[i] = date.getUTCDate();
  weekdays[i] = date.getUTCDay() || 7;
}

function at(table: Int32Array | Uint8Array, day: number): number {
  const value = table[day - FIRST];
  if (value === undefined) throw new RangeError(`day ${day} lies beyond the years that are remembered`);
  return value;
}

export const yearOf = (day: number): number => Math.floor(at(months, day) / 12);
export const monthOf = (day: number): number => (at(months, day) % 12) + 1;
export const dayOf = (day: number): number => at(days, day);
export const weekdayOf = (day: number): number => at(weekdays, day);

export function addMonths(from: number, count: number, rule: string): number {
  const total = at(months, from) + count;
  const [year, month, day] = [Math.floor(total / 12), total % 12, dayOf(from)];
  const moved = dayAt(year, month, day);
  // Date lets days that a month does not have run over.
  if (dayOf(moved) === day || rule === 'overflow') return moved;
  return rule === 'clamp' ? dayAt(year, month + 1, 0) : dayAt(year, month + 1, 1);
}

export function addYears(from: number, years: number, rule: string): number {
  return addMonths(from, 12 * years, rule === 'feb28' ? 'clamp' : 'overflow');
}

export function ageInYears(born: number, day: number, rule: string): number {
  let years = yearOf(day) - yearOf(born) + 1;
  while (addYears(born, years, rule) > day) years -= 1;
  return years;
}
