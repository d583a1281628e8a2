/**
 * Dates and date-times as CertLogic reads them: what the offset is, what is missing, and the instant in milliseconds.
 *
 * Reference: the section "Dates and date-times" of the specification; partial dates mean their last day. Days beyond a month's end roll over,
 * as in the reference implementation.
 */
import type { TimeUnit } from './logic.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(?:(Z)|([+-])(\d{1,2}):?(\d{2})?)?$/;

export interface ReadTime {
  /** Milliseconds since 1970; NaN for a text of the right form that names no time. */
  readonly milliseconds: number;
  /** What a reader has to know: how the text was completed. */
  readonly form: 'utc' | 'offset' | 'zoneless' | 'date' | 'partial';
}

/** Undefined for a text that CertLogic refuses. */
export function readTime(text: string): ReadTime | undefined {
  const partial = readPartialDate(text);
  if (partial !== undefined) return { milliseconds: partial, form: 'partial' };
  if (DATE.test(text)) return { milliseconds: Date.parse(`${text}T00:00:00.000Z`), form: 'date' };
  const [, seconds, fraction = '', zulu, sign, hours = '', minutes = '00'] = DATE_TIME.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const thousandths = fraction === '' ? '' : fraction.padEnd(4, '0').slice(0, 4);
  if (sign === undefined) return { milliseconds: Date.parse(`${seconds}${thousandths}Z`), form: zulu === undefined ? 'zoneless' : 'utc' };
  const offset = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  return { milliseconds: Date.parse(`${seconds}${thousandths}${offset}`), form: /[1-9]/.test(offset) ? 'offset' : 'utc' };
}

/** The last day of a year or month, at midnight. */
function readPartialDate(text: string): number | undefined {
  if (/^\d{4}$/.test(text)) return Date.parse(`${text}-12-31T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  date.setUTCDate(0);
  return date.getTime();
}

/** A date of birth is a date, whole or partial. */
export const isDateOfBirth = (text: string): boolean => DATE.test(text) || readPartialDate(text) !== undefined;

/** Months and years that end on a day which does not exist roll over into the next month. */
export function addTime(milliseconds: number, amount: number, unit: TimeUnit): number {
  const date = new Date(milliseconds);
  if (unit === 'day') date.setUTCDate(date.getUTCDate() + amount);
  else if (unit === 'hour') date.setUTCHours(date.getUTCHours() + amount);
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount);
  else date.setUTCFullYear(date.getUTCFullYear() + amount);
  return date.getTime();
}
