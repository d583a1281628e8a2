/** The calendar by the `Date` of JavaScript: what the calendars of the compiler are compared with. Day numbers count from 1970-01-01. */

const DAY = 86_400_000;

const partsOf = (day: number) => {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), weekday: date.getUTCDay() || 7 };
};
const dayAt = (year: number, month: number, day: number): number => Date.UTC(year, month, day) / DAY;

export const FIRST_DAY = dayAt(1600, 0, 1);
export const LAST_DAY = dayAt(2400, 11, 31);

export const yearOf = (day: number): number => partsOf(day).year;
export const monthOf = (day: number): number => partsOf(day).month + 1;
export const dayOf = (day: number): number => partsOf(day).day;
export const weekdayOf = (day: number): number => partsOf(day).weekday;

export function addMonths(from: number, months: number, rule: string): number {
  const { year, month, day } = partsOf(from);
  const moved = dayAt(year, month + months, day);
  // Date lets days that a month does not have run over.
  if (dayOf(moved) === day || rule === 'overflow') return moved;
  return rule === 'clamp' ? dayAt(year, month + months + 1, 0) : dayAt(year, month + months + 1, 1);
}

export function addYears(from: number, years: number, rule: string): number {
  return addMonths(from, 12 * years, rule === 'feb28' ? 'clamp' : 'overflow');
}

export function ageInYears(born: number, at: number, rule: string): number {
  let years = yearOf(at) - yearOf(born) + 1;
  while (addYears(born, years, rule) > at) years -= 1;
  return years;
}
