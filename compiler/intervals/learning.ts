/**
 * What an environment learns: intervals of nodes that its facts tell, spread until they say nothing new, and conditions that follow from what is known by
 * then: of selections whose arm is known, of products that are 0, and of what is there because it is not 0.
 */
import { add, divide, rational } from '@clauseproof/protocol/rational';
import { type Form, type NodeId, nodeAt, operandsOf } from '../core/ast.js';
import { atomForm, combineForms } from '../core/form.js';
import { type Environment, forgetConclusions, type Knowledge } from './environment.js';
import { type Facts, harvestFacts } from './facts.js';
import { type Interval, isEmpty, isWithin, meet, point, sameInterval, scaleInterval, soleValue, tighten, UNKNOWN } from './interval.js';
import { FACTS_TRIED, type LowerBounds } from './lower-bounds.js';

/** Facts are spread until they say nothing new, at most so often: `floor(x / 6) < 2 * x` raises x four times. */
const ROUNDS = 6;
/** So many facts around an environment are looked at for conditions that are known in it. */
const DECIDED_TRIED = 256;
/** So many products that are 0 are looked at again when a condition is assumed. */
const DENIALS_TRIED = 24;

export class Learning {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly bounds: LowerBounds,
  ) {}

  /** What follows from a condition, given what `environment` knows. */
  harvest(environment: Environment, id: NodeId, value: bigint): Facts {
    return harvestFacts({ ...this.knowledge, intervalOf: (inner) => this.knowledge.interval(inner, environment) }, id, value);
  }

  /** Works out what the values that a new environment begins with say together with its facts. */
  spread(environment: Environment, values: Facts['values']): void {
    for (const { node, value } of values) this.learn(environment, node, point(value));
    this.propagate(environment);
    if (this.resolveSelections(environment)) this.propagate(environment);
    if (this.resolveDenials(environment)) this.propagate(environment);
    if (this.resolveMasks(environment)) this.propagate(environment);
  }

  /** What is known to be above 0 is there. @returns whether that told something new. */
  private resolveMasks(environment: Environment): boolean {
    let learnt = false;
    for (const id of [...environment.known.keys()]) {
      const node = nodeAt(this.knowledge.nodes, id);
      if (node.kind !== 'input' || node.mask === undefined || this.knowledge.interval(id, environment).low.n <= 0n) continue;
      if (soleValue(this.knowledge.interval(node.mask, environment)) === 1n) continue;
      this.assumeAlso(environment, node.mask, 1n);
      learnt = true;
    }
    return learnt;
  }

  /** Adds another condition to an environment. */
  private assumeAlso(environment: Environment, id: NodeId, value: bigint): void {
    const facts = this.harvest(environment, id, value);
    environment.impossible ||= facts.contradiction;
    environment.facts.push(...facts.forms);
    environment.denied.push(...facts.denied);
    for (const fact of facts.values) this.learn(environment, fact.node, point(fact.value));
    forgetConclusions(environment);
  }

  /** Looks again at the denied products of this environment and those around it. @returns whether one told something new. */
  private resolveDenials(environment: Environment): boolean {
    let learnt = false;
    let tried = 0;
    for (let at: Environment | undefined = environment; at !== undefined && tried < DENIALS_TRIED; at = at.parent) {
      for (const id of at.denied.slice()) {
        const node = nodeAt(this.knowledge.nodes, id);
        if (node.kind !== 'product' || tried >= DENIALS_TRIED) continue;
        tried++;
        for (const [factor, other] of [
          [node.left, node.right],
          [node.right, node.left],
        ] as const) {
          if (!this.isAffected(factor, environment) || soleValue(this.knowledge.interval(factor, environment)) !== 1n) continue;
          if (soleValue(this.knowledge.interval(other, environment)) === 0n) continue;
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
        const node = nodeAt(this.knowledge.nodes, id);
        const taken = node.kind === 'select' ? soleValue(this.knowledge.interval(node.condition, environment)) : undefined;
        if (node.kind !== 'select' || taken === undefined) continue;
        const arm = this.knowledge.formOf(taken === 1n ? node.whenTrue : node.whenFalse);
        resolved = combineForms(1n, combineForms(1n, resolved, -coefficient, atomForm(id)), coefficient, arm);
      }
      if (resolved !== fact) environment.facts.push(resolved);
    }
    if (environment.facts.length === before) return false;
    forgetConclusions(environment);
    return true;
  }

  /** Derives intervals of the terms of the new facts, and of older facts that share them. */
  private propagate(environment: Environment): void {
    for (let round = 0, learnt = true; learnt && round < ROUNDS && !environment.impossible; round++) {
      learnt = false;
      for (const fact of this.relevantFacts(environment)) {
        const total = this.bounds.plainInterval(fact, environment);
        if (total.high.n < 0n) environment.impossible = true;
        for (const term of fact.terms) {
          // coefficient * node >= -(the rest at its highest)
          const own = scaleInterval(rational(term.coefficient), this.knowledge.interval(term.node, environment));
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
    const before =
      environment.known.get(id) ?? (environment.parent === undefined ? UNKNOWN : this.knowledge.interval(id, environment.parent));
    let after = meet(before, interval);
    if (nodeAt(this.knowledge.nodes, id).type !== 'quotient') after = tighten(after);
    if (isEmpty(after)) environment.impossible = true;
    if (environment.known.has(id) && sameInterval(before, after)) return false;
    if (!environment.known.has(id) && isWithin(before, interval)) return false;
    environment.known.set(id, after);
    forgetConclusions(environment);
    return true;
  }

  /** Whether a fact of this environment can change the interval of the node. */
  isAffected(id: NodeId, environment: Environment): boolean {
    const known = environment.affected.get(id);
    if (known !== undefined) return known;
    let first = Number.POSITIVE_INFINITY;
    for (const node of environment.known.keys()) first = Math.min(first, node);
    for (const fact of environment.facts) for (const term of fact.terms) first = Math.min(first, term.node);
    const decided = this.decidedTerms(environment);
    for (const node of decided) first = Math.min(first, node);
    const visit = (at: NodeId): boolean => {
      if (at < first) return false;
      const done = environment.affected.get(at);
      if (done !== undefined) return done;
      const direct =
        environment.known.has(at) || decided.has(at) || environment.facts.some((fact) => fact.terms.some((term) => term.node === at));
      const result = direct || operandsOf(nodeAt(this.knowledge.nodes, at)).some(visit);
      environment.affected.set(at, result);
      return result;
    };
    return visit(id);
  }

  /** Terms of facts around an environment that also name a flag which is known in it: what was ensured only where that flag is 1 or 0 holds now. */
  private decidedTerms(environment: Environment): ReadonlySet<NodeId> {
    if (environment.decided !== undefined) return environment.decided;
    const found = new Set<NodeId>();
    const flags = new Set([...environment.known.keys()].filter((id) => nodeAt(this.knowledge.nodes, id).type === 'flag'));
    let tried = 0;
    for (let at = environment.parent; at !== undefined && tried < DECIDED_TRIED; at = at.parent) {
      for (const { terms } of at.facts) {
        tried++;
        if (terms.length > 1 && terms.some(({ node }) => flags.has(node))) for (const { node } of terms) found.add(node);
      }
    }
    environment.decided = found;
    return found;
  }
}
