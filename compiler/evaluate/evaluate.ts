/**
 * The semantics of the clause language: typed clause x inputs -> outputs or rejection.
 *
 * This is the specification that the circuit, the interpreters and both backends are compared with. It computes on exact rationals, looks
 * only at what decides, shares no code with the way to the circuit, and is never optimised.
 */
import type { Problem } from '@clauseproof/protocol/errors';
import type { Json, JsonWithLiterals } from '@clauseproof/protocol/json';
import type { Span } from '../diagnostics/diagnostic.js';
import type { TypedClause } from '../typed/ast.js';
import { readInputs } from './inputs.js';
import { Rejection, type Watch } from './machine.js';
import { writeOutputs } from './outputs.js';
import { callFunction, runStatements } from './statements.js';
import { Tracer, type TraceStep } from './trace.js';
import type { Value } from './value.js';

export type { TracedComparison, TracedFlag, TracedQuestion, TraceKind, TraceStep } from './trace.js';

export interface Accepted {
  readonly kind: 'accepted';
  /** Canonical JSON: decimals are text with exactly the step's digits. */
  readonly outputs: Readonly<Record<string, Json>>;
  readonly trace: readonly TraceStep[];
  /** Steps of the trace that were left out because there were too many. */
  readonly omitted: number;
}

export interface Rejected {
  readonly kind: 'rejected';
  /**
   * `ensure`, a code of the protocol such as `input.out-of-range`, `output.out-of-range`, `output.not-a-multiple`, `value.division-by-zero`,
   * `value.index`, `value.absent`, `value.empty-list`.
   */
  readonly code: string;
  /** The `ensure`, the declaration of the input or output, or the operation. */
  readonly span: Span;
  /** The author's reason, or what was expected. Never a value. */
  readonly reason: string;
  /** Below `inputs`, for a rejected input. */
  readonly pointer?: string;
  /** Everything that is wrong with the inputs, when they are. */
  readonly problems?: readonly Problem[];
  readonly trace: readonly TraceStep[];
  readonly omitted: number;
}

export type Outcome = Accepted | Rejected;

/**
 * Evaluates the clause on the `inputs` object of a job (`{group: {field: value}}`, numbers as read by `parseJsonKeepingNumbers`).
 * Never throws for any input.
 * @param options.trace false for many evaluations of which only the outcome matters
 * @param options.watch sees every decision
 */
export function evaluate(
  clause: TypedClause,
  inputs: JsonWithLiterals,
  { trace = true, watch }: { readonly trace?: boolean; readonly watch?: Watch } = {},
): Outcome {
  const tracer = new Tracer(trace);
  const read = readInputs(clause, inputs);
  if ('problems' in read) return rejectedInputs(clause, read.problems);
  try {
    const machine = { groups: read.groups, tracer, call: callFunction, ...(watch === undefined ? {} : { watch }) };
    const returned = runStatements(machine, clause.rule, new Map());
    if (returned === undefined) throw new Error('internal error: the rule did not return');
    const outputs = writeOutputs(clause.outputs, returned as ReadonlyMap<string, Value>);
    return { kind: 'accepted', outputs, trace: tracer.steps, omitted: tracer.omitted };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { code, span, reason } = error;
    return { kind: 'rejected', code, span, reason, trace: tracer.steps, omitted: tracer.omitted };
  }
}

function rejectedInputs(clause: TypedClause, problems: readonly Problem[]): Rejected {
  const [first] = problems;
  if (first === undefined) throw new Error('internal error: inputs refused without a reason');
  const pointer = first.pointer ?? '';
  const [, groupName, fieldName] = pointer.split('/');
  const group = clause.groups.find((candidate) => candidate.name === groupName);
  const field = group?.fields.find((candidate) => candidate.name === fieldName);
  const span = field?.declaredAt ?? group?.declaredAt ?? clause.ruleSpan;
  return { kind: 'rejected', code: first.code, span, reason: first.message, pointer, problems, trace: [], omitted: 0 };
}
