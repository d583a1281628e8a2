/**
 * Linear forms that bound a node which is not linear itself: a rounded value lies within a step of its operand, a product with a factor in
 * [l, h] between l and h times the other. With them `banked - round(banked * share, 1, 'floor')` is
 * known not to be negative where the share is at most 1.
 */
import { add, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import { type CoreNode, type Form, type NodeId, nodeAt } from '../core/ast.js';
import { type Interval, scaleInterval } from './interval.js';

/** `constant + sum of coefficient * node`, over rationals. */
export interface RationalForm {
  readonly constant: Rational;
  readonly terms: ReadonlyMap<NodeId, Rational>;
}

export interface Knowledge {
  readonly nodes: readonly CoreNode[];
  readonly formOf: (id: NodeId) => Form;
  readonly intervalOf: (id: NodeId) => Interval;
}

export type Side = 'lower' | 'upper';

/** A rounded product is looked into, and what its factors are made of, so deep. */
const DEPTH = 3;

/** Forms that the node is never below ('lower'), or never above. */
export function linearBounds(knowledge: Knowledge, id: NodeId, side: Side, depth = DEPTH): RationalForm[] {
  if (depth === 0) return [];
  const node = nodeAt(knowledge.nodes, id);
  const direct = directBounds(knowledge, node, side);
  return direct.flatMap((form) => {
    const [only, more] = form.terms;
    if (only === undefined || more !== undefined) return [form];
    // c * x: what bounds x bounds it too.
    const [inner, coefficient] = only;
    const innerSide = coefficient.n > 0n ? side : side === 'lower' ? 'upper' : 'lower';
    return [
      form,
      ...linearBounds(knowledge, inner, innerSide, depth - 1).map((bound) => shifted(scaled(bound, coefficient), form.constant)),
    ];
  });
}

function directBounds({ formOf, intervalOf }: Knowledge, node: CoreNode, side: Side): RationalForm[] {
  switch (node.kind) {
    case 'round': {
      const value = scaled(rationalForm(formOf(node.operand)), rational(node.multiplier, node.divisor));
      const gap = gapOf(node.mode, side, () => intervalOf(node.operand));
      return [shifted(value, gap)];
    }
    case 'product':
      return [
        ...factorBound(node.left, intervalOf(node.left), node.right, intervalOf(node.right), side, formOf),
        ...factorBound(node.right, intervalOf(node.right), node.left, intervalOf(node.left), side, formOf),
      ];
    default:
      return [];
  }
}

/** How far the rounded value may lie from the exact one on this side. */
function gapOf(mode: Extract<CoreNode, { kind: 'round' }>['mode'], side: Side, operand: () => Interval): Rational {
  const one = rational(side === 'lower' ? -1n : 1n);
  const none = rational(0n);
  switch (mode) {
    case 'floor':
      return side === 'lower' ? one : none;
    case 'ceil':
      return side === 'lower' ? none : one;
    case 'halfUp':
    case 'halfEven':
      return rational(one.n, 2n);
    case 'towardZero': {
      const { low, high } = operand();
      if (low.n >= 0n) return side === 'lower' ? one : none;
      return high.n <= 0n && side === 'lower' ? none : one;
    }
  }
}

/** Of `x * factor` with x >= 0: the least or greatest value of the factor times x. */
function factorBound(
  x: NodeId,
  { low }: Interval,
  factor: NodeId,
  within: Interval,
  side: Side,
  formOf: (id: NodeId) => Form,
): RationalForm[] {
  if (low.n < 0n || x === factor) return [];
  return [scaled(rationalForm(formOf(x)), side === 'lower' ? within.low : within.high)];
}

export const rationalForm = ({ constant, terms }: Form): RationalForm => ({
  constant: rational(constant),
  terms: new Map(terms.map((term) => [term.node, rational(term.coefficient)])),
});

export const scaled = ({ constant, terms }: RationalForm, factor: Rational): RationalForm => ({
  constant: multiply(constant, factor),
  terms: new Map(factor.n === 0n ? [] : [...terms].map(([node, coefficient]) => [node, multiply(coefficient, factor)])),
});

/** The least value of a form by the intervals of its terms alone. */
export function leastOf({ constant, terms }: RationalForm, intervalOf: (id: NodeId) => Interval): Rational {
  let low = constant;
  for (const [node, coefficient] of terms) low = add(low, scaleInterval(coefficient, intervalOf(node)).low);
  return low;
}

export const shifted = ({ constant, terms }: RationalForm, by: Rational): RationalForm => ({ constant: add(constant, by), terms });

/** `terms` with `coefficient * node` replaced by `coefficient * bound`. */
export function substituted(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, node: NodeId, bound: RationalForm): RationalForm {
  const coefficient = terms.get(node) ?? rational(0n);
  const rest = new Map(terms);
  rest.delete(node);
  for (const [inner, factor] of bound.terms) {
    const total = add(rest.get(inner) ?? rational(0n), multiply(coefficient, factor));
    if (total.n === 0n) rest.delete(inner);
    else rest.set(inner, total);
  }
  return { constant: add(constant, multiply(coefficient, bound.constant)), terms: rest };
}
