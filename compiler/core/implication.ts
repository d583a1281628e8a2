/**
 * Which flags follow from which, by their form alone: `x > 5` from `x > 7`, the presence of a value from any of its values but the one that
 * zeros stand for. So `present(x) && x > 5` needs no product.
 *
 * Reads masks (see `CoreNode`): what follows holds for inputs whose absent parts are zeros, as every circuit demands.
 */
import { type CoreNode, type Form, type NodeId, nodeAt } from './ast.js';

/** How deep flags are looked into. */
const DEPTH = 6;

/** The flag is 1 exactly where low <= atom <= high. */
interface Threshold {
  readonly atom: NodeId;
  readonly low?: bigint;
  readonly high?: bigint;
}

/** Whether flag `a` is 1 only where flag `b` is. */
export function implies(nodes: readonly CoreNode[], a: NodeId, b: NodeId, depth = DEPTH): boolean {
  if (a === b) return true;
  if (depth === 0) return false;
  const [notA, notB] = [negatedFlag(nodes, a), negatedFlag(nodes, b)];
  if (notA !== undefined && notB !== undefined && implies(nodes, notB, notA, depth - 1)) return true;
  const node = nodeAt(nodes, a);
  if (node.kind === 'product') return implies(nodes, node.left, b, depth - 1) || implies(nodes, node.right, b, depth - 1);
  if (node.kind === 'input') return node.mask !== undefined && implies(nodes, node.mask, b, depth - 1);
  const [own, other] = [thresholdOf(nodes, a), thresholdOf(nodes, b)];
  if (own === undefined) return false;
  if (own.atom === other?.atom && isInside(own, other)) return true;
  const atom = nodeAt(nodes, own.atom);
  if (atom.kind !== 'input' || atom.mask === undefined || holdsAtZero(own)) return false;
  return implies(nodes, atom.mask, b, depth - 1);
}

/** Whether two flags are never 1 at once. */
export function excludes(nodes: readonly CoreNode[], a: NodeId, b: NodeId): boolean {
  const notB = negatedFlag(nodes, b);
  if (notB !== undefined && implies(nodes, a, notB)) return true;
  const [own, other] = [thresholdOf(nodes, a), thresholdOf(nodes, b)];
  if (own === undefined || own.atom !== other?.atom) return false;
  const isBelow = (x: Threshold, y: Threshold) => x.high !== undefined && y.low !== undefined && x.high < y.low;
  return isBelow(own, other) || isBelow(other, own);
}

/** The flag of which `id` is `1 - flag`. */
function negatedFlag(nodes: readonly CoreNode[], id: NodeId): NodeId | undefined {
  const node = nodeAt(nodes, id);
  const [term, more] = node.kind === 'linear' && node.form.constant === 1n ? node.form.terms : [];
  if (term === undefined || more !== undefined || term.coefficient !== -1n) return undefined;
  return nodeAt(nodes, term.node).type === 'flag' ? term.node : undefined;
}

function thresholdOf(nodes: readonly CoreNode[], id: NodeId): Threshold | undefined {
  const inner = negatedFlag(nodes, id);
  const node = nodeAt(nodes, inner ?? id);
  if (node.kind !== 'negative' && node.kind !== 'zero') return undefined;
  const operand = nodeAt(nodes, node.operand);
  if (operand.type === 'quotient' || (node.kind === 'negative' && node.ties)) return undefined;
  const form: Form = operand.kind === 'linear' ? operand.form : { constant: 0n, terms: [{ node: node.operand, coefficient: 1n }] };
  const [term, more] = form.terms;
  // Comparisons are kept with a leading 1.
  if (term === undefined || more !== undefined || term.coefficient !== 1n) return undefined;
  const edge = -form.constant;
  if (node.kind === 'zero') return inner === undefined ? { atom: term.node, low: edge, high: edge } : undefined;
  return inner === undefined ? { atom: term.node, high: edge - 1n } : { atom: term.node, low: edge };
}

const isInside = (inner: Threshold, outer: Threshold): boolean =>
  (outer.low === undefined || (inner.low !== undefined && inner.low >= outer.low)) &&
  (outer.high === undefined || (inner.high !== undefined && inner.high <= outer.high));

const holdsAtZero = ({ low, high }: Threshold): boolean => (low === undefined || low <= 0n) && (high === undefined || high >= 0n);
