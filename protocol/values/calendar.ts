/**
 * Dates and instants between text and numbers, in the proleptic Gregorian calendar.
 *
 * A date is a day number, an instant a second number; both count from 1970-01-01. Texts have one form each: `2024-02-29` and
 * `2024-02-29T23:59:59Z`. Leap seconds (`:60`), fractions of seconds and offsets are refused: an instant is a second of UTC.
 *
 * Reference: RFC 3339 5.6, of which this is the strictest part.
 */

export const SECONDS_A_DAY = 86_400n;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOfMonth = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0));

/** Days from 0000-01-01 to the first of January of a year. */
function daysBeforeYear(year: number): number {
  if (year === 0) return 0;
  const past = year - 1;
  // The year 0 is a leap year and lies before all of them.
  return 366 + past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

const EPOCH = daysBeforeYear(1970);

/** A day by its year, its month from 1 and its day of the month from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day number of a date; undefined when the years 0000 to 9999 do not have it. */
export function dayNumber({ year, month, day }: CivilDate): bigint | undefined {
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) return undefined;
  let days = daysBeforeYear(year) - EPOCH + day - 1;
  for (let before = 1; before < month; before++) days += lengthOfMonth(year, before);
  return BigInt(days);
}

/** @throws RangeError for a day outside of the years 0000 to 9999. */
export function civilDate(days: bigint): CivilDate {
  let rest = Number(days) + EPOCH;
  if (rest < 0 || rest >= daysBeforeYear(10_000)) throw new RangeError('a date lies in the years 0000 to 9999');
  let year = Math.floor(rest / 365.2425);
  while (daysBeforeYear(year) > rest) year -= 1;
  while (daysBeforeYear(year + 1) <= rest) year += 1;
  rest -= daysBeforeYear(year);
  let month = 1;
  for (; rest >= lengthOfMonth(year, month); month++) rest -= lengthOfMonth(year, month);
  return { year, month, day: rest + 1 };
}

/** The day number of `2024-02-29`; undefined when the text is not a date of the years 0000 to 9999 in this form. */
export function parseDate(text: string): bigint | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return year === undefined ? undefined : dayNumber({ year: Number(year), month: Number(month), day: Number(day) });
}

/** @throws RangeError for a day outside of the years 0000 to 9999. */
export function formatDate(days: bigint): string {
  const { year, month, day } = civilDate(days);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The second number of `2024-02-29T23:59:59Z`; undefined when the text is not an instant in this form. */
export function parseInstant(text: string): bigint | undefined {
  const [, date = '', ...time] = INSTANT.exec(text) ?? [];
  const days = parseDate(date);
  const [hour = 24, minute = 60, second = 60] = time.map(Number);
  if (days === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return days * SECONDS_A_DAY + BigInt(hour * 3600 + minute * 60 + second);
}

/** @throws RangeError for a second outside of the years 0000 to 9999. */
export function formatInstant(seconds: bigint): string {
  const ofDay = ((seconds % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY;
  const clock = Number(ofDay);
  const time = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60].map(twoDigits).join(':');
  return `${formatDate((seconds - ofDay) / SECONDS_A_DAY)}T${time}Z`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The days and seconds that a clause may compute with; declared bounds lie within them. */
export const DATE_RANGE = { min: '1600-01-01', max: '2400-12-31' } as const;
export const INSTANT_RANGE = { min: '1600-01-01T00:00:00Z', max: '2400-12-31T23:59:59Z' } as const;

/** Bounds of inputs that declare none. */
export const DATE_DEFAULT = { min: '1900-01-01', max: '2100-12-31' } as const;
export const INSTANT_DEFAULT = { min: '1900-01-01T00:00:00Z', max: '2100-12-31T23:59:59Z' } as const;
