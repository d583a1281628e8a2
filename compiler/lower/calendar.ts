/**
 * Dates and instants: day and second numbers since 1970, moved and taken apart.
 *
 * Where a result lies is an obligation, so that the calendar of the circuit never leaves the years that it is made for.
 */
import { divide, ONE, type Rational, rational, ZERO } from '@clauseproof/protocol/rational';
import type { CalendarFunction, NodeId } from '../core/ast.js';
import { rangesDiagnostic } from '../diagnostics/catalogue-ranges.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Expression, LeapDay, MonthEnd } from '../typed/ast.js';
import { type Lowering, placeOf, report, type Scope } from './state.js';
import { type ScalarValue, scalar, stepsOf } from './value.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

const SECONDS_A_DAY = 86_400n;

/** A date or instant moved by a whole number of days or seconds. */
export function lowerShift(lowering: Lowering, expression: Of<'shift'>, from: ScalarValue, amount: ScalarValue, scope: Scope): ScalarValue {
  const { builder } = lowering;
  const what = expression.type.kind === 'date' ? 'days' : 'seconds';
  const distance = wholeSteps(lowering, amount, divide(ONE, expression.factor), what, expression.amount.span, scope);
  return within(lowering, builder.combine(1n, from.node, 1n, distance, placeOf(scope, expression.span)), expression, scope);
}

export function lowerCalendar(
  lowering: Lowering,
  expression: Of<'calendar'>,
  [first, second]: readonly ScalarValue[],
  scope: Scope,
): ScalarValue {
  const { builder } = lowering;
  const { operation } = expression;
  const at = placeOf(scope, expression.span);
  if (first === undefined) throw new Error(`internal error: ${operation} of nothing`);
  const call = (of: CalendarFunction, ...operands: NodeId[]) => builder.calendar(of, operands, at);
  switch (operation) {
    case 'dateOf':
      return scalar(builder.round(first.node, 1n, SECONDS_A_DAY, 'floor', at));
    case 'startOfDay':
      return scalar(builder.scale(SECONDS_A_DAY, first.node, at));
    case 'yearOf':
    case 'monthOf':
    case 'dayOf':
      return scalar(call({ name: operation }, first.node));
    case 'weekdayOf': {
      // 1970-01-01 was a Thursday, the fourth day.
      const sinceMonday = builder.sum([{ node: first.node, coefficient: 1n }], 3n, at);
      const remainder = builder.modulo(sinceMonday, builder.constant(7n, at), at);
      return scalar(builder.sum([{ node: remainder, coefficient: 1n }], 1n, at));
    }
    case 'ageInYears': {
      const at0 = second ?? first;
      lowering.obligations.push({
        kind: 'age',
        node: builder.combine(1n, at0.node, -1n, first.node, at),
        path: scope.path,
        span: expression.span,
      });
      return scalar(call({ name: 'age', rule: expression.rule as LeapDay }, first.node, at0.node));
    }
    case 'addMonths':
    case 'addYears': {
      const what = operation === 'addMonths' ? 'months' : 'years';
      const amount = wholeSteps(lowering, second ?? first, ONE, what, expression.operands[1]?.span ?? expression.span, scope);
      const unit = expression.type.kind === 'date' ? 'day' : 'second';
      const of: CalendarFunction =
        operation === 'addMonths'
          ? { name: operation, rule: expression.rule as MonthEnd, unit }
          : { name: operation, rule: expression.rule as LeapDay, unit };
      return within(lowering, call(of, first.node, amount), expression, scope);
    }
  }
}

/** The number of steps in a value, which must be whole for every input. */
function wholeSteps(lowering: Lowering, value: ScalarValue, step: Rational, what: string, span: Span, scope: Scope): NodeId {
  const { builder } = lowering;
  const at = placeOf(scope, span);
  const steps = stepsOf(builder, value, ZERO, step, at);
  if (steps !== undefined) return steps;
  report(lowering, rangesDiagnostic('CP4011', span, { what }));
  // What is nearest, so that one mistake is reported once.
  const { n, d } = divide(value.scale, step);
  return builder.round(value.node, n, d, 'floor', at);
}

/** A computed date or instant. */
function within(lowering: Lowering, node: NodeId, { type, span }: Expression, scope: Scope): ScalarValue {
  lowering.obligations.push({ kind: 'calendar', node, of: type.kind === 'date' ? 'date' : 'instant', path: scope.path, span });
  return scalar(node, rational(1n));
}
