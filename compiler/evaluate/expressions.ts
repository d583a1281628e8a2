/**
 * Expressions: exact and lazy. `&&`, `||`, `?:`, `every` and `some` look only at what decides them, as in TypeScript.
 */
import { add, compare, divide, floor, multiply, negate, type Rational, rational, subtract, ZERO } from '@clauseproof/protocol/rational';
import type { Expression } from '../typed/ast.js';
import { evaluateCalendar, withinCalendar } from './calendar.js';
import { type Environment, type Machine, Rejection } from './machine.js';
import { roundTo } from './rounding.js';
import { ABSENT, type Value, valueText } from './value.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function evaluateExpression(machine: Machine, expression: Expression, environment: Environment): Value {
  const value = valueIn(machine, expression, environment);
  if (machine.watch !== undefined && typeof value === 'boolean') machine.watch.flag(expression, value);
  return value;
}

function valueIn(machine: Machine, expression: Expression, environment: Environment): Value {
  const evaluate = (inner: Expression) => evaluateExpression(machine, inner, environment);
  switch (expression.kind) {
    case 'flag-constant':
    case 'number-constant':
      return expression.value;
    case 'text-constant':
    case 'time-constant':
      return expression.value;
    case 'name-constant':
      return BigInt(expression.index);
    case 'variable':
      return known(environment.get(expression.symbol.id), `variable ${expression.symbol.name}`);
    case 'input-group':
      return known(machine.groups.get(expression.group), `input group ${expression.group}`);
    case 'member':
      return known((evaluate(expression.object) as ReadonlyMap<string, Value>).get(expression.name), `member ${expression.name}`);
    case 'index': {
      const list = evaluate(expression.list) as readonly Value[];
      const index = evaluate(expression.index) as Rational;
      const element = index.d === 1n ? list[Number(index.n)] : undefined;
      if (element === undefined)
        throw new Rejection('value.index', expression.index.span, `the list has ${list.length} elements, numbered from 0`);
      return element;
    }
    case 'length':
      return rational(BigInt((evaluate(expression.list) as readonly Value[]).length));
    case 'present':
      return evaluate(expression.operand) !== ABSENT;
    case 'unwrap': {
      const value = evaluate(expression.operand);
      if (value === ABSENT) throw new Rejection('value.absent', expression.span, 'this value is absent');
      return value;
    }
    case 'not':
      return !evaluateCondition(machine, expression.operand, environment);
    case 'negate':
      return negate(evaluate(expression.operand) as Rational);
    case 'arithmetic':
      return evaluateArithmetic(expression, evaluate(expression.left) as Rational, evaluate(expression.right) as Rational);
    case 'comparison':
      return evaluateComparison(machine, expression, evaluate(expression.left), evaluate(expression.right));
    case 'logical':
      return evaluateCondition(machine, expression.left, environment) === (expression.operator === 'and')
        ? evaluateCondition(machine, expression.right, environment)
        : expression.operator === 'or';
    case 'conditional': {
      const { result, comparisons } = machine.tracer.comparing(() => evaluateCondition(machine, expression.condition, environment));
      machine.tracer.add('condition', expression.condition.span, () => String(result), { comparisons });
      return evaluate(result === true ? expression.whenTrue : expression.whenFalse);
    }
    case 'round':
      return roundTo(evaluate(expression.operand) as Rational, expression.step, expression.mode);
    case 'shift':
      return evaluateShift(expression, evaluate(expression.operand) as bigint, evaluate(expression.amount) as Rational);
    case 'span':
      return divide(rational((evaluate(expression.to) as bigint) - (evaluate(expression.from) as bigint)), expression.factor);
    case 'calendar':
      return evaluateCalendar(expression, expression.operands.map(evaluate));
    case 'text-member': {
      const { operand, span } = expression;
      const text = evaluate(operand);
      const holds = (evaluate(expression.list) as readonly Value[]).includes(text);
      machine.tracer.compared(() => {
        return { span, asks: 'membership', subjectSpan: operand.span, subject: valueText(operand.type, text), holds };
      });
      return holds;
    }
    case 'extremum':
      return extremum(expression.operator, expression.operands.map(evaluate) as Ordered[]);
    case 'fold':
      return evaluateFold(machine, expression, environment);
    case 'call':
      return machine.call(machine, expression.callee, expression.arguments.map(evaluate), expression.span);
    case 'record':
      return new Map(expression.fields.map(({ name, value }) => [name, evaluate(value)]));
    case 'list':
      return expression.elements.map(evaluate);
  }
}

/** What a branch, an `ensure` or `&&`, `||` and `!` ask for. A flag is traced here as it is; comparisons of values trace themselves. */
export function evaluateCondition(machine: Machine, condition: Expression, environment: Environment): Value {
  const value = evaluateExpression(machine, condition, environment);
  const { kind, span } = condition;
  const holds = value === true;
  if (kind === 'variable' || kind === 'member' || kind === 'index' || kind === 'unwrap')
    machine.tracer.compared(() => ({ span, asks: 'flag', subjectSpan: span, holds }));
  if (kind === 'present') machine.tracer.compared(() => ({ span, asks: 'presence', subjectSpan: condition.operand.span, holds }));
  return value;
}

function known(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`internal error: ${what} has no value`);
  return value;
}

function evaluateArithmetic({ operator, right: source }: Of<'arithmetic'>, left: Rational, right: Rational): Rational {
  if ((operator === 'divide' || operator === 'remainder') && right.n === 0n) {
    throw new Rejection('value.division-by-zero', source.span, 'the divisor is zero');
  }
  switch (operator) {
    case 'add':
      return add(left, right);
    case 'subtract':
      return subtract(left, right);
    case 'multiply':
      return multiply(left, right);
    case 'divide':
      return divide(left, right);
    case 'remainder':
      // The remainder of floored division: it has the sign of the divisor.
      return subtract(left, multiply(right, rational(floor(divide(left, right)))));
  }
}

function evaluateComparison(machine: Machine, { operator, left, right, span }: Of<'comparison'>, a: Value, b: Value): boolean {
  const order = orderOf(a, b);
  const holds = {
    lt: order < 0,
    le: order <= 0,
    gt: order > 0,
    ge: order >= 0,
    eq: order === 0,
    ne: order !== 0,
  }[operator];
  machine.tracer.compared(() => ({
    ...{ span, operator, kind: left.type.kind, leftSpan: left.span, rightSpan: right.span },
    ...{ left: valueText(left.type, a), right: valueText(right.type, b), holds },
  }));
  return holds;
}

/** A number, date or instant. */
type Ordered = Rational | bigint;

/** -1, 0 or 1; names, flags and texts are only equal (0) or not. */
function orderOf(a: Value, b: Value): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'object' ? compare(a as Rational, b as Rational) : a === b ? 0 : 1;
}

function extremum(operator: 'min' | 'max', values: readonly Ordered[]): Ordered {
  return values.reduce((best, next) => (orderOf(next, best) === (operator === 'min' ? -1 : 1) ? next : best));
}

/** A date or instant moved by a whole number of days or seconds. */
function evaluateShift({ factor, amount: source, span, type }: Of<'shift'>, from: bigint, amount: Rational): bigint {
  const distance = multiply(amount, factor);
  if (distance.d !== 1n)
    throw new Rejection('value.not-whole', source.span, `this is no whole number of ${type.kind === 'date' ? 'days' : 'seconds'}`);
  return withinCalendar(type, from + distance.n, span);
}

function evaluateFold(machine: Machine, { operator, list, each }: Of<'fold'>, environment: Environment): Value {
  const items = evaluateExpression(machine, list, environment) as readonly Value[];
  if (items.length === 0 && (operator === 'min' || operator === 'max'))
    throw new Rejection('value.empty-list', list.span, `an empty list has no ${operator}`);
  const at = (item: Value, i: number): Value => {
    if (each === undefined) return item;
    const inner = new Map(environment).set(each.parameter.id, item);
    if (each.index !== undefined) inner.set(each.index.id, rational(BigInt(i)));
    return evaluateExpression(machine, each.body, inner);
  };
  switch (operator) {
    case 'every':
      return items.every((item, i) => at(item, i) === true);
    case 'some':
      return items.some((item, i) => at(item, i) === true);
    case 'count':
      return rational(BigInt(items.filter((item, i) => at(item, i) === true).length));
    case 'sum':
      return items.reduce<Rational>((total, item, i) => add(total, at(item, i) as Rational), ZERO);
    case 'min':
    case 'max':
      return extremum(operator, items.map(at) as Ordered[]);
  }
}
