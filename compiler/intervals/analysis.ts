/**
 * Intervals of core nodes, under what is known on a path.
 *
 * An environment is a set of facts; each path has one, and assuming a condition gives another. Within it the interval of a node is that of its
 * operation, met with its interval in the environment above and with what linear facts say: from `F >= 0` and `L - k F >= c` follows
 * `L >= c`, for each k that cancels a term of L. Facts of two steps are combined, so chains such as a < b < c are followed.
 *
 * Reference: this is the usual interval domain with a bounded use of linear inequalities, not the polyhedra domain.
 * Trap: what an environment knows may size a gadget only where its facts are constraints; `guard-partial-operations` sees to that.
 */
import { add, compare, divide, floor, negate, type Rational, rational } from '@clauseproof/protocol/rational';
import {
  type CoreNode,
  type CorePath,
  type CoreProgram,
  type Form,
  type NodeId,
  nodeAt,
  type PathId,
  pathAt,
  ROOT,
  type Sign,
} from '../core/ast.js';
import { isExpanded } from '../core/builder.js';
import { calendarInterval } from '../core/calendar.js';
import { atomForm, combineForms, constantForm, scaleForm } from '../core/form.js';
import { type Environment, newEnvironment } from './environment.js';
import { LONGEST_COMBINED } from './fact-combinations.js';
import {
  between,
  divideInterval,
  EMPTY,
  FLAG,
  greatest,
  type Interval,
  integersOf,
  isEmpty,
  join,
  least,
  meet,
  multiplyInterval,
  point,
  scaleInterval,
  signed,
  soleValue,
  squareInterval,
  tighten,
  UNKNOWN,
} from './interval.js';
import { Learning } from './learning.js';
import { type RationalForm, rationalForm, scaled, shifted } from './linear-bounds.js';
import { ListLengths, relationsToPresence } from './list-lengths.js';
import { LowerBounds } from './lower-bounds.js';
import { OrderedBounds } from './ordered-bounds.js';
import { ratiosOf, ratiosOfMean } from './quotient-ratios.js';
import { roundInterval } from './rounding.js';
import { Selections } from './selections.js';

/**
 * How many selections deep their conditions refine the arms; a maximum over a long list nests as deep as the list. An environment of
 * this depth refines none: enough to ask what one condition says, and much cheaper.
 */
export const SELECT_DEPTH = 2;
/** As many times it is done all the same, so that it is only long lists that lose precision. */
const DEEP_REFINEMENTS = 24;
/** In sums up to this length a selection is looked at arm by arm. */
const SPLIT_TERMS = 4;
/** And in longer ones if that lets terms cancel. */
const CANCELLED_TERMS = 24;
/** One analysis for each program, for passes that ask about the same one. */
const analyses = new WeakMap<readonly CoreNode[], Analysis>();

export function analysisOf(program: CoreProgram): Analysis {
  const known = analyses.get(program.nodes) ?? new Analysis(program.nodes, program.paths);
  analyses.set(program.nodes, known);
  return known;
}

export class Analysis {
  readonly root: Environment = newEnvironment(undefined, [], 0);
  private deepRefinements = 0;
  private readonly selections: Selections;
  private readonly lengths: ListLengths;
  private readonly bounds: LowerBounds;
  private readonly learning: Learning;
  private readonly ofPath = new Map<PathId, Environment>([[ROOT, this.root]]);

  constructor(
    private readonly nodes: readonly CoreNode[],
    private readonly paths: readonly CorePath[],
  ) {
    const knowledge = { nodes, formOf: this.formOf, interval: (id: NodeId, environment: Environment) => this.interval(id, environment) };
    this.lengths = new ListLengths(nodes);
    this.selections = new Selections(nodes, this.formOf);
    this.bounds = new LowerBounds(knowledge, new OrderedBounds(nodes, this.selections.extremumKind), this.relationsOf);
    this.learning = new Learning(knowledge, this.bounds);
    // In order, so that the recursion below never becomes deep.
    nodes.forEach((_, id) => {
      this.interval(id, this.root);
    });
  }

  /** Whether a node is a long chain of selections, such as a maximum over a list: asking what a condition says of it costs the whole chain. */
  isDeep(id: NodeId): boolean {
    return this.selections.isDeep(id);
  }

  /** All that is known when the path is taken. */
  pathEnvironment(path: PathId): Environment {
    const known = this.ofPath.get(path);
    if (known !== undefined) return known;
    const { parent, condition } = pathAt(this.paths, path);
    return this.extend(this.pathEnvironment(parent), condition, 1n, 0, (made) => this.ofPath.set(path, made));
  }

  /** What is known on the path whether or not it is taken: the ensures before its first branch, which are constraints. */
  anchorOf(path: PathId): PathId {
    let anchor = path;
    for (let at = path; at !== ROOT; at = pathAt(this.paths, at).parent) {
      if (pathAt(this.paths, at).kind === 'branch') anchor = pathAt(this.paths, at).parent;
    }
    return anchor;
  }

  /** `environment` and the condition `node = value`. */
  assume(environment: Environment, node: NodeId, value: bigint, depth = environment.depth): Environment {
    const key = `${node} ${value} ${depth}`;
    const known = environment.children.get(key);
    if (known !== undefined) return known;
    return this.extend(environment, node, value, depth, (made) => environment.children.set(key, made));
  }

  /** `register` is called before the facts are spread: whoever asks for the same environment meanwhile gets it as far as it is. */
  private extend(environment: Environment, node: NodeId, value: bigint, depth: number, register: (made: Environment) => void): Environment {
    const facts = this.learning.harvest(environment, node, value);
    const made = newEnvironment(environment, facts.forms, depth);
    made.impossible = environment.impossible || facts.contradiction;
    made.denied.push(...facts.denied);
    register(made);
    this.learning.spread(made, facts.values);
    return made;
  }

  interval(id: NodeId, environment: Environment): Interval {
    const known = environment.memo.get(id);
    if (known !== undefined) return known;
    const node = nodeAt(this.nodes, id);
    if (environment.busy.has(id)) return environment.known.get(id) ?? (node.type === 'flag' ? FLAG : UNKNOWN);
    environment.busy.add(id);
    const found = this.intervalAnew(node, id, environment);
    environment.busy.delete(id);
    environment.memo.set(id, found);
    return found;
  }

  private intervalAnew(node: CoreNode, id: NodeId, environment: Environment): Interval {
    // The value of a division matters only where its path is taken; until the guards are in, elsewhere it is nothing in particular.
    const own = isPartial(node) ? this.pathEnvironment(node.path) : undefined;
    if (own?.impossible === true) return point(0n);
    const above = environment.parent === undefined || environment === own ? undefined : this.interval(id, environment.parent);
    if (above !== undefined && !this.learning.isAffected(id, environment)) return above;
    let found = this.compute(node, id, environment);
    if (own !== undefined && own !== environment) found = meet(found, this.interval(id, own));
    if (above !== undefined) found = meet(found, above);
    const learnt = environment.known.get(id);
    if (learnt !== undefined) found = meet(found, learnt);
    return node.type === 'quotient' ? found : tighten(found);
  }

  /** The interval of `constant + sum of terms` under the facts. */
  formInterval(form: Form, environment: Environment, integral: boolean): Interval {
    const plain = this.bounds.plainInterval(form, environment);
    const terms = new Map(form.terms.map((term) => [term.node, rational(term.coefficient)]));
    const low = this.bounds.raisedLow(terms, rational(form.constant), environment);
    const negated = new Map(form.terms.map((term) => [term.node, rational(-term.coefficient)]));
    const high = this.bounds.raisedLow(negated, rational(-form.constant), environment);
    const found = meet(plain, { low, high: rational(-high.n, high.d) });
    const split = meet(found, this.splitInterval(form, environment, found));
    return integral ? tighten(split) : split;
  }

  /** The form with its last selection replaced by either arm: `min(a, b) - c` is `a - c` or `b - c`, each where its arm is taken. */
  private splitInterval(form: Form, environment: Environment, known: Interval): Interval {
    if (environment.depth >= SELECT_DEPTH || form.terms.length < 2 || form.terms.length > CANCELLED_TERMS) return UNKNOWN;
    const term = form.terms.findLast(({ node }) => nodeAt(this.nodes, node).kind === 'select' && !this.selections.isDeep(node));
    const node = term === undefined ? undefined : nodeAt(this.nodes, term.node);
    if (term === undefined || node?.kind !== 'select' || soleValue(this.interval(node.condition, environment)) !== undefined)
      return UNKNOWN;
    const others = combineForms(1n, form, -term.coefficient, atomForm(term.node));
    // What nearly always matters is on which side of zero it lies; and where an arm cancels against the rest, it is much narrower.
    const isOpen = known.low.n < 0n && known.high.n > 0n && form.terms.length <= SPLIT_TERMS;
    const cancels = [node.whenTrue, node.whenFalse].some((id) => haveSharedTerm(this.formOf(id), others));
    if (!isOpen && !cancels) return UNKNOWN;
    const arm = (id: NodeId, value: bigint): Interval => {
      const inner = this.assume(environment, node.condition, value, environment.depth + 1);
      return inner.impossible ? EMPTY : this.formInterval(combineForms(1n, others, term.coefficient, this.formOf(id)), inner, false);
    };
    return join(arm(node.whenTrue, 1n), arm(node.whenFalse, 0n));
  }

  private readonly relationsOf = (terms: ReadonlyMap<NodeId, Rational>, environment: Environment): RationalForm[] => {
    const ids = [...terms.keys()];
    const arms = terms.size > 2 ? ids.flatMap((id) => this.relationsToArms(id, terms, environment)) : [];
    const lengths = ids.filter((id) => this.lengths.isLength(id));
    if (lengths.length === 0) return arms;
    const knowledge = { nodes: this.nodes, formOf: this.formOf, intervalOf: (id: NodeId) => this.interval(id, environment) };
    // A long sum is a term of its own: here it is taken apart.
    const sums = ids.flatMap((id) => {
      const node = nodeAt(this.nodes, id);
      return node.kind === 'linear' && node.form.terms.length <= LONGEST_COMBINED ? [combineForms(1n, node.form, -1n, atomForm(id))] : [];
    });
    const parts = [...ids, ...sums.flatMap((sum) => sum.terms.map(({ node }) => node))];
    return [
      ...lengths.flatMap((id) => this.lengths.relationsOf(id)),
      ...sums.flatMap((sum) => [rationalForm(sum), rationalForm(scaleForm(-1n, sum))]),
      ...new Set(parts.flatMap((id) => relationsToPresence(knowledge, id))),
      ...arms,
    ];
  };

  /** How a selection relates to an arm with which the form has a term in common: how far beyond it the other arm may be, where that is taken. */
  private readonly relationsToArms = (id: NodeId, terms: ReadonlyMap<NodeId, Rational>, environment: Environment): RationalForm[] => {
    const node = nodeAt(this.nodes, id);
    if (node.kind !== 'select' || environment.depth >= SELECT_DEPTH || this.selections.isDeep(id)) return [];
    const relations = (arm: NodeId, other: NodeId, value: bigint): RationalForm[] => {
      const form = this.formOf(arm);
      if (!form.terms.some((term) => term.node !== id && terms.has(term.node))) return [];
      const inner = this.assume(environment, node.condition, value, environment.depth + 1);
      const beyond = inner.impossible ? EMPTY : this.formInterval(combineForms(1n, this.formOf(other), -1n, form), inner, false);
      const { low, high } = join(beyond, point(0n));
      const difference = rationalForm(combineForms(1n, atomForm(id), -1n, form));
      return [shifted(difference, negate(low)), shifted(scaled(difference, rational(-1n)), high)];
    };
    return [...relations(node.whenTrue, node.whenFalse, 0n), ...relations(node.whenFalse, node.whenTrue, 1n)];
  };

  readonly formOf = (id: NodeId): Form => {
    const node = nodeAt(this.nodes, id);
    if (node.kind === 'constant') return constantForm(node.value);
    return node.kind === 'linear' && isExpanded(node.form, node.type) ? node.form : atomForm(id);
  };

  private compute(node: CoreNode, self: NodeId, environment: Environment): Interval {
    const of = (id: NodeId) => this.interval(id, environment);
    switch (node.kind) {
      case 'constant':
        return point(node.value);
      case 'input':
        return node.mask !== undefined && soleValue(of(node.mask)) === 0n ? point(0n) : between(0n, node.size);
      case 'linear': {
        const found = this.formInterval(node.form, environment, node.type !== 'quotient');
        return node.type === 'flag' ? meet(found, FLAG) : found;
      }
      case 'product':
        return node.left === node.right ? squareInterval(of(node.left)) : multiplyInterval(of(node.left), of(node.right));
      case 'select':
        return this.selectInterval(node, self, environment);
      case 'negative': {
        const { low, high } = of(node.operand);
        if (high.n < 0n) return point(1n);
        if (low.n > 0n || (low.n === 0n && !node.ties)) return point(0n);
        return FLAG;
      }
      case 'zero': {
        const operand = of(node.operand);
        if (soleValue(operand) === 0n) return point(1n);
        return operand.low.n > 0n || operand.high.n < 0n ? point(0n) : FLAG;
      }
      case 'quotient':
        return this.quotientInterval(node.numerator, node.denominator, environment, this.signedDivisor(node.denominator, node.sign));
      case 'round':
        return roundInterval(scaleInterval(rational(node.multiplier, node.divisor), of(node.operand)), node.mode);
      case 'calendar':
        return this.calendarInterval(node, environment);
      case 'modulo': {
        const divisor = meet(of(node.divisor), this.signedDivisor(node.divisor, node.sign));
        if (divisor.low.n > 0n) return meetRemainder(of(node.dividend), divisor);
        return divisor.high.n < 0n ? { low: add(divisor.low, rational(1n)), high: rational(0n) } : UNKNOWN;
      }
      case 'divide': {
        const quotient = this.quotientInterval(node.numerator, node.denominator, environment, divisorBound(node));
        const found = roundInterval(quotient, 'floor');
        return node.within === undefined ? found : meet(found, between(node.within.low, node.within.high));
      }
      case 'remainder': {
        const division = nodeAt(this.nodes, node.division);
        const positive = division.kind === 'divide' ? divisorBound(division) : UNKNOWN;
        const divisor = meet(of(node.denominator), positive);
        return divisor.low.n > 0n ? meetRemainder(of(node.numerator), divisor) : UNKNOWN;
      }
    }
  }

  /** Of an age also by the days between, which facts may bound when the two dates alone do not. */
  private calendarInterval({ of, operands }: Extract<CoreNode, { kind: 'calendar' }>, environment: Environment): Interval {
    const intervals = operands.map((operand) => this.interval(operand, environment));
    if (intervals.some(isEmpty)) return EMPTY;
    const { low, high } = calendarInterval(of, intervals.map(integersOf));
    const found = between(low, high);
    const [born, at] = operands;
    if (of.name !== 'age' || born === undefined || at === undefined) return found;
    const days = this.formInterval(combineForms(1n, this.formOf(at), -1n, this.formOf(born)), environment, true);
    // No year is shorter than 365 or longer than 366 days, whichever day a leapling's birthday is.
    return meet(found, {
      low: rational(floor(divide(days.low, rational(366n)))),
      high: rational(floor(divide(days.high, rational(365n)))),
    });
  }

  private selectInterval(node: Extract<CoreNode, { kind: 'select' }>, self: NodeId, environment: Environment): Interval {
    const condition = soleValue(this.interval(node.condition, environment));
    if (condition !== undefined) return this.interval(condition === 1n ? node.whenTrue : node.whenFalse, environment);
    const isRefined = environment.depth < SELECT_DEPTH && (!this.selections.isDeep(self) || this.deepRefinements < DEEP_REFINEMENTS);
    if (isRefined && this.selections.isDeep(self)) this.deepRefinements++;
    const arm = (id: NodeId, value: bigint): Interval => {
      if (!isRefined || !this.selections.isAbout(node.condition, id)) return this.interval(id, environment);
      const inner = this.assume(environment, node.condition, value, environment.depth + 1);
      return inner.impossible ? EMPTY : this.interval(id, inner);
    };
    const [whenTrue, whenFalse] = [arm(node.whenTrue, 1n), arm(node.whenFalse, 0n)];
    const found = join(whenTrue, whenFalse);
    if (isRefined || isEmpty(whenTrue) || isEmpty(whenFalse)) return found;
    // A smallest or greatest value has bounds of its own, however deep it is nested.
    const kind = this.selections.extremumKind(node);
    if (kind === 'min') return { low: found.low, high: least(whenTrue.high, whenFalse.high) };
    return kind === 'max' ? { low: greatest(whenTrue.low, whenFalse.low), high: found.high } : found;
  }

  /** The quotient, also bounded by what numerator and denominator have in common, which the corners of the intervals cannot tell. */
  quotientInterval(numerator: NodeId, denominator: NodeId, environment: Environment, divisorWithin = UNKNOWN): Interval {
    const divisor = meet(this.interval(denominator, environment), divisorWithin);
    let found = divideInterval(this.interval(numerator, environment), divisor);
    if (divisor.low.n <= 0n || nodeAt(this.nodes, numerator).type === 'quotient') return found;
    const [n, d] = [this.formOf(numerator), this.formOf(denominator)];
    const isMean = d.terms.some(({ node }) => this.lengths.isLength(node));
    const ofMean = isMean ? ratiosOfMean(this.interval(numerator, environment), divisor.high) : [];
    for (const [p, q] of [...ratiosOf(n, d, environment), ...ofMean]) {
      const rest = divideInterval(this.formInterval(combineForms(q, n, -p, d), environment, false), scaleInterval(rational(q), divisor));
      const k = rational(p, q);
      found = meet(found, { low: add(k, rest.low), high: add(k, rest.high) });
    }
    const [only, more] = n.terms;
    const product = only === undefined || more !== undefined || n.constant !== 0n ? undefined : nodeAt(this.nodes, only.node);
    if (only === undefined || product?.kind !== 'product') return found;
    // x * y / d = x * (y / d)
    for (const [x, y] of [
      [product.left, product.right],
      [product.right, product.left],
    ] as const) {
      const share = this.quotientInterval(y, denominator, environment, divisorWithin);
      found = meet(found, scaleInterval(rational(only.coefficient), multiplyInterval(this.interval(x, environment), share)));
    }
    return found;
  }

  /** What the proven sign of a divisor says of it. */
  private signedDivisor(divisor: NodeId, sign: Sign | undefined): Interval {
    if (sign === undefined || nodeAt(this.nodes, divisor).type === 'quotient') return UNKNOWN;
    return signed(UNKNOWN, sign);
  }
}

const haveSharedTerm = (a: Form, b: Form): boolean => a.terms.some(({ node }) => b.terms.some((other) => other.node === node));

/** Divisions that belong to a branch, which alone may know the sign of their divisor. */
function isPartial(node: CoreNode): boolean {
  if (node.path === ROOT) return false;
  return (
    node.kind === 'quotient' ||
    node.kind === 'modulo' ||
    node.kind === 'remainder' ||
    (node.kind === 'divide' && node.divisorMax === undefined)
  );
}

/** Once a division is guarded its divisor is positive everywhere. */
const divisorBound = ({ divisorMax }: Extract<CoreNode, { kind: 'divide' }>): Interval =>
  divisorMax === undefined ? UNKNOWN : between(1n, divisorMax);

/** Remainders lie in [0, divisor - 1], and are the dividend itself while that is smaller than every divisor. */
function meetRemainder(dividend: Interval, divisor: Interval): Interval {
  const full: Interval = { low: rational(0n), high: add(divisor.high, rational(-1n)) };
  const inside = dividend.low.n >= 0n && compare(dividend.high, divisor.low) < 0;
  if (inside) return dividend;
  return dividend.low.n >= 0n ? meet(full, { low: rational(0n), high: dividend.high }) : full;
}
