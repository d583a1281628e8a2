/**
 * `sum count min max every some` over a list: one copy of the arrow function for each element.
 *
 * `every` and `some` stop early, so each copy stands on the path on which all before it held (or failed). Their result is not a chain of
 * multiplications but one test: the number of failures is zero.
 */
import { rational } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { At } from '../core/builder.js';
import type { Expression } from '../typed/ast.js';
import { extremum, listOf, lowerExpression } from './expression.js';
import { assuming, type Lowering, placeOf, recordCondition, type Scope } from './state.js';
import { asScalar, constantValue, rescale, type ScalarValue, scalar, sharedScale, type Value } from './value.js';

type Fold = Extract<Expression, { kind: 'fold' }>;

export function lowerFold(lowering: Lowering, fold: Fold, scope: Scope): Value {
  const { builder } = lowering;
  const at = placeOf(scope, fold.span);
  const elements = listOf(lowerExpression(lowering, fold.list, scope));
  switch (fold.operator) {
    case 'sum': {
      const values = elements.map((element, i) => foldBody(lowering, fold, element, i, scope));
      const scale = sharedScale(builder, values);
      const terms = values.map((value) => ({ node: rescale(builder, value, scale, at), coefficient: 1n }));
      return scalar(builder.sum(terms, 0n, at), scale);
    }
    case 'count': {
      const terms = elements.map((element, i) => ({ node: foldBody(lowering, fold, element, i, scope).node, coefficient: 1n }));
      return scalar(builder.sum(terms, 0n, at));
    }
    case 'min':
    case 'max': {
      const values = elements.map((element, i) => foldBody(lowering, fold, element, i, scope));
      return extremum(lowering, fold.operator, values, fold, scope);
    }
    case 'every':
      return scalar(everyFlag(lowering, lazily(lowering, fold, elements, scope, true), at));
    case 'some': {
      const failing = lazily(lowering, fold, elements, scope, false).map((flag) => builder.not(flag, at));
      return scalar(builder.not(everyFlag(lowering, failing, at), at));
    }
  }
}

/** The arrow function at one element. */
export function foldBody(lowering: Lowering, fold: Fold, element: Value, index: number, scope: Scope): ScalarValue {
  if (fold.each === undefined) return asScalar(element);
  const at = placeOf(scope, fold.span);
  scope.variables.set(fold.each.parameter.id, element);
  if (fold.each.index !== undefined) {
    scope.variables.set(fold.each.index.id, constantValue(lowering.builder, rational(BigInt(index)), at));
  }
  return asScalar(lowerExpression(lowering, fold.each.body, scope));
}

/** One flag for each element; the next element is reached only where this one is `onward`. */
function lazily(lowering: Lowering, fold: Fold, elements: readonly Value[], scope: Scope, onward: boolean): NodeId[] {
  const flags: NodeId[] = [];
  let here = scope;
  elements.forEach((element, i) => {
    const flag = foldBody(lowering, fold, element, i, here).node;
    if (fold.each !== undefined) recordCondition(lowering, here, flag, fold.each.body, 'operand');
    flags.push(flag);
    if (i + 1 === elements.length) return;
    const reached = onward ? flag : lowering.builder.not(flag, placeOf(here, fold.span));
    here = assuming(lowering, here, reached, fold.span);
  });
  return flags;
}

/** 1 if all flags are 1. From four flags on, one test of the sum is cheaper than a product for each. */
function everyFlag({ builder }: Lowering, flags: readonly NodeId[], at: At): NodeId {
  if (flags.some((flag) => builder.constantOf(flag) === 0n)) return builder.constant(0n, at);
  const open = flags.filter((flag) => builder.constantOf(flag) === undefined);
  if (open.length < 4) return open.reduce((all, flag) => builder.and(all, flag, at), builder.constant(1n, at));
  const failures = builder.sum(
    open.map((flag) => ({ node: flag, coefficient: -1n })),
    BigInt(open.length),
    at,
  );
  return builder.zero(failures, at);
}
