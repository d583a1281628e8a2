/**
 * Pass 5. Core IR -> core IR. Makes every division safe off its path, and sizes it.
 *
 * Before: `divide(n, d)` with d > 0 and a bounded quotient only where its path is taken. After: everywhere, with `divisorMax` and `within`
 * set; where the path alone knew the bounds, the operands are replaced off the path: `divide(guard ? n : 0, guard ? d : 1)`.
 * Off its path a division gives 0 if it may, so that selections like `taken ? quotient : 0` vanish later.
 */
import type { CoreProgram, IntegerInterval, NodeId } from '../core/ast.js';
import { rebuild, remake } from '../core/rebuild.js';
import { Analysis } from '../intervals/analysis.js';
import { integersOf, type Interval, isEmpty } from '../intervals/interval.js';

/** What became of a division, for its remainder. */
interface Guarded {
  readonly quotient: NodeId;
  readonly numerator: NodeId;
  readonly denominator: NodeId;
}

export function guardDivisions(program: CoreProgram): CoreProgram {
  const analysis = new Analysis(program.nodes, program.paths);
  const guarded = new Map<NodeId, Guarded>();
  return rebuild(program, (node, id, rewriting) => {
    const { builder, at, now, guardOf } = rewriting;
    if (node.kind === 'remainder') {
      const { quotient, numerator, denominator } = guarded.get(node.division) ?? {
        quotient: now(node.division),
        numerator: now(node.numerator),
        denominator: now(node.denominator),
      };
      return builder.remainder(quotient, numerator, denominator, at);
    }
    if (node.kind !== 'divide') return remake(node, rewriting);

    const onPath = analysis.pathEnvironment(node.path);
    const anywhere = analysis.pathEnvironment(analysis.anchorOf(node.path));
    const divisor = bounded(analysis.interval(node.denominator, onPath));
    const quotient = bounded(analysis.interval(id, onPath));
    const divisorAnywhere = bounded(analysis.interval(node.denominator, anywhere));
    const quotientAnywhere = bounded(analysis.interval(id, anywhere));
    const guard = guardOf(node.path);
    let [numerator, denominator, within, divisorMax] = [now(node.numerator), now(node.denominator), quotient, divisor.high];

    if (builder.constantOf(guard) === undefined) {
      const keepDivisor = divisorAnywhere.low > 0n && 2 * (bits(divisorAnywhere) - bits(divisor)) <= 1;
      const keepBoth = keepDivisor && bits(quotientAnywhere) <= bits(quotient) + 1;
      if (keepBoth) {
        within = quotientAnywhere;
        divisorMax = divisorAnywhere.high;
      } else {
        const zeroFits = keepDivisor || (quotient.low <= 0n && 0n <= quotient.high);
        const idle = zeroFits ? 0n : quotient.low;
        if (keepDivisor) divisorMax = divisorAnywhere.high;
        else denominator = builder.select(guard, denominator, builder.constant(divisor.low, at), at);
        numerator = builder.select(guard, numerator, builder.constant(idle * divisor.low, at), at);
        within = { low: quotient.low < idle ? quotient.low : idle, high: quotient.high > idle ? quotient.high : idle };
      }
    }
    const made = builder.divide(numerator, denominator, at, within, divisorMax);
    guarded.set(id, { quotient: made, numerator, denominator });
    return made;
  });
}

/** Integer bounds; a path that cannot be taken gets harmless ones. */
function bounded(interval: Interval): IntegerInterval {
  return isEmpty(interval) ? { low: 1n, high: 1n } : integersOf(interval);
}

const bits = ({ low, high }: IntegerInterval): number => (high - low).toString(2).length;
