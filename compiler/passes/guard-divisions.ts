/**
 * Pass 6. Core IR -> core IR without paths. Makes every division safe off its path, and sizes it.
 *
 * Before: `divide(n, d)` with d > 0 and a bounded quotient only where its path is taken. After: everywhere, with `divisorMax` and `within`
 * set; where the path alone knew the bounds, the operands are replaced off the path: `divide(guard ? n : 0, guard ? d : 1)`.
 * Off its path a division gives 0 if it may, so that selections like `taken ? quotient : 0` vanish later.
 * Stands behind `guard-comparisons`: that pass changes what comparisons give off their path, and a divisor such as max(x, 1) is positive
 * everywhere only as long as its comparison is right everywhere. Afterwards no node needs its path.
 */
import { type CoreProgram, type IntegerInterval, type NodeId, type PathId, pathAt, ROOT } from '../core/ast.js';
import { type RewriteRule, rebuild, remake } from '../core/rebuild.js';
import { Analysis, analysisOf } from '../intervals/analysis.js';
import type { Environment } from '../intervals/environment.js';
import { type Interval, integersOf, isEmpty } from '../intervals/interval.js';
import { roundInterval } from '../intervals/rounding.js';

/** What became of a division, for its remainder. */
interface Guarded {
  readonly quotient: NodeId;
  readonly numerator: NodeId;
  readonly denominator: NodeId;
}

export function guardDivisions(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  const guarded = new Map<NodeId, Guarded>();
  let made: Analysis | undefined;
  const guardNode: RewriteRule = (node, id, rewriting) => {
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
    // check-ranges has proven every divisor; that proof may be beyond what the integers show after a long way, but it stands.
    const divisor = positive(bounded(analysis.interval(node.denominator, onPath)));
    const quotient = bounded(analysis.interval(id, onPath));
    // Nothing gets here, so no sign was proven.
    if (onPath.impossible) {
      const zero = builder.constant(0n, at);
      guarded.set(id, { quotient: zero, numerator: zero, denominator: builder.constant(1n, at) });
      return zero;
    }
    const guard = guardOf(node.path);
    let [numerator, denominator, divisorMax] = [now(node.numerator), now(node.denominator), divisor.high];

    if (builder.constantOf(guard) === undefined) {
      // Asked of the new program: off their paths, divisions guarded before this one are no longer what they were.
      made ??= new Analysis(builder.nodes, builder.paths);
      const anywhere = anchorEnvironment(made, program, analysis.anchorOf(node.path), now);
      const divisorAnywhere = bounded(made.interval(denominator, anywhere));
      const quotientAnywhere = bounded(roundInterval(made.quotientInterval(numerator, denominator, anywhere), 'floor'));
      const keepDivisor = divisorAnywhere.low > 0n && 2 * (bits(divisorAnywhere) - bits(divisor)) <= 1;
      if (keepDivisor) divisorMax = divisorAnywhere.high;
      if (!keepDivisor || quotientAnywhere.low < quotient.low || quotient.high < quotientAnywhere.high) {
        if (!keepDivisor) denominator = builder.select(guard, denominator, builder.constant(divisor.low, at), at);
        // Off the path the quotient is the value nearest to zero that its bounds allow.
        const idle = quotient.low > 0n ? quotient.low : quotient.high < 0n ? quotient.high : 0n;
        const idleDivisor = keepDivisor ? denominator : builder.constant(divisor.low, at);
        numerator = builder.select(guard, numerator, builder.scale(idle, idleDivisor, at), at);
      }
    }
    const division = builder.divide(numerator, denominator, at, quotient, divisorMax);
    guarded.set(id, { quotient: division, numerator, denominator });
    return division;
  };
  return rebuild(program, guardNode, { forgetPaths: true });
}

/** What the unconditional ensures up to `anchor` say, about the nodes of the new program. */
function anchorEnvironment(made: Analysis, program: CoreProgram, anchor: PathId, now: (old: NodeId) => NodeId): Environment {
  if (anchor === ROOT) return made.root;
  const { parent, condition } = pathAt(program.paths, anchor);
  return made.assume(anchorEnvironment(made, program, parent, now), now(condition), 1n, 0);
}

/** Integer bounds; a path that cannot be taken gets harmless ones. */
function bounded(interval: Interval): IntegerInterval {
  return isEmpty(interval) ? { low: 1n, high: 1n } : integersOf(interval);
}

const positive = ({ low, high }: IntegerInterval): IntegerInterval => ({ low: low < 1n ? 1n : low, high: high < 1n ? 1n : high });

const bits = ({ low, high }: IntegerInterval): number => (high - low).toString(2).length;
