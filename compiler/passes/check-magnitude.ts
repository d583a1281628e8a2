/**
 * Pass 7. Core IR -> diagnostics. Nothing may need more than 250 bits, on any path, or it could wrap around in a field.
 *
 * Stands behind the guards, because only there the bounds of a node hold everywhere.
 */
import type { CoreProgram } from '../core/ast.js';
import { rangesDiagnostic } from '../diagnostics/catalogue-ranges.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { analysisOf } from '../intervals/analysis.js';
import { integersOf, isEmpty } from '../intervals/interval.js';

export const MAX_BITS = 250;

export function checkMagnitude(program: CoreProgram): Diagnostic[] {
  const analysis = analysisOf(program);
  const widest = new Map<string, { diagnostic: Diagnostic; bits: number }>();
  program.nodes.forEach((node, id) => {
    const interval = analysis.interval(id, analysis.root);
    if (isEmpty(interval)) return;
    const { low, high } = integersOf(interval);
    let bits = Math.max(bitsOf(low), bitsOf(high));
    // The product of a quotient and its divisor stands in the equation of the division.
    if (node.kind === 'divide' && node.within !== undefined) {
      bits = Math.max(bits, bitsOf(node.divisorMax ?? 0n) + bitsOf(node.within.high - node.within.low));
    }
    if (bits <= MAX_BITS) return;
    const key = `${node.span.module} ${node.span.start} ${node.span.end}`;
    const known = widest.get(key);
    if (known !== undefined && known.bits >= bits) return;
    const shown = bits > 600 ? 'more than 600' : String(bits);
    widest.set(key, { diagnostic: rangesDiagnostic('CP4003', node.span, { bits: shown }), bits });
  });
  // What is computed from a value that is too wide is too wide as well; the first place is the one to mend.
  return [...widest.values()].slice(0, 1).map(({ diagnostic }) => diagnostic);
}

const bitsOf = (value: bigint): number => (value < 0n ? -value : value).toString(2).length;
