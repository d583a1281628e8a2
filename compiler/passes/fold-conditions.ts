/**
 * Pass 2. Core IR -> core IR. Replaces every node that can have only one value on its path by that constant.
 *
 * Before: `if (x < 10) { ... x < 20 ... }` holds two comparisons. After: the inner one is 1.
 * Sound because off its path a node may have any determined value, and a constant is one.
 */
import type { CoreProgram } from '../core/ast.js';
import { rebuild, remake } from '../core/rebuild.js';
import { analysisOf } from '../intervals/analysis.js';
import { soleValue } from '../intervals/interval.js';

export function foldConditions(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  return rebuild(program, (node, id, rewriting) => {
    if (node.kind === 'input') return remake(node, rewriting);
    const environment = analysis.pathEnvironment(node.path);
    // Nothing gets to an impossible path: what stands there may be anything.
    const value = environment.impossible ? 0n : soleValue(analysis.interval(id, environment));
    return value === undefined ? remake(node, rewriting) : rewriting.builder.constant(value, rewriting.at);
  });
}
