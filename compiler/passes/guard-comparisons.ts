/**
 * Pass 5. Core IR -> core IR. Sizes every comparison.
 *
 * Before: `negative(x)` on a path. After: `negative(x)` with `within`, an interval that x never leaves on any path. The interval that only
 * the path knows is narrower but may be used only if x is replaced by a constant off the path (`guard ? x : c`, one multiplication); it is
 * used where it saves more than that. Divisions may already be taken to lie `within` everywhere: the next pass sees to it.
 */
import { CATALOG } from '@clauseproof/circuits/catalog';
import type { CoreProgram, IntegerInterval } from '../core/ast.js';
import { rebuild, remake } from '../core/rebuild.js';
import { analysisOf } from '../intervals/analysis.js';
import { integersOf } from '../intervals/interval.js';

export function guardComparisons(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  return rebuild(program, (node, _, rewriting) => {
    const { builder, at, now, guardOf } = rewriting;
    if (node.kind !== 'negative') return remake(node, rewriting);
    const onPath = analysis.pathEnvironment(node.path);
    const anywhere = around(integersOf(analysis.interval(node.operand, analysis.pathEnvironment(analysis.anchorOf(node.path)))));
    const narrow = onPath.impossible ? { low: -1n, high: 0n } : around(integersOf(analysis.interval(node.operand, onPath)));
    const guard = guardOf(node.path);
    const saved = cost(anywhere) - cost(narrow) - CATALOG.Mux.constraints();
    if (saved <= 0 || builder.constantOf(guard) !== undefined) {
      return builder.negative(now(node.operand), at, node.ties, anywhere);
    }
    const idle = builder.constant(narrow.high, at);
    return builder.negative(builder.select(guard, now(node.operand), idle, at), at, node.ties, narrow);
  });
}

/** The gadget wants an interval around zero. */
const around = ({ low, high }: IntegerInterval): IntegerInterval => ({ low: low < 0n ? low : 0n, high: high > 0n ? high : 0n });

/** A difference too wide for the gadget is reported by `check-magnitude`; until then it counts as very dear. */
function cost({ low, high }: IntegerInterval): number {
  const wide = (value: bigint) => value.toString(2).length > 251;
  return wide(low) || wide(high) ? 1000 : CATALOG.LessThan.constraints(low, high);
}
