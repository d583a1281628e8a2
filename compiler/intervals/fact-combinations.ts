/**
 * The lower bound of a longer form by any number of facts together: of shifts that end after they begin and last sixteen hours at most, the hours of all.
 *
 * A linear program says how much of each fact to take away (`multipliersOf`); the bound is then worked out exactly from these multiples.
 */
import { add, divide, multiply, negate, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { Environment } from './environment.js';
import { type Interval, UNKNOWN } from './interval.js';
import { leastOf, type RationalForm, rationalForm } from './linear-bounds.js';
import { type LinearProgram, multipliersOf } from './multipliers.js';

/** Facts looked at, and taken; and the longest form. A clock of thirty shifts fits. */
const FACTS_SEEN = 512;
const FACTS_TAKEN = 160;
export const LONGEST_COMBINED = 64;
/** Facts share terms with the form, or with facts that do. */
const ROUNDS = 2;

/**
 * @param own forms that are not negative because of what the terms are
 * @returns the best lower bound of the form that was found, or undefined where facts have nothing to add
 */
export function combinedLow(
  form: RationalForm,
  own: readonly RationalForm[],
  environment: Environment,
  intervalOf: (id: NodeId) => Interval,
): Rational | undefined {
  const bounds = new Map<NodeId, Interval>();
  const isBounded = (id: NodeId): boolean => {
    const interval = bounds.get(id) ?? intervalOf(id);
    bounds.set(id, interval);
    return interval.low.n > UNKNOWN.low.n && interval.high.n < UNKNOWN.high.n;
  };
  if (![...form.terms.keys()].every(isBounded)) return undefined;
  const facts = factsAbout(form, own, environment, isBounded);
  // One or two facts are tried by other means.
  if (facts.length < 2) return undefined;
  const multipliers = multipliersOf(programOf(form, facts, bounds)).map(nearest);
  if (multipliers.every(({ n }) => n === 0n)) return undefined;

  let low = form.constant;
  const rest = new Map(form.terms);
  facts.forEach((fact, k) => {
    const multiplier = multipliers[k] ?? ZERO;
    if (multiplier.n === 0n) return;
    low = subtract(low, multiply(multiplier, fact.constant));
    for (const [node, coefficient] of fact.terms) {
      rest.set(node, subtract(rest.get(node) ?? ZERO, multiply(multiplier, coefficient)));
    }
  });
  return leastOf({ constant: low, terms: rest }, (node) => bounds.get(node) ?? UNKNOWN);
}

const ZERO = rational(0n);

/** `own`, and facts of this environment and those around it that share terms with the form, the nearest first. */
function factsAbout(
  form: RationalForm,
  own: readonly RationalForm[],
  environment: Environment,
  isBounded: (id: NodeId) => boolean,
): RationalForm[] {
  const seen: { readonly terms: readonly NodeId[]; readonly fact: () => RationalForm }[] = own.map((fact) => ({
    terms: [...fact.terms.keys()],
    fact: () => fact,
  }));
  for (let at: Environment | undefined = environment; at !== undefined && seen.length < FACTS_SEEN; at = at.parent) {
    for (const fact of at.facts)
      if (fact.terms.length > 1) seen.push({ terms: fact.terms.map(({ node }) => node), fact: () => rationalForm(fact) });
  }
  const shared = new Set(form.terms.keys());
  const taken = new Set<(typeof seen)[number]>();
  for (let round = 0; round < ROUNDS; round++) {
    const found = seen.filter((one) => !taken.has(one) && one.terms.some((node) => shared.has(node)));
    for (const one of found) {
      if (taken.size >= FACTS_TAKEN) break;
      if (!one.terms.every(isBounded)) continue;
      taken.add(one);
      for (const node of one.terms) shared.add(node);
    }
  }
  return [...taken].map(({ fact }) => fact());
}

/** Each variable counted from the bound at which the form is least. */
function programOf(form: RationalForm, facts: readonly RationalForm[], bounds: ReadonlyMap<NodeId, Interval>): LinearProgram {
  const boundsOf = (node: NodeId) => bounds.get(node) ?? UNKNOWN;
  const isFalling = (node: NodeId) => (form.terms.get(node)?.n ?? 0n) < 0n;
  const nodes = [...new Set([form, ...facts].flatMap(({ terms }) => [...terms.keys()]))];
  return {
    costs: nodes.map((node) => Math.abs(toNumber(form.terms.get(node) ?? ZERO))),
    widths: nodes.map((node) => toNumber(subtract(boundsOf(node).high, boundsOf(node).low))),
    coefficients: facts.map(({ terms }) => nodes.map((node) => toNumber(terms.get(node) ?? ZERO) * (isFalling(node) ? -1 : 1))),
    lacks: facts.map(({ constant, terms }) => {
      let value = constant;
      for (const [node, coefficient] of terms)
        value = add(value, multiply(coefficient, isFalling(node) ? boundsOf(node).high : boundsOf(node).low));
      return toNumber(negate(value));
    }),
  };
}

const toNumber = (r: Rational): number => Number(r.n) / Number(r.d);

/** The simplest fraction within a billionth of a number that is not negative, by its continued fraction. */
function nearest(value: number): Rational {
  if (!(value > 1e-12) || value > 1e15) return ZERO;
  let before = { n: 1n, d: 0n };
  let now = { n: BigInt(Math.floor(value)), d: 1n };
  let rest = value - Math.floor(value);
  for (let step = 0; step < 24 && rest > 1e-12 && Math.abs(toNumber(now) - value) > 1e-9 * value; step++) {
    rest = 1 / rest;
    const whole = BigInt(Math.floor(rest));
    [before, now] = [now, { n: whole * now.n + before.n, d: whole * now.d + before.d }];
    rest -= Math.floor(rest);
  }
  return divide(rational(now.n), rational(now.d));
}
