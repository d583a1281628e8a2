/** Which steps of a trace the outcome follows from. */
import type { TraceStep } from '../evaluate/evaluate.js';

/** The last step is where the rule ended; what decided is every branch that it stands in, and the last one that was passed by. */
export function decisiveSteps(trace: readonly TraceStep[]): ReadonlySet<TraceStep> {
  const end = trace.findLast(({ kind, depth }) => kind === 'return' || (kind === 'ensure' && depth >= 0));
  const found = new Set<TraceStep>();
  if (end === undefined) return found;
  found.add(end);
  if (end.kind === 'ensure') return found;
  let depth = end.depth + 1;
  for (const step of trace.slice(0, trace.lastIndexOf(end)).reverse()) {
    if (step.kind !== 'condition' && step.kind !== 'case') continue;
    if (step.depth >= depth) continue;
    found.add(step);
    depth = step.depth;
  }
  return found;
}
