/** Calls of `sum count min max every some round quantity`. `ensure` is a statement and stands in `statements.ts`. */

import { rational } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/reporter.js';
import type * as Surface from '../surface/ast.js';
import type { Expression, RoundingMode, Type } from '../typed/ast.js';
import { unitKey } from '../typed/unit.js';
import { parseUnit } from '../typed/unit-text.js';
import { declareElement } from './bindings.js';
import { checkCalendarFunction } from './calendar-functions.js';
import { isOneOf, RULE_FUNCTIONS } from './clause-names.js';
import { constantOf } from './constants.js';
import { type CheckContext, unchecked } from './context.js';
import type { Scope } from './scope.js';
import { FLAG, isUnchecked, joinTypes, PLAIN_NUMBER, TEXT, typeText, unitText } from './types.js';
import { MAX_UNIT_LENGTH, UNIT_HELP } from './value-types.js';

type Call = Extract<Surface.Expression, { kind: 'call' }>;
type Fold = Extract<Expression, { kind: 'fold' }>;
type Each = NonNullable<Fold['each']>;

const MODES: readonly RoundingMode[] = ['floor', 'ceil', 'halfUp', 'halfEven', 'towardZero'];

const USAGE: Readonly<Record<Fold['operator'], string>> = {
  sum: 'write sum(xs) or sum(xs, (x) => ...)',
  count: 'write count(xs, (x) => x > 1)',
  min: 'write min(a, b), min(xs) or min(xs, (x) => ...)',
  max: 'write max(a, b), max(xs) or max(xs, (x) => ...)',
  every: 'write every(xs, (x) => x > 1)',
  some: 'write some(xs, (x) => x > 1)',
};

export function checkClauseFunction(context: CheckContext, name: string, call: Call, scope: Scope): Expression {
  const aboutTime = checkCalendarFunction(context, name, call, scope);
  if (aboutTime !== undefined) return aboutTime;
  if (!isOneOf(RULE_FUNCTIONS, name)) {
    context.report('CP2014', call.calleeSpan, `'${name}' declares a part of a clause and is no value in a rule`);
    return unchecked(call.span);
  }
  if (name === 'ensure') {
    context.report('CP2014', call.calleeSpan, 'ensure is a statement, not a value', {
      help: "write ensure(condition, 'reason'); on a line of its own",
    });
    return unchecked(call.span);
  }
  if (name === 'round') return checkRound(context, call, scope);
  if (name === 'quantity') return checkQuantity(context, call, scope);
  if (name === 'oneOfTexts') return checkTextMember(context, call, scope);
  if (name === 'present') return checkPresent(context, call, scope);
  const [, second] = call.arguments;
  if ((name === 'min' || name === 'max') && second !== undefined && second.kind !== 'arrow')
    return checkExtremum(context, name, call, scope);
  return checkFold(context, name, call, scope);
}

/** What is always there is present, so that one helper takes both. */
function checkPresent(context: CheckContext, call: Call, scope: Scope): Expression {
  const { span } = call;
  const [argument, ...more] = call.arguments;
  if (argument === undefined || argument.kind === 'arrow' || more.length > 0) {
    context.report('CP3011', span, 'present takes one value', { help: 'write present(reading.humidity)' });
    return unchecked(span);
  }
  const operand = context.checkExpression(context, argument, scope);
  if (isUnchecked(operand.type)) return unchecked(span);
  return operand.type.kind === 'optional'
    ? { kind: 'present', operand, span, type: FLAG }
    : { kind: 'flag-constant', value: true, span, type: FLAG };
}

function checkRound(context: CheckContext, call: Call, scope: Scope): Expression {
  const { span } = call;
  const [value, step, mode] = call.arguments;
  if (value === undefined || step === undefined || mode === undefined || call.arguments.length > 3) {
    context.report('CP3011', span, 'round takes a value, a step and a mode', { help: "write round(x, 0.01, 'floor')" });
    return unchecked(span);
  }
  const operand = context.checkValue(value, scope);
  const type = context.number(operand, 'round');
  const by = context.checkValue(step, scope);
  const stepType = context.number(by, 'the step of round');
  const known = constantOf(context, by);
  if (stepType !== undefined && (known === undefined || known === 'later' || known.n <= 0n)) {
    context.report('CP3012', by.span, 'the step of round is a constant above zero', { help: 'for example 0.01 for cents' });
  }
  const chosen = mode.kind === 'string' ? MODES.find((candidate) => candidate === mode.value) : undefined;
  if (chosen === undefined) {
    const near = mode.kind === 'string' ? nearest(mode.value, MODES) : undefined;
    context.report(
      'CP3012',
      mode.span,
      `the mode of round is one of ${MODES.map((m) => `'${m}'`).join(', ')}`,
      near === undefined ? {} : { help: `did you mean '${near}'?` },
    );
  }
  if (type === undefined || stepType === undefined || known === undefined || known === 'later' || known.n <= 0n || chosen === undefined)
    return unchecked(span);
  const joined = joinTypes(context.unknowns, { ...type, quotient: false }, { ...stepType, quotient: false });
  if (joined.mismatch !== undefined) {
    context.reportMismatch(joined.mismatch, by.span, 'the value to round');
    return unchecked(span);
  }
  return { kind: 'round', operand, step: known, mode: chosen, span, type: joined.type };
}

/** `quantity(2.68, 'kg/l')` gives a plain number its unit. */
function checkQuantity(context: CheckContext, call: Call, scope: Scope): Expression {
  const { span } = call;
  const [value, text, ...more] = call.arguments;
  if (value === undefined || text?.kind !== 'string' || more.length > 0) {
    if (text?.kind !== 'invalid')
      context.report('CP3011', span, 'quantity takes a number and a unit in quotes', { help: "write quantity(2.68, 'kg/l')" });
    return unchecked(span);
  }
  const operand = context.checkValue(value, scope);
  const type = context.number(operand, 'quantity');
  const unit = text.value.length > MAX_UNIT_LENGTH ? undefined : parseUnit(text.value);
  if (unit === undefined) context.report('CP5027', text.span, 'this is not a unit', { help: UNIT_HELP });
  if (type === undefined || unit === undefined) return unchecked(span);
  if (context.unknowns.isOpenUnit(type.unit)) context.unknowns.unifyUnits(type.unit, []);
  if (unitKey(type.unit) !== '') {
    context.report('CP3002', operand.span, `quantity gives a plain number its unit, and this has ${unitText(type)} already`, {
      help: `divide by quantity(1, '${unitKey(type.unit)}') first`,
    });
    return unchecked(span);
  }
  const one: Expression = { kind: 'number-constant', value: rational(1n), span, type: { kind: 'number', unit, quotient: false } };
  return { kind: 'arithmetic', operator: 'multiply', left: operand, right: one, span, type: { ...type, unit } };
}

function checkTextMember(context: CheckContext, call: Call, scope: Scope): Expression {
  const { span } = call;
  const [first, second, ...more] = call.arguments;
  if (first === undefined || second === undefined || more.length > 0) {
    context.report('CP3011', span, 'oneOfTexts takes a text and a list of texts', { help: "write oneOfTexts(x, ['A', 'B'])" });
    return unchecked(span);
  }
  const operand = context.checkValue(first, scope);
  const list = context.checkValue(second, scope);
  if (isUnchecked(operand.type) || isUnchecked(list.type)) return unchecked(span);
  if (list.type.kind !== 'list') {
    context.report('CP3016', list.span, `oneOfTexts looks in a list, and this is ${typeText(list.type)}`, { help: "write ['A', 'B']" });
    return unchecked(span);
  }
  if (isUnchecked(context.agree(TEXT, operand.type, operand.span, 'what oneOfTexts looks for'))) return unchecked(span);
  if (isUnchecked(context.agree(TEXT, list.type.element, list.span, 'an element of this list'))) return unchecked(span);
  context.count(list.type.length, span);
  return { kind: 'text-member', operand, list, span, type: FLAG };
}

function checkExtremum(context: CheckContext, operator: 'min' | 'max', call: Call, scope: Scope): Expression {
  const operands = call.arguments.map((argument) => context.checkValue(argument, scope));
  let type: Type | undefined;
  for (const operand of operands) {
    const next = context.ordered(operand, operator);
    if (next === undefined) return unchecked(call.span);
    const joined = joinTypes(context.unknowns, type ?? next, next);
    if (joined.mismatch !== undefined) {
      context.reportMismatch(joined.mismatch, operand.span, `the first argument of ${operator}`);
      return unchecked(call.span);
    }
    type = joined.type;
  }
  return { kind: 'extremum', operator, operands, span: call.span, type: type ?? PLAIN_NUMBER };
}

function checkFold(context: CheckContext, operator: Fold['operator'], call: Call, scope: Scope): Expression {
  const { span } = call;
  const [source, arrow] = call.arguments;
  if (call.arguments.some((argument) => argument.kind === 'invalid')) return unchecked(span);
  const needsEach = operator === 'count' || operator === 'every' || operator === 'some';
  if (
    source === undefined ||
    call.arguments.length > 2 ||
    (needsEach && arrow?.kind !== 'arrow') ||
    (arrow !== undefined && arrow.kind !== 'arrow')
  ) {
    const isBlock = arrow?.kind === 'function';
    context.report(
      'CP3011',
      isBlock ? arrow.span : span,
      isBlock
        ? `the function given to ${operator} is one expression, and this one has statements`
        : `${operator} got other arguments than it takes`,
      { help: isBlock ? 'write it with ?: and &&, or move its statements into a helper function' : USAGE[operator] },
    );
    return unchecked(span);
  }
  const list = context.checkValue(source, scope);
  if (isUnchecked(list.type)) return unchecked(span);
  if (list.type.kind !== 'list') {
    context.report('CP3016', list.span, `${operator} works on a list, and this is ${typeText(list.type)}`, { help: USAGE[operator] });
    return unchecked(span);
  }
  const { length, element } = list.type;
  const each = arrow === undefined ? undefined : context.repeated(length, () => checkEach(context, operator, arrow, element, scope));
  if (each === undefined) context.count(length, span);
  const body = each === undefined ? { ...list, type: element } : each.body;
  if (isUnchecked(body.type)) return unchecked(span);
  if (needsEach) {
    context.flag(body, `what ${operator} tests`);
    if (body.type.kind !== 'flag' || each === undefined) return unchecked(span);
    return { kind: 'fold', operator, list, each, span, type: operator === 'count' ? PLAIN_NUMBER : FLAG };
  }
  const type = operator === 'sum' ? context.number(body, operator) : context.ordered(body, operator);
  if (type === undefined || !context.noQuotient(body, `what ${operator} takes`)) return unchecked(span);
  return { kind: 'fold', operator, list, ...(each === undefined ? {} : { each }), span, type };
}

function checkEach(
  context: CheckContext,
  operator: string,
  arrow: Extract<Surface.Expression, { kind: 'arrow' }>,
  element: Type,
  scope: Scope,
): Each | undefined {
  const [first, second, ...more] = arrow.parameters;
  const inner = scope.inner();
  const refuse = (span: Span) =>
    context.report('CP3011', span, `the function given to ${operator} takes an element and, if needed, its number`);
  if (more.length > 0 || (second !== undefined && second.kind !== 'name')) refuse(arrow.span);
  const parameter = declareElement(context, first, element, inner);
  const index = second?.kind === 'name' ? declareElement(context, second, PLAIN_NUMBER, inner, { constant: 'later' }) : undefined;
  const body = context.checkValue(arrow.body, inner);
  inner.close();
  return { parameter, body, ...(index === undefined ? {} : { index }) };
}
