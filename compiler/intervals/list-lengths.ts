/**
 * How the length of a list relates to the flags that say which elements there are: their sum is the length. So what is counted or added up over the
 * elements can be compared with how many there are: a percentage of readings, a mean.
 */
import { add, negate, rational } from '@clauseproof/protocol/rational';
import { type CoreNode, type NodeId, nodeAt } from '../core/ast.js';
import { combineForms, scaleForm } from '../core/form.js';
import type { Interval } from './interval.js';
import { type Knowledge, type RationalForm, rationalForm, scaled, shifted } from './linear-bounds.js';

export class ListLengths {
  /** For each input the nodes `input < k`, by k. */
  private readonly below = new Map<NodeId, Map<bigint, NodeId>>();
  private readonly masks = new Set<NodeId>();
  private seen = 0;

  constructor(private readonly nodes: readonly CoreNode[]) {}

  /** Whether a node is an input that is compared with each of its values, as the length of a list is. `nodes` may have grown since the last call. */
  isLength(id: NodeId): boolean {
    for (; this.seen < this.nodes.length; this.seen++) this.look(this.seen);
    const node = nodeAt(this.nodes, id);
    if (node.kind !== 'input' || node.size === 0n) return false;
    // Of a list with one element more or less the length is itself the flag.
    return this.flagsOf(id).length > 0 || (node.size === 1n && this.masks.has(id));
  }

  /** The nodes `length < k` for every value k above 0; none if one is missing. */
  private flagsOf(length: NodeId): NodeId[] {
    const node = nodeAt(this.nodes, length);
    const known = this.below.get(length);
    if (node.kind !== 'input' || known === undefined || BigInt(known.size) !== node.size) return [];
    return [...known.values()].sort((a, b) => a - b);
  }

  private look(id: NodeId): void {
    const node = nodeAt(this.nodes, id);
    if (node.kind === 'input' && node.mask !== undefined) this.masks.add(node.mask);
    const compared = node.kind === 'negative' ? nodeAt(this.nodes, node.operand) : undefined;
    if (compared?.kind !== 'linear') return;
    const [term, more] = compared.form.terms;
    const input = term === undefined || more !== undefined || term.coefficient !== 1n ? undefined : nodeAt(this.nodes, term.node);
    if (term === undefined || input?.kind !== 'input') return;
    const bound = -compared.form.constant;
    if (bound < 1n || bound > input.size) return;
    const known = this.below.get(term.node) ?? new Map<bigint, NodeId>();
    this.below.set(term.node, known.set(bound, id));
  }

  /** Forms that are not negative: the length is at most, and at least, the number of elements that are there. */
  relationsOf(length: NodeId): RationalForm[] {
    const flags = this.flagsOf(length);
    if (flags.length === 0) return [];
    const missing = flags.map((node) => ({ node, coefficient: 1n }));
    const count = combineForms(1n, { constant: -BigInt(flags.length), terms: missing }, 1n, {
      constant: 0n,
      terms: [{ node: length, coefficient: 1n }],
    });
    return [rationalForm(count), rationalForm(scaleForm(-1n, count))];
  }
}

/** How a value that is 0 where an element is not there relates to the flag that says so. */
export function relationsToPresence({ nodes, formOf, intervalOf }: Knowledge, id: NodeId): RationalForm[] {
  const node = nodeAt(nodes, id);
  const own = rationalForm({ constant: 0n, terms: [{ node: id, coefficient: 1n }] });
  const within = ({ low, high }: Interval, flag: NodeId): RationalForm[] => {
    const there = rationalForm(formOf(flag));
    return [sumOf(scaled(there, high), scaled(own, rational(-1n))), sumOf(own, scaled(there, negate(low)))].filter(tells);
  };
  if (node.kind === 'input' && node.mask !== undefined) return within(intervalOf(id), node.mask);
  if (node.kind === 'product' && node.type === 'flag') return [node.left, node.right].flatMap((flag) => within(intervalOf(id), flag));
  if (node.kind !== 'select') return [];
  const isZero = (arm: NodeId) => {
    const value = nodeAt(nodes, arm);
    return value.kind === 'constant' && value.value === 0n;
  };
  const { low, high } = intervalOf(id);
  if (isZero(node.whenFalse)) return within({ low, high }, node.condition);
  if (!isZero(node.whenTrue)) return [];
  const absent = rationalForm(formOf(node.condition));
  const there = shifted(scaled(absent, rational(-1n)), rational(1n));
  return [sumOf(scaled(there, high), scaled(own, rational(-1n))), sumOf(own, scaled(there, negate(low)))].filter(tells);
}

/** A form of one term is a bound, and known as such. */
const tells = ({ terms }: RationalForm): boolean => terms.size > 1;

/** The sum of two forms that share no terms. */
const sumOf = (a: RationalForm, b: RationalForm): RationalForm => ({
  constant: add(a.constant, b.constant),
  terms: new Map([...a.terms, ...b.terms]),
});
