/**
 * Expressions: typed AST -> values over core nodes.
 *
 * `&&`, `||`, `?:`, `every` and `some` evaluate lazily: what stands behind a condition is lowered on the path of that condition. An
 * expression may add to the path of its scope, because a helper function that it calls may contain an `ensure`.
 */
import { divide, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { Expression } from '../typed/ast.js';
import { unitKey } from '../typed/unit.js';
import { lowerCalendar, lowerShift } from './calendar.js';
import { assuming, type Lowering, placeOf, recordCondition, type Scope } from './state.js';
import { asText, equalTexts, isOneOfTexts, type TextValue, textConstant } from './text.js';
import {
  asScalar,
  constantOf,
  constantValue,
  elementAt,
  type ListValue,
  memberOf,
  rescale,
  type ScalarValue,
  scalar,
  selectValue,
  sharedScale,
  type Value,
} from './value.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function lowerExpression(lowering: Lowering, expression: Expression, scope: Scope): Value {
  const { path } = scope;
  const value = lowerAnew(lowering, expression, scope);
  lowering.onValue?.(expression, value, path);
  return value;
}

function lowerAnew(lowering: Lowering, expression: Expression, scope: Scope): Value {
  const { builder } = lowering;
  const at = placeOf(scope, expression.span);
  switch (expression.kind) {
    case 'flag-constant':
      return scalar(builder.constant(expression.value ? 1n : 0n, at));
    case 'number-constant':
      return constantValue(builder, expression.value, at);
    case 'name-constant':
      return scalar(builder.constant(BigInt(expression.index), at));
    case 'time-constant':
      return scalar(builder.constant(expression.value, at));
    case 'text-constant':
      return textConstant(builder, expression.value, at);
    case 'text-member': {
      const text = asText(lowerExpression(lowering, expression.operand, scope));
      const list = listOf(lowerExpression(lowering, expression.list, scope)).elements.map(asText);
      return scalar(isOneOfTexts(builder, text, list, at));
    }
    case 'shift': {
      const operand = lowerScalar(lowering, expression.operand, scope);
      return lowerShift(lowering, expression, operand, lowerScalar(lowering, expression.amount, scope), scope);
    }
    case 'span': {
      const [from, to] = [lowerScalar(lowering, expression.from, scope).node, lowerScalar(lowering, expression.to, scope).node];
      return scalar(builder.combine(1n, to, -1n, from, at), rational(expression.factor.d, expression.factor.n));
    }
    case 'calendar': {
      const operands = expression.operands.map((operand) => lowerScalar(lowering, operand, scope));
      return lowerCalendar(lowering, expression, operands, scope);
    }
    case 'variable': {
      const value = scope.variables.get(expression.symbol.id);
      if (value === undefined) throw new Error(`internal error: variable ${expression.symbol.name} has no value`);
      return value;
    }
    case 'input-group': {
      const value = lowering.groups.get(expression.group);
      if (value === undefined) throw new Error(`internal error: no input group ${expression.group}`);
      return value;
    }
    case 'member':
      return memberOf(lowerExpression(lowering, expression.object, scope), expression.name);
    case 'index':
      return lowerIndex(lowering, expression, scope);
    case 'length': {
      const { elements, length } = listOf(lowerExpression(lowering, expression.list, scope));
      return length === undefined ? constantValue(builder, rational(BigInt(elements.length)), at) : scalar(length);
    }
    case 'present':
      return scalar(optionalOf(lowerExpression(lowering, expression.operand, scope)).present);
    case 'unwrap': {
      const { present, value } = optionalOf(lowerExpression(lowering, expression.operand, scope));
      lowering.obligations.push({ kind: 'presence', node: present, path: scope.path, span: expression.span });
      return value;
    }
    case 'not':
      return scalar(builder.not(lowerScalar(lowering, expression.operand, scope).node, at));
    case 'negate': {
      const { node, scale } = lowerScalar(lowering, expression.operand, scope);
      return scalar(builder.scale(-1n, node, at), scale);
    }
    case 'arithmetic':
      return lowerArithmetic(lowering, expression, scope);
    case 'comparison':
      return scalar(lowerComparison(lowering, expression, scope));
    case 'logical':
      return scalar(lowerLogical(lowering, expression, scope));
    case 'conditional': {
      const condition = lowerScalar(lowering, expression.condition, scope).node;
      recordCondition(lowering, scope, condition, expression.condition, 'conditional');
      const whenTrue = lowerExpression(lowering, expression.whenTrue, assuming(lowering, scope, condition, expression.condition.span));
      const otherwise = assuming(lowering, scope, builder.not(condition, at), expression.condition.span);
      return selectValue(builder, condition, whenTrue, lowerExpression(lowering, expression.whenFalse, otherwise), at);
    }
    case 'round': {
      const { node, scale } = lowerScalar(lowering, expression.operand, scope);
      const ratio = divide(scale, expression.step);
      return scalar(builder.round(node, ratio.n, ratio.d, expression.mode, at), expression.step);
    }
    case 'extremum': {
      const operands = expression.operands.map((operand) => lowerScalar(lowering, operand, scope));
      return extremum(lowering, expression.operator, operands, expression, scope);
    }
    case 'fold':
      return lowering.lowerFold(lowering, expression, scope);
    case 'call':
      return lowering.lowerCall(lowering, expression, scope);
    case 'record':
      return {
        kind: 'record',
        fields: expression.fields.map(({ name, value }) => ({ name, value: lowerExpression(lowering, value, scope) })),
      };
    case 'list':
      return { kind: 'list', elements: expression.elements.map((element) => lowerExpression(lowering, element, scope)) };
  }
}

export const lowerScalar = (lowering: Lowering, expression: Expression, scope: Scope): ScalarValue =>
  asScalar(lowerExpression(lowering, expression, scope));

export function listOf(value: Value): ListValue {
  if (value.kind !== 'list') throw new Error(`internal error: expected a list, found a ${value.kind}`);
  return value;
}

function optionalOf(value: Value): Extract<Value, { kind: 'optional' }> {
  if (value.kind !== 'optional') throw new Error(`internal error: expected an optional value, found a ${value.kind}`);
  return value;
}

/** `min` or `max` of at least one number. Where two are equal either may be taken, so the comparison need not tell. */
export function extremum(
  { builder }: Lowering,
  operator: 'min' | 'max',
  operands: readonly ScalarValue[],
  source: Expression,
  scope: Scope,
): ScalarValue {
  const at = placeOf(scope, source.span);
  return operands.reduce((best, next) => {
    const scale = sharedScale(builder, [best, next]);
    const [a, b] = [rescale(builder, best, scale, at), rescale(builder, next, scale, at)];
    const less = builder.negative(builder.combine(1n, a, -1n, b, at), at, true);
    return scalar(operator === 'min' ? builder.select(less, a, b, at) : builder.select(less, b, a, at), scale);
  });
}

/** A constant index is checked by the checker; any other becomes a chain of selections, and its range an obligation. */
function lowerIndex(lowering: Lowering, expression: Of<'index'>, scope: Scope): Value {
  const { builder } = lowering;
  const { elements, length, least = 0 } = listOf(lowerExpression(lowering, expression.list, scope));
  const index = lowerScalar(lowering, expression.index, scope);
  const at = placeOf(scope, expression.span);
  const known = constantOf(builder, index);
  const isElement = known !== undefined && known.d === 1n && known.n >= 0n && known.n < BigInt(elements.length);
  if (isElement && (length === undefined || known.n < BigInt(least))) return elementAt(elements, Number(known.n));
  const scale = sharedScale(builder, [index, constantValue(builder, rational(1n), at)]);
  const node = rescale(builder, index, scale, at);
  const list = length === undefined ? {} : { rest: builder.sum([one(length), { node, coefficient: -1n }], -1n, at), length };
  const { path } = scope;
  lowering.obligations.push({
    kind: 'index',
    node,
    scale: rationalText(scale),
    most: elements.length,
    ...list,
    path,
    span: expression.index.span,
  });
  if (isElement) return elementAt(elements, Number(known.n));
  return elements.slice(0, -1).reduceRight(
    (rest, element, i) => {
      const here = builder.zero(builder.sum([{ node, coefficient: 1n }], BigInt(-i), at), at);
      return selectValue(builder, here, element, rest, at);
    },
    elementAt(elements, elements.length - 1),
  );
}

function lowerArithmetic(lowering: Lowering, expression: Of<'arithmetic'>, scope: Scope): ScalarValue {
  const { builder } = lowering;
  const left = lowerScalar(lowering, expression.left, scope);
  const right = lowerScalar(lowering, expression.right, scope);
  const at = placeOf(scope, expression.span);
  switch (expression.operator) {
    case 'add':
    case 'subtract': {
      const scale = sharedScale(builder, [left, right]);
      const [a, b] = [rescale(builder, left, scale, at), rescale(builder, right, scale, at)];
      return scalar(builder.combine(1n, a, expression.operator === 'add' ? 1n : -1n, b, at), scale);
    }
    case 'multiply': {
      const [a, b] = [constantOf(builder, left), constantOf(builder, right)];
      if (b !== undefined) return timesConstant(lowering, left, b, expression, scope);
      if (a !== undefined) return timesConstant(lowering, right, a, expression, scope);
      return scalar(builder.product(left.node, right.node, at), multiply(left.scale, right.scale));
    }
    case 'divide': {
      const by = constantOf(builder, right);
      if (by !== undefined && by.n !== 0n) return timesConstant(lowering, left, rational(by.d, by.n), expression, scope);
      const unit = expression.right.type.kind === 'number' ? unitKey(expression.right.type.unit) : '';
      const scale = rationalText(right.scale);
      lowering.obligations.push({ kind: 'divisor', node: right.node, scale, unit, path: scope.path, span: expression.right.span });
      if (builder.constantOf(left.node) === 0n) return left;
      return scalar(builder.quotient(left.node, right.node, at), divide(left.scale, right.scale));
    }
    case 'remainder': {
      const unit = expression.right.type.kind === 'number' ? unitKey(expression.right.type.unit) : '';
      const scale = sharedScale(builder, [left, right]);
      const [a, b] = [rescale(builder, left, scale, at), rescale(builder, right, scale, at)];
      lowering.obligations.push({
        kind: 'divisor',
        node: b,
        scale: rationalText(scale),
        unit,
        path: scope.path,
        span: expression.right.span,
      });
      return scalar(builder.modulo(a, b, at), scale);
    }
  }
}

const one = (node: NodeId) => ({ node, coefficient: 1n });

const rationalText = (value: Rational): string => `${value.n}/${value.d}`;

/** A constant factor only changes the scale; its sign changes the node. */
function timesConstant({ builder }: Lowering, value: ScalarValue, factor: Rational, source: Expression, scope: Scope): ScalarValue {
  const at = placeOf(scope, source.span);
  const known = constantOf(builder, value);
  if (known !== undefined) return constantValue(builder, multiply(known, factor), at);
  if (factor.n === 0n) return scalar(builder.constant(0n, at));
  if (factor.n > 0n) return scalar(value.node, multiply(value.scale, factor));
  return scalar(builder.scale(-1n, value.node, at), multiply(value.scale, rational(-factor.n, factor.d)));
}

function lowerComparison(lowering: Lowering, expression: Of<'comparison'>, scope: Scope): NodeId {
  const { builder } = lowering;
  if (expression.left.type.kind === 'text') {
    const [a, b] = [expression.left, expression.right].map((side) => asText(lowerExpression(lowering, side, scope)));
    const same = equalTexts(builder, a as TextValue, b as TextValue, placeOf(scope, expression.span));
    return expression.operator === 'eq' ? same : builder.not(same, placeOf(scope, expression.span));
  }
  const left = lowerScalar(lowering, expression.left, scope);
  const right = lowerScalar(lowering, expression.right, scope);
  const at = placeOf(scope, expression.span);
  if (expression.left.type.kind === 'flag') {
    const same = builder.same(left.node, right.node, at);
    return expression.operator === 'eq' ? same : builder.not(same, at);
  }
  const scale = sharedScale(builder, [left, right]);
  const [a, b] = [rescale(builder, left, scale, at), rescale(builder, right, scale, at)];
  const less = (x: NodeId, y: NodeId) => builder.negative(builder.combine(1n, x, -1n, y, at), at);
  const equal = () => builder.zero(builder.combine(1n, a, -1n, b, at), at);
  switch (expression.operator) {
    case 'lt':
      return less(a, b);
    case 'gt':
      return less(b, a);
    case 'ge':
      return builder.not(less(a, b), at);
    case 'le':
      return builder.not(less(b, a), at);
    case 'eq':
      return equal();
    case 'ne':
      return builder.not(equal(), at);
  }
}

function lowerLogical(lowering: Lowering, expression: Of<'logical'>, scope: Scope): NodeId {
  const { builder } = lowering;
  const isAnd = expression.operator === 'and';
  const left = lowerScalar(lowering, expression.left, scope).node;
  recordCondition(lowering, scope, left, expression.left, 'operand');
  const reached = isAnd ? left : builder.not(left, placeOf(scope, expression.left.span));
  const beyond = assuming(lowering, scope, reached, expression.left.span);
  const right = lowerScalar(lowering, expression.right, beyond).node;
  recordCondition(lowering, beyond, right, expression.right, 'operand');
  const at = placeOf(scope, expression.span);
  return isAnd ? builder.and(left, right, at) : builder.or(left, right, at);
}
