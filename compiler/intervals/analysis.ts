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
import { add, compare, divide, floor, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import {
  type CoreNode,
  type CorePath,
  type CoreProgram,
  type Form,
  type NodeId,
  nodeAt,
  operandsOf,
  type PathId,
  pathAt,
  ROOT,
  type Sign,
} from '../core/ast.js';
import { isExpanded } from '../core/builder.js';
import { calendarInterval } from '../core/calendar.js';
import { atomForm, combineForms, constantForm } from '../core/form.js';
import { harvestFacts } from './facts.js';
import {
  addInterval,
  between,
  divideInterval,
  EMPTY,
  FLAG,
  greatest,
  type Interval,
  integersOf,
  isEmpty,
  isWithin,
  join,
  least,
  meet,
  multiplyInterval,
  point,
  sameInterval,
  scaleInterval,
  signed,
  soleValue,
  squareInterval,
  tighten,
  UNKNOWN,
} from './interval.js';
import { linearBounds, rationalForm, substituted } from './linear-bounds.js';
import { OrderedBounds } from './ordered-bounds.js';
import { roundInterval } from './rounding.js';

export interface Environment {
  readonly parent?: Environment;
  readonly facts: Form[];
  /** Products of flags that are 0: as soon as one factor is known to be 1, the other is 0. */
  readonly denied: NodeId[];
  /** Intervals that follow from the facts of this environment. */
  readonly known: Map<NodeId, Interval>;
  readonly memo: Map<NodeId, Interval>;
  readonly affected: Map<NodeId, boolean>;
  readonly children: Map<string, Environment>;
  /** Nodes that are being worked out: facts may lead from a node back to itself. */
  readonly busy: Set<NodeId>;
  /** Conditions assumed inside a selection, to bound how deep selections refine one another. */
  readonly depth: number;
  impossible: boolean;
}

/**
 * How many selections deep their conditions refine the arms; a maximum over a long list nests as deep as the list. An environment of
 * this depth refines none: enough to ask what one condition says, and much cheaper.
 */
export const SELECT_DEPTH = 2;
/**
 * Selections nested deeper than this are not refined by their conditions: a maximum over a list nests as deep as the list is long, and
 * every condition assumed there would look at all of it again (36 of them took 40 s).
 */
const SELECT_HEIGHT = 6;
/** As many times it is done all the same, so that it is only long lists that lose precision. */
const DEEP_REFINEMENTS = 24;
const FACT_STEPS = 2;
/** Longer sums are looked at as they stand. */
const LONG_FORM = 24;
/** In sums up to this length a selection is looked at arm by arm. */
const SPLIT_TERMS = 4;
/** So many terms of a form are replaced by what bounds them. */
const RELAXATIONS = 2;
/** Facts are spread until they say nothing new, at most so often: `floor(x / 6) < 2 * x` raises x four times. */
const ROUNDS = 6;
/** Only the nearest facts about a term are tried; more costs time and has not helped on the examples. */
const FACTS_TRIED = 12;

/** So many products that are 0 are looked at again when a condition is assumed. */
const DENIALS_TRIED = 24;

/** One analysis for each program, for passes that ask about the same one. */
const analyses = new WeakMap<readonly CoreNode[], Analysis>();

export function analysisOf(program: CoreProgram): Analysis {
  const known = analyses.get(program.nodes) ?? new Analysis(program.nodes, program.paths);
  analyses.set(program.nodes, known);
  return known;
}

export class Analysis {
  readonly root: Environment = newEnvironment(undefined, [], 0);
  /** Selections on the deepest way from a node to an input. */
  private readonly heights: number[] = [];
  private deepRefinements = 0;
  private readonly ordered: OrderedBounds;
  private readonly subjects = new Map<NodeId, Map<NodeId, boolean>>();
  private readonly ofPath = new Map<PathId, Environment>([[ROOT, this.root]]);

  constructor(
    private readonly nodes: readonly CoreNode[],
    private readonly paths: readonly CorePath[],
  ) {
    this.ordered = new OrderedBounds(nodes, this.extremumKind);
    // In order, so that the recursion below never becomes deep.
    nodes.forEach((_, id) => {
      this.interval(id, this.root);
    });
  }

  /** Whether a node is a long chain of selections, such as a maximum over a list: asking what a condition says of it costs the whole chain. */
  isDeep(id: NodeId): boolean {
    return this.heightOf(id) > SELECT_HEIGHT;
  }

  /** `nodes` may have grown since the last call. */
  private heightOf(id: NodeId): number {
    for (let next = this.heights.length; next <= id; next++) {
      const node = nodeAt(this.nodes, next);
      const below = operandsOf(node).reduce((height, operand) => Math.max(height, this.heights[operand] ?? 0), 0);
      this.heights.push(node.kind === 'select' ? below + 1 : below);
    }
    return this.heights[id] ?? 0;
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
    const intervalOf = (id: NodeId) => this.interval(id, environment);
    const facts = harvestFacts({ nodes: this.nodes, formOf: this.formOf, intervalOf }, node, value);
    const made = newEnvironment(environment, facts.forms, depth);
    made.impossible = environment.impossible || facts.contradiction;
    made.denied.push(...facts.denied);
    register(made);
    for (const fact of facts.values) this.learn(made, fact.node, point(fact.value));
    this.propagate(made);
    if (this.resolveSelections(made)) this.propagate(made);
    if (this.resolveDenials(made)) this.propagate(made);
    if (this.resolveMasks(made)) this.propagate(made);
    return made;
  }

  /** What is known to be above 0 is there. @returns whether that told something new. */
  private resolveMasks(environment: Environment): boolean {
    let learnt = false;
    for (const id of [...environment.known.keys()]) {
      const node = nodeAt(this.nodes, id);
      if (node.kind !== 'input' || node.mask === undefined || this.interval(id, environment).low.n <= 0n) continue;
      if (soleValue(this.interval(node.mask, environment)) === 1n) continue;
      this.assumeAlso(environment, node.mask, 1n);
      learnt = true;
    }
    return learnt;
  }

  /** Adds another condition to an environment. */
  private assumeAlso(environment: Environment, id: NodeId, value: bigint): void {
    const intervalOf = (inner: NodeId) => this.interval(inner, environment);
    const facts = harvestFacts({ nodes: this.nodes, formOf: this.formOf, intervalOf }, id, value);
    environment.impossible ||= facts.contradiction;
    environment.facts.push(...facts.forms);
    environment.denied.push(...facts.denied);
    for (const fact of facts.values) this.learn(environment, fact.node, point(fact.value));
    environment.memo.clear();
    environment.affected.clear();
  }

  /** Looks again at the denied products of this environment and those around it. @returns whether one told something new. */
  private resolveDenials(environment: Environment): boolean {
    let learnt = false;
    let tried = 0;
    for (let at: Environment | undefined = environment; at !== undefined && tried < DENIALS_TRIED; at = at.parent) {
      for (const id of at.denied.slice()) {
        const node = nodeAt(this.nodes, id);
        if (node.kind !== 'product' || tried >= DENIALS_TRIED) continue;
        tried++;
        for (const [factor, other] of [
          [node.left, node.right],
          [node.right, node.left],
        ] as const) {
          if (!this.isAffected(factor, environment) || soleValue(this.interval(factor, environment)) !== 1n) continue;
          if (soleValue(this.interval(other, environment)) === 0n) continue;
          this.assumeAlso(environment, other, 0n);
          learnt = true;
        }
      }
    }
    return learnt;
  }

  /** Adds each fact again with selections replaced by the arm that is now known to be taken. @returns whether there were any. */
  private resolveSelections(environment: Environment): boolean {
    const before = environment.facts.length;
    for (const fact of environment.facts.slice()) {
      let resolved = fact;
      for (const { node: id, coefficient } of fact.terms) {
        const node = nodeAt(this.nodes, id);
        const taken = node.kind === 'select' ? soleValue(this.interval(node.condition, environment)) : undefined;
        if (node.kind !== 'select' || taken === undefined) continue;
        const arm = this.formOf(taken === 1n ? node.whenTrue : node.whenFalse);
        resolved = combineForms(1n, combineForms(1n, resolved, -coefficient, atomForm(id)), coefficient, arm);
      }
      if (resolved !== fact) environment.facts.push(resolved);
    }
    if (environment.facts.length === before) return false;
    environment.memo.clear();
    environment.affected.clear();
    return true;
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
    if (above !== undefined && !this.isAffected(id, environment)) return above;
    let found = this.compute(node, id, environment);
    if (own !== undefined && own !== environment) found = meet(found, this.interval(id, own));
    if (above !== undefined) found = meet(found, above);
    const learnt = environment.known.get(id);
    if (learnt !== undefined) found = meet(found, learnt);
    return node.type === 'quotient' ? found : tighten(found);
  }

  /** The interval of `constant + sum of terms` under the facts. */
  formInterval(form: Form, environment: Environment, integral: boolean): Interval {
    const plain = this.plainInterval(form, environment);
    const terms = new Map(form.terms.map((term) => [term.node, rational(term.coefficient)]));
    const low = this.raisedLow(terms, rational(form.constant), environment, FACT_STEPS);
    const negated = new Map(form.terms.map((term) => [term.node, rational(-term.coefficient)]));
    const high = this.raisedLow(negated, rational(-form.constant), environment, FACT_STEPS);
    const found = meet(plain, { low, high: rational(-high.n, high.d) });
    // What nearly always matters is on which side of zero it lies.
    const isOpen = found.low.n < 0n && found.high.n > 0n;
    const split = isOpen ? meet(found, this.splitInterval(form, environment)) : found;
    return integral ? tighten(split) : split;
  }

  /** The form with its last selection replaced by either arm: `min(a, b) - c` is `a - c` or `b - c`, each where its arm is taken. */
  private splitInterval(form: Form, environment: Environment): Interval {
    if (environment.depth >= SELECT_DEPTH || form.terms.length < 2 || form.terms.length > SPLIT_TERMS) return UNKNOWN;
    const term = form.terms.findLast(({ node }) => nodeAt(this.nodes, node).kind === 'select' && !this.isDeep(node));
    const node = term === undefined ? undefined : nodeAt(this.nodes, term.node);
    if (term === undefined || node?.kind !== 'select' || soleValue(this.interval(node.condition, environment)) !== undefined)
      return UNKNOWN;
    const others = combineForms(1n, form, -term.coefficient, atomForm(term.node));
    const arm = (id: NodeId, value: bigint): Interval => {
      const inner = this.assume(environment, node.condition, value, environment.depth + 1);
      return inner.impossible ? EMPTY : this.formInterval(combineForms(1n, others, term.coefficient, this.formOf(id)), inner, false);
    };
    return join(arm(node.whenTrue, 1n), arm(node.whenFalse, 0n));
  }

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
    const isRefined = environment.depth < SELECT_DEPTH && (!this.isDeep(self) || this.deepRefinements < DEEP_REFINEMENTS);
    if (isRefined && this.isDeep(self)) this.deepRefinements++;
    const arm = (id: NodeId, value: bigint): Interval => {
      if (!isRefined || !this.isAbout(node.condition, id)) return this.interval(id, environment);
      const inner = this.assume(environment, node.condition, value, environment.depth + 1);
      return inner.impossible ? EMPTY : this.interval(id, inner);
    };
    const [whenTrue, whenFalse] = [arm(node.whenTrue, 1n), arm(node.whenFalse, 0n)];
    const found = join(whenTrue, whenFalse);
    if (isRefined || isEmpty(whenTrue) || isEmpty(whenFalse)) return found;
    // A smallest or greatest value has bounds of its own, however deep it is nested.
    const kind = this.extremumKind(node);
    if (kind === 'min') return { low: found.low, high: least(whenTrue.high, whenFalse.high) };
    return kind === 'max' ? { low: greatest(whenTrue.low, whenFalse.low), high: found.high } : found;
  }

  /** Whether a selection is `min` or `max` of its arms: its condition compares exactly them. */
  private readonly extremumKind = ({
    condition,
    whenTrue,
    whenFalse,
    type,
  }: Extract<CoreNode, { kind: 'select' }>): 'min' | 'max' | undefined => {
    const isInteger = type === 'integer';
    let sign = 1n;
    let test = nodeAt(this.nodes, condition);
    const [negated] = test.kind === 'linear' ? test.form.terms : [];
    if (test.kind === 'linear' && test.form.terms.length === 1 && test.form.constant === 1n && negated?.coefficient === -1n) {
      sign = -1n;
      test = nodeAt(this.nodes, negated.node);
    }
    if (test.kind !== 'negative') return undefined;
    const compared = this.formOf(test.operand);
    const difference = combineForms(1n, this.formOf(whenTrue), -1n, this.formOf(whenFalse));
    const [first, own] = [compared.terms[0], difference.terms[0]];
    if (first === undefined || own === undefined) return undefined;
    // scale * (t - f) = factor * compared + rest, with scale > 0
    const scale = first.coefficient < 0n ? -first.coefficient : first.coefficient;
    const factor = first.coefficient < 0n ? -own.coefficient : own.coefficient;
    const { constant: rest, terms } = combineForms(scale, difference, -factor, compared);
    if (terms.length > 0) return undefined;
    // Where the test is 1 compared is at most -1 (of a rational, or where ties are open: at most 0), else at least 0.
    const gap = isInteger && !test.ties ? (factor < 0n ? -factor : factor) : 0n;
    const rising = factor > 0n;
    if (rising ? rest < 0n || rest > gap : rest > 0n || rest < -gap) return undefined;
    return rising === (sign === 1n) ? 'min' : 'max';
  };

  /** Whether a condition can say anything about a node: they share something that is not an operation on constants. */
  private isAbout(condition: NodeId, node: NodeId): boolean {
    let subjects = this.subjects.get(condition);
    if (subjects === undefined) {
      subjects = new Map();
      const collect = (id: NodeId): void => {
        if (subjects?.has(id)) return;
        subjects?.set(id, true);
        const at = nodeAt(this.nodes, id);
        // Facts are about comparisons and the terms of what they compare, not about what those are made of.
        if (at.type === 'flag') for (const operand of operandsOf(at)) collect(operand);
        else if (at.kind === 'linear') for (const { node: term } of this.formOf(id).terms) collect(term);
        // Where its condition is known, a selection is its arm.
        else if (at.kind === 'select') for (const arm of [at.whenTrue, at.whenFalse]) collect(arm);
      };
      collect(condition);
      this.subjects.set(condition, subjects);
    }
    const known = subjects;
    const visit = (id: NodeId): boolean => {
      const done = known.get(id);
      if (done !== undefined) return done;
      known.set(id, false);
      const found = operandsOf(nodeAt(this.nodes, id)).some(visit);
      known.set(id, found);
      return found;
    };
    return visit(node);
  }

  /** The quotient, also bounded by 1 or -1 where the facts say |n| <= d, which the corners of the intervals cannot tell. */
  quotientInterval(numerator: NodeId, denominator: NodeId, environment: Environment, divisorWithin = UNKNOWN): Interval {
    const divisor = meet(this.interval(denominator, environment), divisorWithin);
    let found = divideInterval(this.interval(numerator, environment), divisor);
    if (divisor.low.n <= 0n || nodeAt(this.nodes, numerator).type === 'quotient') return found;
    const [n, d] = [this.formOf(numerator), this.formOf(denominator)];
    const difference = this.formInterval(combineForms(1n, n, -1n, d), environment, false);
    if (difference.high.n <= 0n) found = meet(found, { low: found.low, high: rational(1n) });
    const total = this.formInterval(combineForms(1n, n, 1n, d), environment, false);
    if (total.low.n >= 0n) found = meet(found, { low: rational(-1n), high: found.high });
    return found;
  }

  /** What the proven sign of a divisor says of it. */
  private signedDivisor(divisor: NodeId, sign: Sign | undefined): Interval {
    if (sign === undefined || nodeAt(this.nodes, divisor).type === 'quotient') return UNKNOWN;
    return signed(UNKNOWN, sign);
  }

  private plainInterval(form: Form, environment: Environment): Interval {
    return form.terms.reduce(
      (sum, term) => addInterval(sum, scaleInterval(rational(term.coefficient), this.interval(term.node, environment))),
      point(form.constant),
    );
  }

  /** A lower bound of a form: the plain one, or one reached by subtracting multiples of facts. */
  private raisedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment, steps: number): Rational {
    let best = constant;
    for (const [node, coefficient] of terms) best = add(best, scaleInterval(coefficient, this.interval(node, environment)).low);
    best = greatest(best, this.maskedLow(terms, constant, environment));
    if (terms.size > LONG_FORM) return best;
    // Worth its time where the plain bound leaves the sign open.
    if (best.n < 0n) best = greatest(best, this.relaxedLow(terms, constant, environment, RELAXATIONS));
    if (steps === 0) return best;
    let tried = 0;
    for (let at: Environment | undefined = environment; at !== undefined && tried < FACTS_TRIED; at = at.parent) {
      for (const fact of at.facts) {
        if (fact.terms.length === 1) continue;
        const shared = fact.terms.find((term) => {
          const coefficient = terms.get(term.node);
          return coefficient !== undefined && coefficient.n > 0n === term.coefficient > 0n;
        });
        if (shared === undefined) continue;
        tried++;
        for (const term of fact.terms) {
          const coefficient = terms.get(term.node);
          if (coefficient === undefined || coefficient.n > 0n !== term.coefficient > 0n) continue;
          const factor = divide(coefficient, rational(term.coefficient));
          const rest = new Map(terms);
          for (const t of fact.terms) {
            const left = add(rest.get(t.node) ?? rational(0n), rational(-factor.n * t.coefficient, factor.d));
            if (left.n === 0n) rest.delete(t.node);
            else rest.set(t.node, left);
          }
          const offset = add(constant, rational(-factor.n * fact.constant, factor.d));
          if (rest.size <= terms.size) best = greatest(best, this.raisedLow(rest, offset, environment, steps - 1));
        }
      }
    }
    return best;
  }

  /** The lower bound with terms replaced by linear forms that bound them, where that lets something cancel. */
  private relaxedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment, depth: number): Rational {
    let best = UNBOUNDED_LOW;
    if (terms.size < 2) return best;
    const knowledge = {
      nodes: this.nodes,
      formOf: this.formOf,
      intervalOf: (id: NodeId) => this.interval(id, environment),
    };
    for (const [id, coefficient] of terms) {
      const side = coefficient.n > 0n ? 'lower' : 'upper';
      const arms = this.ordered.of(id, side).map((arm) => rationalForm(this.formOf(arm)));
      for (const bound of [...arms, ...linearBounds(knowledge, id, side)]) {
        if (![...bound.terms.keys()].some((inner) => inner !== id && terms.has(inner))) continue;
        const rest = substituted(terms, constant, id, bound);
        let low = rest.constant;
        for (const [node, factor] of rest.terms) low = add(low, scaleInterval(factor, this.interval(node, environment)).low);
        best = greatest(best, low);
        if (depth > 1) best = greatest(best, this.relaxedLow(rest.terms, rest.constant, environment, depth - 1));
      }
    }
    return best;
  }

  /** The lower bound with inputs that are subtracted replaced by their size times their mask: x <= size * mask. */
  private maskedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment): Rational {
    let rest: Map<NodeId, Rational> | undefined;
    for (const [id, coefficient] of terms) {
      const node = nodeAt(this.nodes, id);
      if (node.kind !== 'input' || node.mask === undefined || coefficient.n >= 0n) continue;
      rest ??= new Map(terms);
      rest.delete(id);
      const bound = multiply(coefficient, this.interval(id, environment).high);
      const mask = this.formOf(node.mask);
      constant = add(constant, multiply(bound, rational(mask.constant)));
      for (const term of mask.terms)
        rest.set(term.node, add(rest.get(term.node) ?? rational(0n), multiply(bound, rational(term.coefficient))));
    }
    let low = constant;
    for (const [node, coefficient] of rest ?? []) low = add(low, scaleInterval(coefficient, this.interval(node, environment)).low);
    return rest === undefined ? UNBOUNDED_LOW : low;
  }

  /** Derives intervals of the terms of the new facts, and of older facts that share them. */
  private propagate(environment: Environment): void {
    for (let round = 0, learnt = true; learnt && round < ROUNDS && !environment.impossible; round++) {
      learnt = false;
      for (const fact of this.relevantFacts(environment)) {
        const total = this.plainInterval(fact, environment);
        if (total.high.n < 0n) environment.impossible = true;
        for (const term of fact.terms) {
          // coefficient * node >= -(the rest at its highest)
          const own = scaleInterval(rational(term.coefficient), this.interval(term.node, environment));
          const restHigh = add(total.high, rational(-own.high.n, own.high.d));
          const bound = divide(rational(-restHigh.n, restHigh.d), rational(term.coefficient));
          const bounds: Interval = term.coefficient > 0n ? { low: bound, high: UNKNOWN.high } : { low: UNKNOWN.low, high: bound };
          learnt = this.learn(environment, term.node, bounds) || learnt;
        }
      }
    }
  }

  private relevantFacts(environment: Environment): Form[] {
    const found = [...environment.facts];
    const touched = new Set(environment.known.keys());
    for (const fact of environment.facts) for (const term of fact.terms) touched.add(term.node);
    for (let at = environment.parent; at !== undefined && found.length < 4 * FACTS_TRIED; at = at.parent) {
      for (const fact of at.facts) if (fact.terms.length > 1 && fact.terms.some((term) => touched.has(term.node))) found.push(fact);
    }
    return found;
  }

  /** @returns whether that was new */
  private learn(environment: Environment, id: NodeId, interval: Interval): boolean {
    const before = environment.known.get(id) ?? (environment.parent === undefined ? UNKNOWN : this.interval(id, environment.parent));
    let after = meet(before, interval);
    if (nodeAt(this.nodes, id).type !== 'quotient') after = tighten(after);
    if (isEmpty(after)) environment.impossible = true;
    if (environment.known.has(id) && sameInterval(before, after)) return false;
    if (!environment.known.has(id) && isWithin(before, interval)) return false;
    environment.known.set(id, after);
    environment.memo.clear();
    environment.affected.clear();
    return true;
  }

  /** Whether a fact of this environment can change the interval of the node. */
  private isAffected(id: NodeId, environment: Environment): boolean {
    const known = environment.affected.get(id);
    if (known !== undefined) return known;
    let first = Number.POSITIVE_INFINITY;
    for (const node of environment.known.keys()) first = Math.min(first, node);
    for (const fact of environment.facts) for (const term of fact.terms) first = Math.min(first, term.node);
    const visit = (at: NodeId): boolean => {
      if (at < first) return false;
      const done = environment.affected.get(at);
      if (done !== undefined) return done;
      const direct = environment.known.has(at) || environment.facts.some((fact) => fact.terms.some((term) => term.node === at));
      const result = direct || operandsOf(nodeAt(this.nodes, at)).some(visit);
      environment.affected.set(at, result);
      return result;
    };
    return visit(id);
  }
}

const UNBOUNDED_LOW = UNKNOWN.low;

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

function newEnvironment(parent: Environment | undefined, facts: readonly Form[], depth: number): Environment {
  return {
    ...(parent === undefined ? {} : { parent }),
    facts: [...facts],
    denied: [],
    known: new Map(),
    memo: new Map(),
    affected: new Map(),
    children: new Map(),
    busy: new Set(),
    depth,
    impossible: false,
  };
}
