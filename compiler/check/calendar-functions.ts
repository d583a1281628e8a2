/**
 * Calls about time: constants `date('2024-02-29')`, durations `hours(72)`, `addDays(d, n)`, `daysBetween(a, b)` and their kin.
 *
 * A duration is a number with a unit of time: `day`, `h`, `min` or `s`. Because arithmetic is exact, changing the unit is a factor and never
 * rounds.
 */

import { DATE_RANGE, INSTANT_RANGE } from '@clauseproof/protocol/calendar';
import { divide, type Rational, rational } from '@clauseproof/protocol/rational';
import { parseTime } from '@clauseproof/protocol/values';
import type { Span } from '../diagnostics/diagnostic.js';
import type * as Surface from '../surface/ast.js';
import type { CalendarOperation, Expression, LeapDay, MonthEnd, Type } from '../typed/ast.js';
import { type Unit, unitKey } from '../typed/unit.js';
import { CALENDAR_FUNCTIONS, DURATIONS, isOneOf, SHIFTS, SPANS } from './clause-names.js';
import { type CheckContext, unchecked } from './context.js';
import type { Scope } from './scope.js';
import { DATE, INSTANT, isUnchecked, PLAIN_NUMBER, typeText, unitText } from './types.js';

type Call = Extract<Surface.Expression, { kind: 'call' }>;

/** Seconds of a unit of time. */
const SECONDS: ReadonlyMap<string, bigint> = new Map([
  ['s', 1n],
  ['min', 60n],
  ['h', 3600n],
  ['day', 86_400n],
]);
const SECONDS_A_DAY = 86_400n;

const UNIT_OF: Readonly<Record<(typeof DURATIONS | typeof SHIFTS | typeof SPANS)[number], string>> = {
  days: 'day',
  hours: 'h',
  minutes: 'min',
  seconds: 's',
  addDays: 'day',
  addHours: 'h',
  addMinutes: 'min',
  addSeconds: 's',
  daysBetween: 'day',
  hoursBetween: 'h',
  minutesBetween: 'min',
  secondsBetween: 's',
};

/** undefined when `name` is not about time. */
export function checkCalendarFunction(context: CheckContext, name: string, call: Call, scope: Scope): Expression | undefined {
  if (name === 'date' || name === 'instant') return checkTimeConstant(context, name, call);
  if (isOneOf(DURATIONS, name)) return checkDuration(context, name, call, scope);
  if (isOneOf(SHIFTS, name)) return checkShift(context, name, call, scope);
  if (isOneOf(SPANS, name)) return checkSpan(context, name, call, scope);
  if (isOneOf(CALENDAR_FUNCTIONS, name)) return checkCalendar(context, name, call, scope);
  return undefined;
}

function checkTimeConstant(context: CheckContext, kind: 'date' | 'instant', call: Call): Expression {
  const { span } = call;
  const example = kind === 'date' ? "date('2024-02-29')" : "instant('2024-02-29T23:59:59Z')";
  const [text, ...more] = call.arguments;
  if (text?.kind !== 'string' || more.length > 0) {
    if (text?.kind !== 'invalid')
      context.report('CP3011', span, `in a rule ${kind} takes one text in quotes`, { help: `for example ${example}` });
    return unchecked(span);
  }
  const range = kind === 'date' ? DATE_RANGE : INSTANT_RANGE;
  const value = parseTime({ kind, ...range }, text.value);
  // Texts of one form are in the order of time.
  if (value === undefined || text.value < range.min || text.value > range.max) {
    const help = `for example ${example}, from ${range.min} to ${range.max}`;
    context.report('CP3020', text.span, `'${text.value}' is not ${kind === 'date' ? 'a date' : 'an instant of UTC'}`, { help });
    return unchecked(span);
  }
  return { kind: 'time-constant', value, span, type: kind === 'date' ? DATE : INSTANT };
}

/** `hours(72)` gives a number a unit of time, or changes its unit. */
function checkDuration(context: CheckContext, name: (typeof DURATIONS)[number], call: Call, scope: Scope): Expression {
  const { span } = call;
  const [value, ...more] = call.arguments;
  if (value === undefined || more.length > 0) {
    context.report('CP3011', span, `${name} takes one number`, { help: `for example ${name}(14)` });
    return unchecked(span);
  }
  const operand = context.checkValue(value, scope);
  const type = context.number(operand, name);
  if (type === undefined) return unchecked(span);
  const own = UNIT_OF[name];
  if (context.unknowns.isOpenUnit(type.unit)) context.unknowns.unifyUnits(type.unit, []);
  const from = unitKey(type.unit) === '' ? own : unitKey(type.unit);
  const [seconds, target] = [SECONDS.get(from), SECONDS.get(own)];
  if (seconds === undefined || target === undefined) {
    context.report('CP3002', operand.span, `${name} takes a plain number or one in day, h, min or s, and this has ${unitText(type)}`);
    return unchecked(span);
  }
  const factor: Expression = {
    kind: 'number-constant',
    value: rational(seconds, target),
    span,
    type: { ...type, unit: [], quotient: false },
  };
  return { kind: 'arithmetic', operator: 'multiply', left: operand, right: factor, span, type: { ...type, unit: timeUnit(own) } };
}

const timeUnit = (name: string): Unit => [{ name, exponent: 1 }];

/** What 1 of `unit` is in the counts of a type: days of a date, seconds of an instant. */
function factorOf(unit: string, type: Type): Rational {
  return divide(rational(SECONDS.get(unit) ?? 1n), rational(type.kind === 'date' ? SECONDS_A_DAY : 1n));
}

/** `addDays(d, 14)`: the second argument is a plain number or has the unit that the name says. */
function checkShift(context: CheckContext, name: (typeof SHIFTS)[number], call: Call, scope: Scope): Expression {
  const { span } = call;
  const unit = UNIT_OF[name];
  const [first, second, ...more] = call.arguments;
  if (first === undefined || second === undefined || more.length > 0) {
    context.report('CP3011', span, `${name} takes ${name === 'addDays' ? 'a date or an instant' : 'an instant'} and a number`, {
      help: `for example ${name}(at, 14)`,
    });
    return unchecked(span);
  }
  const operand = context.checkValue(first, scope);
  const amount = context.checkValue(second, scope);
  if (!checkTime(context, operand, name, name === 'addDays') || !checkAmount(context, amount, name, unit)) return unchecked(span);
  return { kind: 'shift', operand, amount, factor: factorOf(unit, operand.type), span, type: operand.type };
}

/** A whole amount of time: a plain number, or one with the unit of the function. */
export function checkAmount(context: CheckContext, amount: Expression, name: string, unit: string): boolean {
  const type = context.number(amount, name);
  if (type === undefined || !context.noQuotient(amount, `what ${name} adds`)) return false;
  if (context.unknowns.isOpenUnit(type.unit) || unitKey(type.unit) === '') {
    if (context.unknowns.isOpenUnit(type.unit)) context.unknowns.unifyUnits(type.unit, timeUnit(unit));
    return true;
  }
  if (unitKey(type.unit) === unit) return true;
  const convert = SECONDS.has(unitKey(type.unit)) && SECONDS.has(unit);
  context.report('CP3002', amount.span, `${name} takes a plain number or one in ${unit}, and this has ${unitText(type)}`, {
    help: convert ? `convert it: ${DURATIONS.find((duration) => UNIT_OF[duration] === unit)}(...)` : 'take a number of that unit',
  });
  return false;
}

/** Requires a date or instant, or where `dates` is false an instant. */
export function checkTime(context: CheckContext, expression: Expression, name: string, dates: boolean): boolean {
  const { type, span } = expression;
  if (type.kind === 'instant' || (dates && type.kind === 'date')) return true;
  if (isUnchecked(type)) return false;
  context.report('CP3003', span, `${name} works on ${dates ? 'dates and instants' : 'instants'}, and this is ${typeText(type)}`, {
    ...(type.kind === 'date' ? { help: 'startOfDay(d) is the first instant of a date' } : {}),
  });
  return false;
}

function checkSpan(context: CheckContext, name: (typeof SPANS)[number], call: Call, scope: Scope): Expression {
  const { span } = call;
  const unit = UNIT_OF[name];
  const [first, second, ...more] = call.arguments;
  if (first === undefined || second === undefined || more.length > 0) {
    const what = name === 'daysBetween' ? 'dates or instants' : 'instants';
    context.report('CP3011', span, `${name} takes two ${what}`, { help: `write ${name}(from, to)` });
    return unchecked(span);
  }
  const from = context.checkValue(first, scope);
  const to = context.checkValue(second, scope);
  const dates = name === 'daysBetween';
  if (!checkTime(context, from, name, dates) || !checkTime(context, to, name, dates)) return unchecked(span);
  if (isUnchecked(context.agree(from.type, to.type, to.span, `the first argument of ${name}`))) return unchecked(span);
  return {
    kind: 'span',
    from,
    to,
    factor: factorOf(unit, from.type),
    span,
    type: { kind: 'number', unit: timeUnit(unit), quotient: false },
  };
}

interface Signature {
  readonly first: 'date' | 'instant' | 'either';
  /** A number of the unit, or another date. */
  readonly second?: 'month' | 'year' | 'date';
  readonly rules?: readonly (MonthEnd | LeapDay)[];
  readonly gives: 'date' | 'instant' | 'same' | 'number' | 'years';
  readonly usage: string;
}

const LEAP_DAYS = ['feb28', 'mar1'] as const;
const MONTH_ENDS = ['clamp', 'overflow', 'nextMonth'] as const;

const SIGNATURES: Readonly<Record<CalendarOperation, Signature>> = {
  addMonths: { first: 'either', second: 'month', rules: MONTH_ENDS, gives: 'same', usage: "addMonths(d, 6, 'clamp')" },
  addYears: { first: 'either', second: 'year', rules: LEAP_DAYS, gives: 'same', usage: "addYears(d, 18, 'mar1')" },
  ageInYears: { first: 'date', second: 'date', rules: LEAP_DAYS, gives: 'years', usage: "ageInYears(born, at, 'mar1')" },
  dateOf: { first: 'instant', gives: 'date', usage: 'dateOf(t)' },
  startOfDay: { first: 'date', gives: 'instant', usage: 'startOfDay(d)' },
  yearOf: { first: 'date', gives: 'number', usage: 'yearOf(d)' },
  monthOf: { first: 'date', gives: 'number', usage: 'monthOf(d)' },
  dayOf: { first: 'date', gives: 'number', usage: 'dayOf(d)' },
  weekdayOf: { first: 'date', gives: 'number', usage: 'weekdayOf(d)' },
};

function checkCalendar(context: CheckContext, operation: CalendarOperation, call: Call, scope: Scope): Expression {
  const { span } = call;
  const { first, second, rules, gives, usage } = SIGNATURES[operation];
  const wanted = 1 + (second === undefined ? 0 : 1) + (rules === undefined ? 0 : 1);
  if (rules !== undefined && call.arguments.length === wanted - 1) {
    reportRule(context, operation, rules, span);
    return unchecked(span);
  }
  if (call.arguments.length !== wanted) {
    context.report(
      'CP3011',
      span,
      `${operation} takes ${wanted} argument${wanted === 1 ? '' : 's'}, and this call gives ${call.arguments.length}`,
      {
        help: `write ${usage}`,
      },
    );
    return unchecked(span);
  }
  const values = call.arguments.slice(0, second === undefined ? 1 : 2);
  const operands = values.map((argument) => context.checkValue(argument, scope));
  const [subject, other] = operands;
  const rule = rules === undefined ? undefined : checkRule(context, operation, rules, call.arguments.at(-1));
  if (subject === undefined || !checkSubject(context, subject, operation, first)) return unchecked(span);
  if (second === 'date' && (other === undefined || !checkSubject(context, other, operation, 'date'))) return unchecked(span);
  if ((second === 'month' || second === 'year') && (other === undefined || !checkAmount(context, other, operation, second)))
    return unchecked(span);
  if (rules !== undefined && rule === undefined) return unchecked(span);
  const type: Type =
    gives === 'date'
      ? DATE
      : gives === 'instant'
        ? INSTANT
        : gives === 'same'
          ? subject.type
          : gives === 'years'
            ? { kind: 'number', unit: timeUnit('year'), quotient: false }
            : PLAIN_NUMBER;
  return { kind: 'calendar', operation, operands, ...(rule === undefined ? {} : { rule }), span, type };
}

function checkSubject(context: CheckContext, expression: Expression, name: string, wanted: Signature['first']): boolean {
  if (wanted === 'either') return checkTime(context, expression, name, true);
  const { type, span } = expression;
  if (type.kind === wanted) return true;
  if (isUnchecked(type)) return false;
  const help =
    type.kind === 'instant'
      ? { help: 'dateOf(t) is the date of an instant in UTC' }
      : type.kind === 'date'
        ? { help: 'startOfDay(d) is the first instant of a date' }
        : {};
  context.report('CP3003', span, `${name} works on ${wanted}s, and this is ${typeText(type)}`, help);
  return false;
}

/** How days that a month or year does not have are treated: the author always says it. */
function checkRule(
  context: CheckContext,
  operation: CalendarOperation,
  rules: readonly (MonthEnd | LeapDay)[],
  node: Surface.Expression | undefined,
): MonthEnd | LeapDay | undefined {
  const chosen = node?.kind === 'string' ? rules.find((rule) => rule === node.value) : undefined;
  if (chosen !== undefined || node === undefined || node.kind === 'invalid') return chosen;
  reportRule(context, operation, rules, node.span);
  return undefined;
}

function reportRule(context: CheckContext, operation: CalendarOperation, rules: readonly (MonthEnd | LeapDay)[], span: Span): void {
  const what = operation === 'addMonths' ? 'where the month has no such day' : 'where the year has no 29 February';
  context.report('CP3021', span, `${operation} says what happens ${what}: ${rules.map((rule) => `'${rule}'`).join(', ')}`, {
    help: `write ${SIGNATURES[operation].usage}`,
  });
}
