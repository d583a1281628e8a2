/**
 * Pass 2. Core IR -> core IR. Replaces every node that can have only one value on its path by that constant.
 *
 * Before: `if (x < 10) { ... x < 20 ... }` holds two comparisons. After: the inner one is 1.
 * Writes the proven sign of every divisor beside it: what a condition that vanishes here said may be known no longer to later passes.
 * Sound because off its path a node may have any determined value, and a constant is one.
 */
import type { CoreProgram, Sign } from '../core/ast.js';
import { rebuild, remake } from '../core/rebuild.js';
import { analysisOf } from '../intervals/analysis.js';
import { type Interval, soleValue } from '../intervals/interval.js';

export function foldConditions(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  return rebuild(program, (node, id, rewriting) => {
    if (node.kind === 'input') return remake(node, rewriting);
    const environment = analysis.pathEnvironment(node.path);
    // Nothing gets to an impossible path: what stands there may be anything.
    const value = environment.impossible ? 0n : soleValue(analysis.interval(id, environment));
    if (value !== undefined) return rewriting.builder.constant(value, rewriting.at);
    const { builder, at, now } = rewriting;
    if (node.kind === 'quotient')
      return builder.quotient(now(node.numerator), now(node.denominator), at, signOf(analysis.interval(node.denominator, environment)));
    if (node.kind === 'modulo')
      return builder.modulo(now(node.dividend), now(node.divisor), at, signOf(analysis.interval(node.divisor, environment)));
    return remake(node, rewriting);
  });
}

/** @throws Error when neither sign is proven: `check-ranges` refuses such a program. */
function signOf({ low, high }: Interval): Sign {
  if (low.n > 0n) return 1n;
  if (high.n < 0n) return -1n;
  throw new Error('internal error: a divisor without a sign');
}
