/**
 * The least difference of two nodes that follows from a chain of facts, however long: `a <= b`, `b <= c`, `c <= d` say that `d - a` is not negative.
 *
 * A fact `u - v >= w` is an edge of length w from v to u; the longest path from one node to the other is the bound (Bellman and Ford, from a worklist).
 */
import { add, compare, divide, type Rational, rational } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { Environment } from './environment.js';

/** Facts looked at, and steps taken: a chain of a hundred readings fits; contradicting facts, whose paths grow for ever, end. */
const FACTS_SEEN = 256;
const STEPS = 1024;

interface Edge {
  readonly to: NodeId;
  readonly length: Rational;
}

/** @returns the greatest w for which facts of `environment` and those around it show `to - from >= w`, or undefined where they say nothing. */
export function leastDifference(from: NodeId, to: NodeId, environment: Environment): Rational | undefined {
  const edges = edgesOf(environment);
  const reached = new Map<NodeId, Rational>([[from, rational(0n)]]);
  const waiting = new Set<NodeId>([from]);
  let steps = 0;
  for (const node of waiting) {
    waiting.delete(node);
    const sofar = reached.get(node) ?? rational(0n);
    for (const edge of edges.get(node) ?? []) {
      if (++steps > STEPS) return reached.get(to);
      const length = add(sofar, edge.length);
      const known = reached.get(edge.to);
      if (edge.to === from || (known !== undefined && compare(known, length) >= 0)) continue;
      reached.set(edge.to, length);
      // A set visits what is added while it is gone through, also what had been taken out before.
      waiting.add(edge.to);
    }
  }
  return reached.get(to);
}

function edgesOf(environment: Environment): ReadonlyMap<NodeId, readonly Edge[]> {
  const edges = new Map<NodeId, Edge[]>();
  let seen = 0;
  for (let at: Environment | undefined = environment; at !== undefined && seen < FACTS_SEEN; at = at.parent) {
    for (const { constant, terms } of at.facts) {
      const [a, b] = terms;
      if (a === undefined || b === undefined || terms.length > 2 || a.coefficient !== -b.coefficient) continue;
      const [above, below] = a.coefficient > 0n ? [a, b] : [b, a];
      const length = divide(rational(-constant), rational(above.coefficient));
      const known = edges.get(below.node);
      if (known === undefined) edges.set(below.node, [{ to: above.node, length }]);
      else known.push({ to: above.node, length });
      seen++;
    }
  }
  return edges;
}
