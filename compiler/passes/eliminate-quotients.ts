/**
 * Pass 3. Core IR with rationals -> core IR over integers.
 *
 * Before: `quotient`, `round` and `modulo` nodes, and linear forms, products, selections and comparisons over quotients.
 * After: every rational is a pair (n, d) with d > 0 that exists only in this pass; comparisons are cross-multiplied, and each rounding is
 * one floored division `divide`. `within` of a division is what the rational analysis knew, which the integers no longer tell.
 * Needs the sign of every divisor on its path, so it stands after `fold-conditions`.
 */
import { rational } from '@clauseproof/protocol/rational';
import { type CoreNode, type CoreProgram, type IntegerInterval, type NodeId, nodeAt, operandsOf, type PathId } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import { contentOf, floorDivide, gcd } from '../core/form.js';
import { type Rewriting, rebuild, remake } from '../core/rebuild.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import { divideInterval, type Interval, integersOf, isEmpty, scaleInterval, signed } from '../intervals/interval.js';
import { roundInterval } from '../intervals/rounding.js';

/** n / d with d > 0 wherever the value matters; without d an integer. */
interface Pair {
  readonly n: NodeId;
  readonly d?: NodeId;
  /** Whether d > 0 on every path, also those on which this quotient is not computed. */
  readonly always: boolean;
}

export function eliminateQuotients(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  const pairs = new Map<NodeId, Pair>();
  return rebuild(program, (node, id, rewriting) => {
    const { builder, at, now } = rewriting;
    const pairOf = (old: NodeId): Pair => pairs.get(old) ?? { n: now(old), always: true };
    if (node.type === 'quotient') {
      const pair = rationalPair(node, pairOf, rewriting, analysis);
      pairs.set(id, pair);
      return pair.n;
    }
    switch (node.kind) {
      case 'negative':
        // The denominator is positive: the numerator decides.
        return builder.negative(pairOf(node.operand).n, at, node.ties);
      case 'zero':
        return builder.zero(pairOf(node.operand).n, at);
      case 'round': {
        const { n, d } = pairOf(node.operand);
        const operand = analysis.interval(node.operand, analysis.pathEnvironment(node.path));
        const scaled = scaleInterval(rational(node.multiplier, node.divisor), operand);
        const denominator = d === undefined ? builder.constant(node.divisor, at) : builder.scale(node.divisor, d, at);
        return roundPair(builder, builder.scale(node.multiplier, n, at), denominator, node.mode, scaled, at);
      }
      case 'modulo':
        return floorRemainder(node, rewriting, analysis);
      default:
        return remake(node, rewriting);
    }
  });
}

function rationalPair(node: CoreNode, pairOf: (old: NodeId) => Pair, { builder, at, now, program }: Rewriting, analysis: Analysis): Pair {
  const times = (x: NodeId, d: NodeId | undefined) => (d === undefined ? x : builder.product(x, d, at));
  switch (node.kind) {
    case 'quotient': {
      const [n, d] = [pairOf(node.numerator), pairOf(node.denominator)];
      const sign = node.sign ?? 1n;
      const always = n.always && d.always && isAlwaysPositive(program, analysis, node.denominator, node.path, sign);
      return { n: builder.scale(sign, times(n.n, d.d), at), d: builder.scale(sign, times(d.n, n.d), at), always };
    }
    case 'linear': {
      const terms = node.form.terms.map((term) => ({ ...pairOf(term.node), coefficient: term.coefficient }));
      const denominators = [...new Set(terms.flatMap((term) => (term.d === undefined ? [] : [term.d])))];
      // Each numerator is multiplied by all denominators but its own.
      const others = (own: NodeId | undefined, from: NodeId) =>
        denominators.filter((d) => d !== own).reduce((product, d) => builder.product(product, d, at), from);
      const one = builder.constant(1n, at);
      const n = builder.sum(
        [
          ...terms.map((term) => ({ node: others(term.d, term.n), coefficient: term.coefficient })),
          { node: others(undefined, one), coefficient: node.form.constant },
        ],
        0n,
        at,
      );
      return { n, d: others(undefined, one), always: terms.every((term) => term.always) };
    }
    case 'product': {
      const [x, y] = [pairOf(node.left), pairOf(node.right)];
      const d = x.d === undefined ? y.d : times(x.d, y.d);
      const n = builder.product(x.n, y.n, at);
      return { n, ...(d === undefined ? {} : { d }), always: x.always && y.always };
    }
    case 'select': {
      const [t, f] = [pairOf(node.whenTrue), pairOf(node.whenFalse)];
      const condition = now(node.condition);
      const always = t.always && f.always;
      const d = t.d ?? f.d;
      if (d === undefined || t.d === f.d) return { n: builder.select(condition, t.n, f.n, at), ...(d === undefined ? {} : { d }), always };
      // One denominator for both arms saves a selection, but where its own arm is not taken it may be anything, even negative.
      if (always && (t.d === undefined || f.d === undefined)) {
        const over = (pair: Pair) => (pair.d === undefined ? times(pair.n, d) : pair.n);
        return { n: builder.select(condition, over(t), over(f), at), d, always };
      }
      const one = builder.constant(1n, at);
      return { n: builder.select(condition, t.n, f.n, at), d: builder.select(condition, t.d ?? one, f.d ?? one, at), always };
    }
    default:
      throw new Error(`internal error: a rational ${node.kind}`);
  }
}

/**
 * Whether a divisor keeps its sign whichever path is taken: it is proven from unconditional ensures, and nothing that it is computed
 * from belongs to a branch (off its branch such a node means nothing, and later passes may change it there).
 */
function isAlwaysPositive(program: CoreProgram, analysis: Analysis, divisor: NodeId, path: PathId, sign: bigint): boolean {
  const anchor = analysis.anchorOf(path);
  const { low, high } = analysis.interval(divisor, analysis.pathEnvironment(anchor));
  if (sign > 0n ? low.n <= 0n : high.n >= 0n) return false;
  const seen = new Set<NodeId>();
  const pending = [divisor];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = nodeAt(program.nodes, id);
    if (analysis.anchorOf(node.path) !== node.path) return false;
    pending.push(...operandsOf(node));
  }
  return true;
}

/** n / d rounded to an integer, where n / d lies in `value`. */
function roundPair(
  builder: CoreBuilder,
  n: NodeId,
  d: NodeId,
  mode: Extract<CoreNode, { kind: 'round' }>['mode'],
  value: Interval,
  at: At,
): NodeId {
  const bounds = (as: typeof mode) => withinOf(roundInterval(value, as));
  const divide = (numerator: NodeId, denominator: NodeId, as: typeof mode) =>
    divideReduced(builder, numerator, denominator, at, bounds(as));
  const plusD = (x: NodeId, factor: bigint) => builder.combine(1n, x, factor, d, at);
  switch (mode) {
    case 'floor':
      return divide(n, d, 'floor');
    case 'ceil':
      // ceil(n / d) = floor((n + d - 1) / d)
      return divide(minusOne(builder, plusD(n, 1n), at), d, 'ceil');
    case 'halfUp':
      return divide(plusD(builder.scale(2n, n, at), 1n), builder.scale(2n, d, at), 'halfUp');
    case 'halfEven': {
      const [doubled, twice] = [plusD(builder.scale(2n, n, at), 1n), builder.scale(2n, d, at)];
      const up = builder.divide(doubled, twice, at, bounds('halfUp'));
      const tie = builder.zero(builder.remainder(up, doubled, twice, at), at);
      const two = builder.constant(2n, at);
      const half = builder.divide(up, two, at, withinOf(halved(roundInterval(value, 'halfUp'))));
      const odd = builder.remainder(half, up, two, at);
      return builder.combine(1n, up, -1n, builder.product(tie, odd, at), at);
    }
    case 'towardZero': {
      if (value.low.n >= 0n) return divide(n, d, 'floor');
      const whenNegative = minusOne(builder, d, at);
      if (value.high.n <= 0n) return divide(builder.combine(1n, n, 1n, whenNegative, at), d, 'ceil');
      // Below zero the ceiling, above the floor.
      const isNegative = builder.negative(n, at);
      const shift = builder.product(isNegative, whenNegative, at);
      return divide(builder.combine(1n, n, 1n, shift, at), d, 'towardZero');
    }
  }
}

/** floor((g * L + k) / (g * m)) = floor((L + floor(k / g)) / m): fewer bits of remainder. */
function divideReduced(builder: CoreBuilder, n: NodeId, d: NodeId, at: At, within: IntegerInterval): NodeId {
  const divisor = builder.constantOf(d);
  const form = builder.formOf(n);
  const common = divisor === undefined ? 1n : gcd(contentOf(form), divisor);
  if (divisor === undefined || common <= 1n || form.terms.length === 0) return builder.divide(n, d, at, within);
  const terms = form.terms.map((term) => ({ ...term, coefficient: term.coefficient / common }));
  const numerator = builder.linear({ constant: floorDivide(form.constant, common), terms }, at);
  return builder.divide(numerator, builder.constant(divisor / common, at), at, within);
}

const minusOne = (builder: CoreBuilder, x: NodeId, at: At): NodeId => builder.sum([{ node: x, coefficient: 1n }], -1n, at);

const halved = (x: Interval): Interval => roundInterval(scaleInterval(rational(1n, 2n), x), 'floor');

/** Bounds of an integer; an impossible path gets any. */
const withinOf = (x: Interval): IntegerInterval => (isEmpty(x) ? { low: 0n, high: 0n } : integersOf(x));

/** a - b * floor(a / b); for b < 0 it is -((-a) mod (-b)). */
function floorRemainder(node: Extract<CoreNode, { kind: 'modulo' }>, { builder, at, now }: Rewriting, analysis: Analysis): NodeId {
  const environment = analysis.pathEnvironment(node.path);
  // Without a sign it is a constant of the calendar.
  const sign = node.sign ?? 1n;
  const divisor = signed(analysis.interval(node.divisor, environment), sign);
  const [a, b] = [builder.scale(sign, now(node.dividend), at), builder.scale(sign, now(node.divisor), at)];
  const dividend = scaleInterval(rational(sign), analysis.interval(node.dividend, environment));
  const quotient = builder.divide(
    a,
    b,
    at,
    withinOf(roundInterval(divideInterval(dividend, scaleInterval(rational(sign), divisor)), 'floor')),
  );
  return builder.scale(sign, builder.remainder(quotient, a, b, at), at);
}
