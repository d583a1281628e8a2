/**
 * Nodes that a selection is never above, or never below, whatever its condition: the smaller of two values is below both, and a selection is below
 * whatever both its arms are below. So a date that a loop makes earlier and earlier is known to be no later than it began.
 *
 * True of the values as they are computed, on every path: nothing here is known of a path alone.
 */
import { type CoreNode, type NodeId, nodeAt } from '../core/ast.js';
import type { Side } from './linear-bounds.js';

type Select = Extract<CoreNode, { kind: 'select' }>;

/** The nearest and the farthest of a chain are kept. */
const KEPT = 4;
const NONE: readonly NodeId[] = [];

export class OrderedBounds {
  private readonly known: Record<Side, (readonly NodeId[])[]> = { lower: [], upper: [] };

  constructor(
    private readonly nodes: readonly CoreNode[],
    private readonly extremumKind: (node: Select) => 'min' | 'max' | undefined,
  ) {}

  /** `nodes` may have grown since the last call. */
  of(id: NodeId, side: Side): readonly NodeId[] {
    const { lower, upper } = this.known;
    // In order, so that there is no recursion.
    for (let next = lower.length; next <= id; next++) {
      const node = nodeAt(this.nodes, next);
      const kind = node.kind === 'select' ? this.extremumKind(node) : undefined;
      lower.push(node.kind === 'select' ? bounds(node, kind === 'max', lower) : NONE);
      upper.push(node.kind === 'select' ? bounds(node, kind === 'min', upper) : NONE);
    }
    return this.known[side][id] ?? NONE;
  }
}

/** `either`: what bounds one arm bounds the selection; otherwise it must bound both. */
function bounds({ whenTrue, whenFalse }: Select, either: boolean, known: readonly (readonly NodeId[])[]): readonly NodeId[] {
  const ofTrue = [whenTrue, ...(known[whenTrue] ?? NONE)];
  const ofFalse = [whenFalse, ...(known[whenFalse] ?? NONE)];
  const found = either ? [...new Set([...ofTrue, ...ofFalse])].sort((a, b) => b - a) : ofTrue.filter((id) => ofFalse.includes(id));
  return found.length <= 2 * KEPT ? found : [...found.slice(0, KEPT), ...found.slice(-KEPT)];
}
