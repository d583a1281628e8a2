/**
 * `sum count min max every some` over a list: one copy of the arrow function for each element.
 *
 * What a list of variable length has not counts for nothing. `every` and `some` stop early, so each copy stands on the path on which all before it held (or failed). Their result is not a chain of
 * multiplications but one test: the number of failures is zero.
 */
import { rational } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { At } from '../core/builder.js';
import type { Expression } from '../typed/ast.js';
import { extremum, listOf, lowerExpression } from './expression.js';
import { assuming, type Lowering, placeOf, recordCondition, type Scope } from './state.js';
import {
  asScalar,
  constantValue,
  hasElement,
  type ListValue,
  rescale,
  type ScalarValue,
  scalar,
  sharedScale,
  type Value,
} from './value.js';

type Fold = Extract<Expression, { kind: 'fold' }>;

export function lowerFold(lowering: Lowering, fold: Fold, scope: Scope): Value {
  const { builder } = lowering;
  const at = placeOf(scope, fold.span);
  const list = listOf(lowerExpression(lowering, fold.list, scope));
  const steps = (): Step[] => list.elements.map((element, i) => stepOf(lowering, fold, list, element, i, scope));
  switch (fold.operator) {
    case 'sum': {
      const values = steps();
      const scale = sharedScale(
        builder,
        values.map(({ value }) => value),
      );
      const nothing = builder.constant(0n, at);
      const terms = values.map(({ there, value }) => ({
        node: builder.select(there, rescale(builder, value, scale, at), nothing, at),
        coefficient: 1n,
      }));
      return scalar(builder.sum(terms, 0n, at), scale);
    }
    case 'count': {
      const terms = steps().map(({ there, value }) => ({ node: builder.and(there, value.node, at), coefficient: 1n }));
      return scalar(builder.sum(terms, 0n, at));
    }
    case 'min':
    case 'max':
      return foldExtremum(lowering, fold, fold.operator, list, steps, scope);
    case 'every':
      return scalar(everyFlag(lowering, lazily(lowering, fold, list, scope, true), at));
    case 'some': {
      const failing = lazily(lowering, fold, list, scope, false).map((flag) => builder.not(flag, at));
      return scalar(builder.not(everyFlag(lowering, failing, at), at));
    }
  }
}

/** The arrow function at one element, and whether the list has it. */
interface Step {
  readonly there: NodeId;
  readonly value: ScalarValue;
}

function stepOf(lowering: Lowering, fold: Fold, list: ListValue, element: Value, index: number, scope: Scope): Step {
  const there = hasElement(lowering.builder, list, index, placeOf(scope, fold.span));
  // What every list of the type has stands on the path of the fold itself, where a helper may add an ensure.
  const inner = lowering.builder.constantOf(there) === 1n ? scope : assuming(lowering, scope, there, fold.span);
  return { there, value: foldBody(lowering, fold, element, index, inner) };
}

/** A list that may be empty has none: `check-ranges` shows that it is not. */
function foldExtremum(
  lowering: Lowering,
  fold: Fold,
  operator: 'min' | 'max',
  list: ListValue,
  steps: () => readonly Step[],
  scope: Scope,
): ScalarValue {
  const { builder } = lowering;
  const at = placeOf(scope, fold.span);
  const first = hasElement(builder, list, 0, at);
  if (builder.constantOf(first) !== 1n)
    lowering.obligations.push({ kind: 'element', node: first, operator, path: scope.path, span: fold.list.span });
  const [start, ...more] = steps();
  if (start === undefined) throw new Error('internal error: a list without elements');
  return more.reduce<ScalarValue>((best, { there, value }) => {
    const next = extremum(lowering, operator, [best, value], fold, scope);
    if (builder.constantOf(there) === 1n) return next;
    const scale = sharedScale(builder, [best, next]);
    return scalar(builder.select(there, rescale(builder, next, scale, at), rescale(builder, best, scale, at), at), scale);
  }, start.value);
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

/** One flag for each element; the next element is reached only where this one is `onward`. One that the list has not is `onward`. */
function lazily(lowering: Lowering, fold: Fold, list: ListValue, scope: Scope, onward: boolean): NodeId[] {
  const { builder } = lowering;
  const flags: NodeId[] = [];
  let here = scope;
  list.elements.forEach((element, i) => {
    const at = placeOf(here, fold.span);
    const there = hasElement(builder, list, i, at);
    if (builder.constantOf(there) !== 1n) here = assuming(lowering, here, there, fold.span);
    const flag = foldBody(lowering, fold, element, i, here).node;
    if (fold.each !== undefined) recordCondition(lowering, here, flag, fold.each.body, 'operand');
    flags.push(onward ? builder.not(builder.and(there, builder.not(flag, at), at), at) : builder.and(there, flag, at));
    if (i + 1 === list.elements.length) return;
    here = assuming(lowering, here, onward ? flag : builder.not(flag, at), fold.span);
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
