/**
 * Lower bounds of linear forms: from `F >= 0` and `L - k F >= c` follows `L >= c`, for each k that cancels a term of L; terms are also replaced by forms
 * that bound them. Upper bounds are lower bounds of what is negated.
 */
import { add, divide, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import { type Form, type NodeId, nodeAt } from '../core/ast.js';
import { leastDifference } from './difference-chains.js';
import type { Environment, Knowledge } from './environment.js';
import { combinedLow, LONGEST_COMBINED } from './fact-combinations.js';
import { addInterval, greatest, type Interval, point, scaleInterval, UNKNOWN } from './interval.js';
import { leastOf, linearBounds, type RationalForm, rationalForm, substituted } from './linear-bounds.js';
import type { OrderedBounds } from './ordered-bounds.js';

const FACT_STEPS = 2;
/** Longer sums are looked at as they stand. */
const LONG_FORM = 24;
/** So many terms of a form are replaced by what bounds them. */
const RELAXATIONS = 2;
/** Only the nearest facts about a term are tried; more costs time and has not helped on the examples. */
export const FACTS_TRIED = 12;

const UNBOUNDED_LOW = UNKNOWN.low;

export class LowerBounds {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly ordered: OrderedBounds,
    /** Forms that are not negative because of what the terms of a form are. */
    private readonly relations: (terms: ReadonlyMap<NodeId, Rational>, environment: Environment) => readonly RationalForm[],
  ) {}

  plainInterval(form: Form, environment: Environment): Interval {
    return form.terms.reduce(
      (sum, term) => addInterval(sum, scaleInterval(rational(term.coefficient), this.knowledge.interval(term.node, environment))),
      point(form.constant),
    );
  }

  /** A lower bound of a form: the plain one, or one reached by subtracting multiples of facts. */
  raisedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment, steps = FACT_STEPS): Rational {
    const intervalOf = (id: NodeId) => this.knowledge.interval(id, environment);
    let best = leastOf({ constant, terms }, intervalOf);
    best = greatest(best, this.maskedLow(terms, constant, environment));
    if (steps === FACT_STEPS && terms.size > 1 && terms.size <= LONGEST_COMBINED) {
      const own = this.relations(terms, environment);
      // Two terms are compared by other means, unless one is the length of a list.
      const combined = terms.size > 2 || own.length > 0 ? combinedLow({ constant, terms }, own, environment, intervalOf) : undefined;
      best = greatest(best, combined ?? UNBOUNDED_LOW);
    }
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
    return best.n < 0n && steps === FACT_STEPS ? greatest(best, this.chainedLow(terms, constant, environment)) : best;
  }

  /** The lower bound of a multiple of a difference of two nodes, from a chain of facts of any length. */
  private chainedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment): Rational {
    const [a, b] = terms;
    if (a === undefined || b === undefined || terms.size > 2 || add(a[1], b[1]).n !== 0n) return UNBOUNDED_LOW;
    const [above, below] = a[1].n > 0n ? [a, b] : [b, a];
    const least = leastDifference(below[0], above[0], environment);
    return least === undefined ? UNBOUNDED_LOW : add(constant, multiply(above[1], least));
  }

  /** The lower bound with terms replaced by linear forms that bound them, where that lets something cancel. */
  private relaxedLow(terms: ReadonlyMap<NodeId, Rational>, constant: Rational, environment: Environment, depth: number): Rational {
    let best = UNBOUNDED_LOW;
    if (terms.size < 2) return best;
    const knowledge = {
      ...this.knowledge,
      intervalOf: (id: NodeId) => this.knowledge.interval(id, environment),
    };
    for (const [id, coefficient] of terms) {
      const side = coefficient.n > 0n ? 'lower' : 'upper';
      const arms = this.ordered.of(id, side).map((arm) => rationalForm(this.knowledge.formOf(arm)));
      for (const bound of [...arms, ...linearBounds(knowledge, id, side)]) {
        if (![...bound.terms.keys()].some((inner) => inner !== id && terms.has(inner))) continue;
        const rest = substituted(terms, constant, id, bound);
        let low = rest.constant;
        for (const [node, factor] of rest.terms) low = add(low, scaleInterval(factor, this.knowledge.interval(node, environment)).low);
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
      const node = nodeAt(this.knowledge.nodes, id);
      if (node.kind !== 'input' || node.mask === undefined || coefficient.n >= 0n) continue;
      rest ??= new Map(terms);
      rest.delete(id);
      const bound = multiply(coefficient, this.knowledge.interval(id, environment).high);
      const mask = this.knowledge.formOf(node.mask);
      constant = add(constant, multiply(bound, rational(mask.constant)));
      for (const term of mask.terms)
        rest.set(term.node, add(rest.get(term.node) ?? rational(0n), multiply(bound, rational(term.coefficient))));
    }
    let low = constant;
    for (const [node, coefficient] of rest ?? [])
      low = add(low, scaleInterval(coefficient, this.knowledge.interval(node, environment)).low);
    return rest === undefined ? UNBOUNDED_LOW : low;
  }
}
