/**
 * Which gadget checks the range of each input leaf. A plain range is one; but the digits of a range can answer comparisons as well:
 *
 *   - with constants: `Thresholds` tells in which stretch between them the leaf lies, for one constraint a constant;
 *   - with multiples of a step (`t > 1000 * limit`): `QuotientRange` gives the leaf in steps, and the comparison needs that many digits fewer.
 *
 * Chosen by cost, leaf by leaf; what a comparison means is the same either way.
 */
import { CATALOG } from '@clauseproof/circuits/catalog';
import { type CoreNode, type CoreProgram, type Form, type IntegerInterval, type NodeId, nodeAt } from '../core/ast.js';
import { atomForm, floorDivide, gcd } from '../core/form.js';
import { Assertions } from './asserted.js';

export type LeafCheck =
  | { readonly kind: 'thresholds'; readonly bounds: readonly bigint[] }
  | { readonly kind: 'quotient'; readonly divisor: bigint; readonly up: boolean };

/** A comparison with the quotient of a leaf in place of the leaf: `form` counts the terms but the leaf's, in steps of the divisor. */
export interface QuotientComparison {
  readonly leaf: number;
  readonly sign: bigint;
  readonly rest: Form;
  readonly within: IntegerInterval;
}

export interface LeafChecks {
  /** Of the leaves that have one; all others have a plain range. */
  readonly checks: ReadonlyMap<number, LeafCheck>;
  readonly quotients: ReadonlyMap<NodeId, QuotientComparison>;
}

type Negative = Extract<CoreNode, { kind: 'negative' }>;

export const NO_CHECKS: LeafChecks = { checks: new Map(), quotients: new Map() };

export function chooseLeafChecks(program: CoreProgram): LeafChecks {
  const checks = new Map<number, LeafCheck>();
  const quotients = new Map<NodeId, QuotientComparison>();
  const needed = new Assertions(program).valuesNeeded();
  const comparisons = new Map<number, Alone[]>();
  const inSteps = new Map<number, Map<string, InSteps[]>>();
  for (const [id, node] of program.nodes.entries()) {
    if (!needed.has(id) || (node.kind !== 'negative' && node.kind !== 'zero')) continue;
    const form = formOf(program, node.operand);
    const alone = comparesAlone(program, node, form);
    if (alone !== undefined) comparisons.set(alone.leaf, [...(comparisons.get(alone.leaf) ?? []), alone]);
    if (node.kind !== 'negative') continue;
    for (const found of comparesInSteps(program, id, node, form)) {
      const groups = inSteps.get(found.comparison.leaf) ?? new Map<string, InSteps[]>();
      const key = `${found.divisor} ${found.up}`;
      groups.set(key, [...(groups.get(key) ?? []), found]);
      inSteps.set(found.comparison.leaf, groups);
    }
  }
  for (const [leaf, size] of program.leafSizes.entries()) {
    const { bounds, saved } = bestBounds(size, comparisons.get(leaf) ?? []);
    const steps = bestSteps(size, (inSteps.get(leaf) ?? new Map()).values(), quotients);
    const [first] = steps.group;
    if (steps.saved > saved && first !== undefined) {
      checks.set(leaf, { kind: 'quotient', divisor: first.divisor, up: first.up });
      for (const { id, comparison } of steps.group) quotients.set(id, comparison);
    } else if (saved > 0) checks.set(leaf, { kind: 'thresholds', bounds });
  }
  return { checks, quotients };
}

/** The bounds that decide a comparison of a leaf alone, and what the comparison costs without them. */
interface Alone {
  readonly leaf: number;
  readonly kind: 'negative' | 'zero';
  readonly bounds: readonly bigint[];
  readonly cost: number;
}

function comparesAlone(program: CoreProgram, node: Extract<CoreNode, { kind: 'negative' | 'zero' }>, form: Form): Alone | undefined {
  const found = leafAlone(program, form);
  if (found === undefined) return undefined;
  const { leaf, edge, size } = found;
  if (node.kind === 'negative') {
    if (edge <= 0n || edge > size) return undefined;
    return { leaf, kind: 'negative', bounds: [edge], cost: costOfComparison(node.within ?? { low: -edge, high: size - edge }) };
  }
  if (edge < 0n || edge > size) return undefined;
  const bounds = [edge, edge + 1n].filter((bound) => bound > 0n && bound <= size);
  return { leaf, kind: 'zero', bounds, cost: size === 2n ? 1 : CATALOG.IsZero.constraints() };
}

/** `leaf - edge`, of a leaf that is no flag. */
export function leafAlone(program: CoreProgram, form: Form): { leaf: number; edge: bigint; size: bigint } | undefined {
  const [term, more] = form.terms;
  if (term === undefined || more !== undefined || term.coefficient !== 1n) return undefined;
  const node = nodeAt(program.nodes, term.node);
  return node.kind === 'input' && node.size > 1n ? { leaf: node.leaf, edge: -form.constant, size: node.size } : undefined;
}

/** The bounds that are worth their constraints: those of comparisons, and those of equalities as well if they pay off. */
function bestBounds(size: bigint, found: readonly Alone[]): { bounds: readonly bigint[]; saved: number } {
  let best: { bounds: readonly bigint[]; saved: number } = { bounds: [], saved: 0 };
  for (const chosen of [found.filter(({ kind }) => kind === 'negative'), found]) {
    const bounds = [...new Set(chosen.flatMap((one) => one.bounds))].sort((a, b) => (a < b ? -1 : 1));
    if (bounds.length === 0) continue;
    const answered = found.filter((one) => one.bounds.every((bound) => bounds.includes(bound)));
    const before = answered.reduce((sum, { cost }) => sum + cost, CATALOG.ExactRange.constraints(size));
    const saved = before - CATALOG.Thresholds.constraints(size, bounds.length, bounds);
    if (saved > best.saved) best = { bounds, saved };
  }
  return best;
}

interface InSteps {
  readonly id: NodeId;
  readonly divisor: bigint;
  readonly up: boolean;
  readonly saved: number;
  readonly comparison: QuotientComparison;
}

/**
 * The leaves that a comparison could look at in steps. With d = s t + k Y + c for a leaf t, s = 1 or -1: d < 0 says the same as floor(d / k) < 0, and
 * floor(d / k) is s * quotient + Y + a constant where c is a multiple of k or one less.
 */
function comparesInSteps(program: CoreProgram, id: NodeId, node: Negative, form: Form): InSteps[] {
  const { within } = node;
  if (within === undefined || form.terms.length < 2) return [];
  return form.terms.flatMap(({ node: at, coefficient: sign }) => {
    const leaf = nodeAt(program.nodes, at);
    if (leaf.kind !== 'input' || leaf.mask !== undefined || (sign !== 1n && sign !== -1n)) return [];
    const others = form.terms.filter((term) => term.node !== at);
    const divisor = others.reduce((common, { coefficient }) => gcd(common, coefficient), 0n);
    // A leaf of one value has no steps.
    if (divisor < 2n || leaf.size === 0n || leaf.size % divisor !== 0n) return [];
    const ending = form.constant - divisor * floorDivide(form.constant, divisor);
    if (ending !== 0n && ending !== divisor - 1n) return [];
    // s t + c rounds down with t for s = 1 and c = 0 or s = -1 and c = -1, else up.
    const up = (sign === 1n) !== (ending === 0n);
    const narrow = { low: floorDivide(within.low, divisor), high: floorDivide(within.high, divisor) };
    const constant = ending === 0n ? form.constant / divisor : (form.constant + 1n) / divisor - 1n;
    const terms = others.map((term) => ({ ...term, coefficient: term.coefficient / divisor }));
    const comparison = { leaf: leaf.leaf, sign, rest: { constant, terms }, within: narrow };
    return [{ id, divisor, up, saved: costOfComparison(within) - costOfComparison(narrow), comparison }];
  });
}

/** The group of comparisons in the same steps that saves most; comparisons that another leaf has taken are not in it. */
function bestSteps(
  size: bigint,
  groups: Iterable<readonly InSteps[]>,
  taken: ReadonlyMap<NodeId, QuotientComparison>,
): { group: readonly InSteps[]; saved: number } {
  let best: { group: readonly InSteps[]; saved: number } = { group: [], saved: 0 };
  for (const all of groups) {
    const group = all.filter(({ id }) => !taken.has(id));
    const [first] = group;
    if (first === undefined) continue;
    const dearer = CATALOG.QuotientRange.constraints(first.divisor, size / first.divisor, 0n) - CATALOG.ExactRange.constraints(size);
    const saved = group.reduce((sum, one) => sum + one.saved, -dearer);
    if (saved > best.saved) best = { group, saved };
  }
  return best;
}

function formOf(program: CoreProgram, id: NodeId): Form {
  const node = nodeAt(program.nodes, id);
  return node.kind === 'linear' ? node.form : atomForm(id);
}

const costOfComparison = ({ low, high }: IntegerInterval): number =>
  CATALOG.LessThan.constraints(low < 0n ? low : 0n, high > 0n ? high : 0n);
