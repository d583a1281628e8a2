/**
 * Pass 9. Core IR -> core IR, the same nodes. Gives every comparison the interval of its operand in the final program.
 *
 * Before: `within` is what held before selections were folded. After: what holds now, on every path, given only the ensures that stand before
 * the first use of the comparison. Those are constraints; nothing else may size a gadget.
 */
import type { CoreProgram, IntegerInterval, NodeId } from '../core/ast.js';
import { nodeAt, operandsOf, pathAt } from '../core/ast.js';
import { analysisOf } from '../intervals/analysis.js';
import type { Environment } from '../intervals/environment.js';
import { integersOf, isEmpty } from '../intervals/interval.js';

export function sizeComparisons(program: CoreProgram): CoreProgram {
  const environments = environmentsOfNodes(program);
  const analysis = analysisOf(program);
  const nodes = program.nodes.map((node, id) => {
    if (node.kind !== 'negative') return node;
    const interval = analysis.interval(node.operand, environments.get(id) ?? analysis.root);
    const within = isEmpty(interval) ? (node.within ?? { low: -1n, high: 0n }) : around(integersOf(interval));
    return { ...node, within };
  });
  return { ...program, nodes };
}

/**
 * What is known when a node is first needed: the unconditional ensures before it. The order is that of `constraintsFromCore`: ensures first,
 * then outputs.
 */
export function environmentsOfNodes(program: CoreProgram): Map<NodeId, Environment> {
  const analysis = analysisOf(program);
  const found = new Map<NodeId, Environment>();
  let environment = analysis.root;
  const reach = (from: NodeId): void => {
    const pending = [from];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.set(id, environment);
      pending.push(...operandsOf(nodeAt(program.nodes, id)));
    }
  };
  for (const ensure of program.ensures) {
    const { guard } = pathAt(program.paths, ensure.path);
    reach(guard);
    reach(ensure.condition);
    const always = nodeAt(program.nodes, guard);
    if (always.kind === 'constant' && always.value === 1n) environment = analysis.assume(environment, ensure.condition, 1n, 0);
  }
  for (const output of program.outputs) reach(output.node);
  return found;
}

/** The gadget wants an interval around zero. */
const around = ({ low, high }: IntegerInterval): IntegerInterval => ({ low: low < 0n ? low : 0n, high: high > 0n ? high : 0n });
