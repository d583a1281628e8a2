/**
 * Pass 5. Core IR -> core IR. Sizes every comparison.
 *
 * Before: `negative(x)` on a path. After: `negative(x)` with `within`, an interval that x never leaves on any path. The interval that only
 * the path knows is narrower but may be used only if x is replaced by a constant off the path (`guard ? x : c`, one multiplication); it is
 * used where it saves more than that. Ties are settled: from here on 0 is not negative. Divisions may already be taken to lie `within` everywhere: the next pass sees to it.
 */
import { CATALOG } from '@clauseproof/circuits/catalog';
import { type CoreNode, type CoreProgram, type IntegerInterval, type NodeId, nodeAt, operandsOf } from '../core/ast.js';
import { formKey } from '../core/form.js';
import { rebuild, remake } from '../core/rebuild.js';
import { analysisOf } from '../intervals/analysis.js';
import { integersOf } from '../intervals/interval.js';

export function guardComparisons(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  const shared = repeatedSubjects(program);
  return rebuild(program, (node, _, rewriting) => {
    const { builder, at, now, guardOf } = rewriting;
    if (node.kind !== 'negative') return remake(node, rewriting);
    const onPath = analysis.pathEnvironment(node.path);
    const anywhere = around(integersOf(analysis.interval(node.operand, analysis.pathEnvironment(analysis.anchorOf(node.path)))));
    const narrow = onPath.impossible ? { low: -1n, high: 0n } : around(integersOf(analysis.interval(node.operand, onPath)));
    const guard = guardOf(node.path);
    const saved = cost(anywhere) - cost(narrow) - CATALOG.Mux.constraints() - productsIn(builder.nodes, guard);
    if (saved <= 0 || shared.has(subjectOf(program, node)) || builder.constantOf(guard) !== undefined) {
      return builder.negative(now(node.operand), at, false, anywhere);
    }
    const idle = builder.constant(narrow.high, at);
    return builder.negative(builder.select(guard, now(node.operand), idle, at), at, false, narrow);
  });
}

/** Comparisons that occur on several paths become one later, unless one of them is changed. */
function repeatedSubjects(program: CoreProgram): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const node of program.nodes) {
    if (node.kind !== 'negative') continue;
    const subject = subjectOf(program, node);
    if (seen.has(subject)) repeated.add(subject);
    seen.add(subject);
  }
  return repeated;
}

function subjectOf(program: CoreProgram, node: Extract<CoreNode, { kind: 'negative' }>): string {
  const operand = nodeAt(program.nodes, node.operand);
  return operand.kind === 'linear' ? formKey(operand.form) : `node ${node.operand}`;
}

/** Multiplications that a guard is made of. They may be needed anyway, but that is not known here. */
function productsIn(nodes: readonly CoreNode[], guard: NodeId): number {
  const seen = new Set<NodeId>();
  const visit = (id: NodeId): number => {
    const node = nodeAt(nodes, id);
    if (seen.has(id) || node.type !== 'flag' || node.kind === 'negative' || node.kind === 'zero') return 0;
    seen.add(id);
    return operandsOf(node).reduce((sum, operand) => sum + visit(operand), node.kind === 'product' ? 1 : 0);
  };
  return visit(guard);
}

/** The gadget wants an interval around zero. */
const around = ({ low, high }: IntegerInterval): IntegerInterval => ({ low: low < 0n ? low : 0n, high: high > 0n ? high : 0n });

/** A difference too wide for the gadget is reported by `check-magnitude`; until then it counts as very dear. */
function cost({ low, high }: IntegerInterval): number {
  const wide = (value: bigint) => value.toString(2).length > 251;
  return wide(low) || wide(high) ? 1000 : CATALOG.LessThan.constraints(low, high);
}
