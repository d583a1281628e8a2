/** The calendar of the semantics, worked out the plain way: years of 365 or 366 days, months of the lengths that they have. */
import { DATE_RANGE, INSTANT_RANGE, parseDate, parseInstant } from '@clauseproof/protocol/calendar';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Type } from '../typed/ast.js';
import { Rejection } from './machine.js';

const DAYS = { min: parseDate(DATE_RANGE.min) ?? 0n, max: parseDate(DATE_RANGE.max) ?? 0n };
const SECONDS = { min: parseInstant(INSTANT_RANGE.min) ?? 0n, max: parseInstant(INSTANT_RANGE.max) ?? 0n };

/** A computed day or second, within the years that a clause computes with. */
export function withinCalendar(type: Type, value: bigint, span: Span): bigint {
  const { min, max } = type.kind === 'date' ? DAYS : SECONDS;
  if (value < min || value > max) throw new Rejection('value.calendar', span, 'a computed date lies in the years 1600 to 2400');
  return value;
}
