/**
 * Operators: types, units and quotients.
 *
 * A literal has no unit of its own. In `+`, `-`, comparisons, `min`, `max` and where a value is assigned or returned it takes the unit of the
 * other side; in `*` and `/` it is a plain number. The same holds for a variable whose unit nothing has decided yet (`let total = 0`).
 */
import { negate } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import type * as Surface from '../surface/ast.js';
import type { ArithmeticOperator, ComparisonOperator, Expression, Type } from '../typed/ast.js';
import { divideUnits, multiplyUnits, type Unit } from '../typed/unit.js';
import { constantOf, denominatorOf } from './constants.js';
import { type CheckContext, unchecked } from './context.js';
import type { Scope } from './scope.js';
import { FLAG, isUnchecked, joinTypes, typeText } from './types.js';

type NumberType = Extract<Type, { kind: 'number' }>;

const ARITHMETIC: Readonly<Partial<Record<Surface.BinaryOperator, ArithmeticOperator>>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
};
const COMPARISONS: Readonly<Partial<Record<Surface.BinaryOperator, ComparisonOperator>>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '===': 'eq',
  '!==': 'ne',
};

export function checkUnary(context: CheckContext, node: Extract<Surface.Expression, { kind: 'unary' }>, scope: Scope): Expression {
  const { span } = node;
  const operand = context.checkValue(node.operand, scope);
  if (isUnchecked(operand.type)) return unchecked(span);
  if (node.operator === '!') {
    context.flag(operand, 'the operand of !');
    return operand.type.kind === 'flag' ? { kind: 'not', operand, span, type: FLAG } : unchecked(span);
  }
  const type = context.number(operand, '-');
  if (type === undefined) return unchecked(span);
  if (operand.kind === 'number-constant') return { ...operand, value: negate(operand.value), span };
  return { kind: 'negate', operand, span, type };
}

export function checkBinary(context: CheckContext, node: Extract<Surface.Expression, { kind: 'binary' }>, scope: Scope): Expression {
  const { span, operator } = node;
  const left = context.checkValue(node.left, scope);
  const right = context.checkValue(node.right, scope);
  if (operator === '&&' || operator === '||') {
    context.flag(left, `the left side of ${operator}`);
    context.flag(right, `the right side of ${operator}`);
    if (left.type.kind !== 'flag' || right.type.kind !== 'flag') return unchecked(span);
    return { kind: 'logical', operator: operator === '&&' ? 'and' : 'or', left, right, span, type: FLAG };
  }
  if (isUnchecked(left.type) || isUnchecked(right.type)) return unchecked(span);
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return checkComparison(context, operator, comparison, left, right, span);
  const arithmetic = ARITHMETIC[operator] as ArithmeticOperator;
  const [leftType, rightType] = [context.number(left, operator), context.number(right, operator)];
  if (leftType === undefined || rightType === undefined) return unchecked(span);
  const type = arithmeticType(context, operator, left, leftType, right, rightType, span);
  return type === undefined ? unchecked(span) : { kind: 'arithmetic', operator: arithmetic, left, right, span, type };
}

function checkComparison(
  context: CheckContext,
  written: string,
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  const joined = joinTypes(context.unknowns, left.type, right.type);
  if (joined.mismatch !== undefined) {
    const { kind, left: a, right: b } = joined.mismatch;
    if (kind === 'unit' || kind === 'names') context.reportMismatch(joined.mismatch, right.span, `the left side of ${written}`);
    else context.report('CP3003', span, `${written} compares values of one type, not ${typeText(a)} with ${typeText(b)}`, helpFor(a, b));
    return unchecked(span);
  }
  const { kind } = left.type;
  if (kind === 'list' || kind === 'record') {
    context.report('CP3015', span, `${written} does not compare ${kind}s`, {
      help: kind === 'list' ? 'compare the elements in a loop or with every' : 'compare the members',
    });
    return unchecked(span);
  }
  if (kind !== 'number' && kind !== 'date' && kind !== 'instant' && operator !== 'eq' && operator !== 'ne') {
    context.report('CP3003', span, `${written} works on numbers, dates and instants, and this is ${typeText(left.type)}`, {
      help: 'use === or !==',
    });
    return unchecked(span);
  }
  return { kind: 'comparison', operator, left, right, span, type: FLAG };
}

/** A date against a text in quotes is meant as a date. */
function helpFor(a: Type, b: Type): { readonly help?: string } {
  const time = [a, b].find(({ kind }) => kind === 'date' || kind === 'instant');
  const text = [a, b].some(({ kind }) => kind === 'oneOf' || kind === 'text');
  if ([a, b].some(({ kind }) => kind === 'oneOf') && [a, b].some(({ kind }) => kind === 'text'))
    return { help: "compare the text with each name in quotes: (x === 'A' && y === 'A') || ..." };
  if (time === undefined || !text) return {};
  return { help: time.kind === 'date' ? "write date('2024-02-29')" : "write instant('2024-02-29T23:59:59Z')" };
}

function arithmeticType(
  context: CheckContext,
  operator: string,
  left: Expression,
  leftType: NumberType,
  right: Expression,
  rightType: NumberType,
  span: Span,
): NumberType | undefined {
  switch (operator) {
    case '*':
      return {
        kind: 'number',
        unit: productUnit(context, left, leftType, right, rightType, 1),
        quotient: leftType.quotient || rightType.quotient,
      };
    case '/': {
      const divisor = constantOf(context, right);
      if (divisor !== undefined && divisor !== 'later' && divisor.n === 0n) {
        context.report('CP3008', right.span, 'this divisor is zero');
        return undefined;
      }
      // Dividing by a constant only changes the scale of a number; anything else makes a pair.
      const quotient = leftType.quotient || rightType.quotient || divisor === undefined;
      return { kind: 'number', unit: productUnit(context, left, leftType, right, rightType, -1), quotient };
    }
    case '%': {
      const divisor = constantOf(context, right);
      if (divisor !== undefined && divisor !== 'later' && divisor.n === 0n) {
        context.report('CP3008', right.span, 'this divisor is zero');
        return undefined;
      }
      if (!context.noQuotient(left, 'an operand of %') || !context.noQuotient(right, 'an operand of %')) return undefined;
      return sameUnit(context, operator, leftType, rightType, span);
    }
    default:
      if (!mayAdd(context, operator, left, leftType, right, rightType, span)) return undefined;
      return sameUnit(context, operator, leftType, rightType, span);
  }
}

function sameUnit(context: CheckContext, operator: string, left: NumberType, right: NumberType, span: Span): NumberType | undefined {
  const joined = joinTypes(context.unknowns, left, right);
  if (joined.mismatch === undefined) return joined.type as NumberType;
  context.reportMismatch(joined.mismatch, span, `the left side of ${operator}`);
  return undefined;
}

/** A quotient is added only to a constant or over the same denominator: everything else would hide a common denominator. */
function mayAdd(
  context: CheckContext,
  operator: string,
  left: Expression,
  leftType: NumberType,
  right: Expression,
  rightType: NumberType,
  span: Span,
): boolean {
  if (!leftType.quotient && !rightType.quotient) return true;
  if (leftType.quotient && rightType.quotient) {
    const [a, b] = [denominatorOf(context, left), denominatorOf(context, right)];
    if (a !== undefined && a === b) return true;
  } else if (constantOf(context, leftType.quotient ? right : left) !== undefined) {
    return true;
  }
  context.report('CP3007', span, `${operator} takes a quotient only with a constant or with a quotient over the same denominator`, {
    help: 'round first, put both over one denominator, or multiply the comparison out',
  });
  return false;
}

/** The unit of a product (`sign` 1) or a quotient (-1). */
function productUnit(
  context: CheckContext,
  left: Expression,
  leftType: NumberType,
  right: Expression,
  rightType: NumberType,
  sign: 1 | -1,
): Unit {
  const { unknowns } = context;
  const [leftOpen, rightOpen] = [unknowns.isOpenUnit(leftType.unit), unknowns.isOpenUnit(rightType.unit)];
  const [leftConstant, rightConstant] = [constantOf(context, left) !== undefined, constantOf(context, right) !== undefined];
  // A constant made of literals is as free as a literal.
  if (leftOpen && rightOpen && leftConstant && rightConstant) return unknowns.unit();
  const plain = (unit: Unit) => {
    unknowns.unifyUnits(unit, []);
    return unit;
  };
  if (rightOpen && rightConstant) {
    plain(rightType.unit);
    return leftType.unit;
  }
  if (leftOpen && leftConstant && sign === 1) {
    plain(leftType.unit);
    return rightType.unit;
  }
  if (leftOpen) plain(leftType.unit);
  if (rightOpen) plain(rightType.unit);
  return sign === 1 ? multiplyUnits(leftType.unit, rightType.unit) : divideUnits(leftType.unit, rightType.unit);
}
