/**
 * Which expressions have the same value for every input, and when two quotients have the same denominator. Both are decided from the form
 * of the expression: an author can see why.
 */
import { add, divide, floor, multiply, negate, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { Expression } from '../typed/ast.js';
import type { CheckContext } from './context.js';

/** The value of a constant number; 'later' if unrolling will tell; undefined if it depends on inputs. */
export function constantOf(context: CheckContext, expression: Expression): Rational | 'later' | undefined {
  switch (expression.kind) {
    case 'number-constant':
      return expression.value;
    case 'length':
      return expression.list.type.kind === 'list' && expression.list.type.least === undefined
        ? rational(BigInt(expression.list.type.length))
        : undefined;
    case 'variable':
      return expression.symbol.mutable ? undefined : context.facts.get(expression.symbol.id)?.constant;
    case 'negate': {
      const operand = constantOf(context, expression.operand);
      return operand === undefined || operand === 'later' ? operand : negate(operand);
    }
    case 'arithmetic': {
      const [left, right] = [constantOf(context, expression.left), constantOf(context, expression.right)];
      if (left === undefined || right === undefined) return undefined;
      if (left === 'later' || right === 'later') return 'later';
      return calculate(expression.operator, left, right);
    }
    default:
      return undefined;
  }
}

function calculate(
  operator: Extract<Expression, { kind: 'arithmetic' }>['operator'],
  left: Rational,
  right: Rational,
): Rational | undefined {
  switch (operator) {
    case 'add':
      return add(left, right);
    case 'subtract':
      return subtract(left, right);
    case 'multiply':
      return multiply(left, right);
    case 'divide':
      return right.n === 0n ? undefined : divide(left, right);
    case 'remainder':
      return right.n === 0n ? undefined : subtract(left, multiply(right, rational(floor(divide(left, right)))));
  }
}

/** A key of the denominator of a quotient; undefined when it cannot be told from the form. */
export function denominatorOf(context: CheckContext, expression: Expression): string | undefined {
  if (expression.type.kind !== 'number' || !expression.type.quotient) return undefined;
  switch (expression.kind) {
    case 'variable':
      return context.facts.get(expression.symbol.id)?.denominator;
    case 'negate':
      return denominatorOf(context, expression.operand);
    case 'conditional':
      return shared(context, [expression.whenTrue, expression.whenFalse]);
    case 'extremum':
      return shared(context, expression.operands);
    case 'arithmetic':
      if (expression.operator === 'divide') {
        const by = formOf(context, expression.right);
        if (expression.right.type.kind === 'number' && expression.right.type.quotient) return undefined;
        if (by === undefined || !isQuotient(expression.left)) return by;
        const above = denominatorOf(context, expression.left);
        return above === undefined ? undefined : `(${above})*(${by})`;
      }
      if (expression.operator === 'multiply' && isQuotient(expression.left) && isQuotient(expression.right)) return undefined;
      return shared(context, [expression.left, expression.right]);
    default:
      return undefined;
  }
}

const isQuotient = (expression: Expression) => expression.type.kind === 'number' && expression.type.quotient;

/** The denominator that all quotients among `expressions` have. */
function shared(context: CheckContext, expressions: readonly Expression[]): string | undefined {
  const keys = new Set(expressions.filter(isQuotient).map((expression) => denominatorOf(context, expression)));
  return keys.size === 1 ? [...keys][0] : undefined;
}

/** A text that is equal only for expressions of equal value. */
function formOf(context: CheckContext, expression: Expression): string | undefined {
  const parts = (...inner: (string | undefined)[]) => (inner.includes(undefined) ? undefined : `(${inner.join(' ')})`);
  switch (expression.kind) {
    case 'number-constant':
      return `${expression.value.n}/${expression.value.d}`;
    case 'variable': {
      const group = context.facts.get(expression.symbol.id)?.group;
      if (group !== undefined) return `group ${group}`;
      return expression.symbol.mutable ? undefined : `v${expression.symbol.id}`;
    }
    case 'input-group':
      return `group ${expression.group}`;
    case 'member':
      return parts('.', formOf(context, expression.object), expression.name);
    case 'index':
      return parts('[]', formOf(context, expression.list), formOf(context, expression.index));
    case 'length':
      return parts('length', formOf(context, expression.list));
    case 'unwrap':
      return parts('value', formOf(context, expression.operand));
    case 'negate':
      return parts('-', formOf(context, expression.operand));
    case 'arithmetic':
      return parts(expression.operator, formOf(context, expression.left), formOf(context, expression.right));
    default:
      return undefined;
  }
}
