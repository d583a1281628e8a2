/** Dates, instants and texts as text, and the numbers and flags that are made of them. */

import {
  COMPARISONS,
  DATE,
  DATES,
  INSTANT,
  INSTANTS,
  type Kind,
  LONG_TEXT,
  MODES,
  quoted,
  SHORT_TEXT,
  SHORT_WORDS,
  WORDS,
} from './kinds.js';
import { readPlace } from './reading.js';
import type { Scope } from './scope.js';
import { conditional, expression, named, smallWhole, type Writing } from './writing.js';

const MONTH_ENDS = ["'clamp'", "'overflow'", "'nextMonth'"] as const;
const LEAP_DAYS = ["'feb28'", "'mar1'"] as const;

export function dateText(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const known = choices.chance(6) ? named(writing, DATE, scope) : undefined;
  if (depth <= 0 || choices.chance(3)) return known ?? `date('${choices.pick(DATES)}')`;
  const next = () => expression(writing, DATE, scope, depth - 1);
  switch (choices.below(8)) {
    case 0:
      return `addDays(${next()}, ${smallWhole(writing, scope)})`;
    case 1:
    case 2:
      return `addMonths(${next()}, ${smallWhole(writing, scope)}, ${choices.pick(MONTH_ENDS)})`;
    case 3:
      return `addYears(${next()}, ${smallWhole(writing, scope)}, ${choices.pick(LEAP_DAYS)})`;
    case 4:
      return `${choices.pick(['min', 'max'])}(${next()}, ${next()})`;
    case 5:
      return conditional(writing, DATE, scope, depth);
    case 6:
      return `dateOf(${expression(writing, INSTANT, scope, depth - 1)})`;
    default:
      return readPlace(writing, DATE, scope, depth) ?? next();
  }
}

export function instantText(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const known = choices.chance(6) ? named(writing, INSTANT, scope) : undefined;
  if (depth <= 0 || choices.chance(3)) return known ?? `instant('${choices.pick(INSTANTS)}')`;
  const next = () => expression(writing, INSTANT, scope, depth - 1);
  switch (choices.below(7)) {
    case 0:
      return `add${choices.pick(['Days', 'Hours', 'Minutes', 'Seconds'])}(${next()}, ${smallWhole(writing, scope)})`;
    case 1:
      return `addMonths(${next()}, ${smallWhole(writing, scope)}, ${choices.pick(MONTH_ENDS)})`;
    case 2:
      return `addYears(${next()}, ${smallWhole(writing, scope)}, ${choices.pick(LEAP_DAYS)})`;
    case 3:
      return `${choices.pick(['min', 'max'])}(${next()}, ${next()})`;
    case 4:
      return conditional(writing, INSTANT, scope, depth);
    case 5:
      return `startOfDay(${expression(writing, DATE, scope, depth - 1)})`;
    default:
      return readPlace(writing, INSTANT, scope, depth) ?? next();
  }
}

export function textText(writing: Writing, short: boolean, scope: Scope, depth: number): string {
  const { choices } = writing;
  const kind: Kind = short ? SHORT_TEXT : LONG_TEXT;
  const known = choices.chance(6) ? (named(writing, kind, scope) ?? named(writing, SHORT_TEXT, scope)) : undefined;
  if (depth > 0 && choices.chance(3)) return conditional(writing, kind, scope, depth);
  if (depth > 0 && choices.chance(1)) return readPlace(writing, kind, scope, depth) ?? known ?? quoted('A');
  return known ?? quoted(choices.pick(short ? SHORT_WORDS : WORDS));
}

/** A plain number that a date has, or a duration without its unit. */
export function timeNumber(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  if (choices.chance(5))
    return `${choices.pick(['yearOf', 'monthOf', 'dayOf', 'weekdayOf'])}(${expression(writing, DATE, scope, depth - 1)})`;
  return `round(${span(writing, scope, depth)} / days(1), ${choices.pick(['1', '0.5'])}, '${choices.pick(MODES)}')`;
}

/** A duration in days. */
function span(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const kind = choices.pick([DATE, DATE, INSTANT]);
  const of = (at: number) => expression(writing, kind, scope, at);
  return `daysBetween(${of(depth - 1)}, ${of(0)})`;
}

export function timesAndTextsCompared(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const operator = () => choices.pick(COMPARISONS);
  const of = (kind: Kind, at = depth) => expression(writing, kind, scope, at);
  switch (choices.below(9)) {
    case 0:
    case 1:
      return `(${of(DATE)} ${operator()} ${of(DATE)})`;
    case 2:
      return `(${of(INSTANT)} ${operator()} ${of(INSTANT, 0)})`;
    case 3:
      return `(${span(writing, scope, depth)} ${operator()} ${choices.pick(['0', '1', '(-365)', '366', '36524', 'days(30)', 'days(hours(36))'])})`;
    case 4: {
      const unit = choices.pick(['hours', 'minutes', 'seconds']);
      return `(${unit}Between(${of(INSTANT, 0)}, ${of(INSTANT)}) ${operator()} ${choices.pick(['0', '24', '0.5', '(-1)', `${unit}(90)`, `${unit}(days(2))`])})`;
    }
    case 5: {
      const [born, at] = [of(DATE, 0), of(DATE, Math.min(1, depth))];
      // The order is known on this path alone.
      return `(${born} <= ${at} && ageInYears(${born}, ${at}, ${choices.pick(LEAP_DAYS)}) ${operator()} ${choices.pick(['0', '1', '18', '104'])})`;
    }
    case 6:
      return `(${of(LONG_TEXT)} ${choices.pick(['===', '!=='])} ${of(LONG_TEXT, 0)})`;
    default: {
      const words = Array.from({ length: 1 + choices.below(4) }, () =>
        choices.chance(6) ? quoted(choices.pick(WORDS)) : of(LONG_TEXT, 0),
      );
      return `oneOfTexts(${of(LONG_TEXT)}, [${words.join(', ')}])`;
    }
  }
}
