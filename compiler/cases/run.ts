/**
 * Runs cases: evaluates the clause on the inputs of each, and says with a place what came out otherwise than expected and what decided it.
 *
 * Trap: the findings show values of the inputs. They are for the author of the cases.
 */
import { encodeValue } from '@clauseproof/protocol/values';
import type { Diagnostic, Label } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { type Accepted, evaluate, type Outcome, type Rejected } from '../evaluate/evaluate.js';
import type { Watch } from '../evaluate/machine.js';
import type { TypedClause } from '../typed/ast.js';
import type { ClauseCase, ExpectedAcceptance, ExpectedRejection } from './ast.js';

export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** What came out otherwise; empty when it passed. */
  readonly diagnostics: readonly Diagnostic[];
  readonly outcome: Outcome;
}

/**
 * @param one a case that passed `checkExpectations`
 * @param watch sees every decision of the rule: for coverage
 */
export function runCase(clause: TypedClause, one: ClauseCase, watch?: Watch): CaseResult {
  const outcome = evaluate(clause, one.inputs, { trace: false, ...(watch === undefined ? {} : { watch }) });
  if (agrees(clause, one, outcome)) return { name: one.name, passed: true, diagnostics: [], outcome };
  // Only a failure pays for the trace, which tells what decided.
  const explained = evaluate(clause, one.inputs);
  return { name: one.name, passed: false, diagnostics: findings(clause, one, explained), outcome: explained };
}

function agrees(clause: TypedClause, { expected }: ClauseCase, outcome: Outcome): boolean {
  if (expected.kind === 'accepted') return outcome.kind === 'accepted' && differing(clause, expected, outcome).length === 0;
  return outcome.kind === 'rejected' && isExpectedRejection(expected, outcome);
}

function isExpectedRejection({ reason, code, pointer }: ExpectedRejection, outcome: Rejected): boolean {
  const problems = outcome.problems ?? [];
  // Inputs are refused with all their problems at once; a case names one of them.
  if (problems.length > 0) {
    return reason === undefined && problems.some((one) => (code ?? one.code) === one.code && (pointer ?? one.pointer) === one.pointer);
  }
  return (
    pointer === undefined &&
    (code ?? outcome.code) === outcome.code &&
    (reason === undefined || (outcome.code === 'ensure' && reason === outcome.reason))
  );
}

/** Values are compared, not texts: 45000 is 45000.00. */
function differing({ outputs: declared }: TypedClause, expected: ExpectedAcceptance, { outputs }: Accepted): ExpectedAcceptance['outputs'] {
  return expected.outputs.filter(({ name, value }) => {
    const type = declared.find((output) => output.name === name)?.declared;
    const actual = outputs[name];
    if (type === undefined || actual === undefined) return true;
    const wanted = encodeValue(type, value, '');
    const got = encodeValue(type, actual, '');
    return wanted.length !== got.length || wanted.some((part, i) => part !== got[i]);
  });
}

function findings(clause: TypedClause, one: ClauseCase, outcome: Outcome): readonly Diagnostic[] {
  const reporter = new Reporter();
  const { expected, name } = one;
  const labels = decidedBy(outcome);
  if (outcome.kind === 'rejected') {
    const because = outcome.problems?.map(({ pointer = '', message }) => `${pointer}: ${message}`).join('; ') ?? outcome.reason;
    const [code, help] =
      expected.kind === 'accepted' ? (['CP6011', 'correct the case or the clause'] as const) : (['CP6013', undefined] as const);
    reporter.report(code, expected.span, `'${name}' is rejected [${outcome.code}]: ${because}`, {
      labels,
      ...(help === undefined ? {} : { help }),
    });
  } else if (expected.kind === 'rejected') {
    const outputs = Object.entries(outcome.outputs).map(([output, value]) => `${output} = ${shown(value)}`);
    reporter.report('CP6012', expected.span, `'${name}' is accepted, with ${outputs.join(', ')}`, { labels });
  } else {
    for (const { name: output, span } of differing(clause, expected, outcome)) {
      reporter.report('CP6010', span, `'${name}' gives ${output} = ${shown(outcome.outputs[output])}`, { labels });
    }
  }
  return reporter.sorted([one.span.module]);
}

/** A label is one line; `run --explain` shows all. */
const SHOWN_COMPARISONS = 6;

/** The last decision on the way: the branch that was taken, or the condition that failed, with its values. */
function decidedBy({ trace, ...outcome }: Outcome): readonly Label[] {
  const decision = trace.findLast(({ kind }) => kind === 'condition' || kind === 'case' || kind === 'ensure');
  const compared = (decision?.comparisons ?? []).flatMap((one) =>
    'asks' in one ? [] : [`${one.holds}: ${one.left} against ${one.right}`],
  );
  const values = [...(compared.length > SHOWN_COMPARISONS ? ['...'] : []), ...compared.slice(-SHOWN_COMPARISONS)].join('; ');
  const decided =
    decision === undefined || decision.kind === 'ensure' ? [] : [{ span: decision.span, message: values === '' ? decision.value : values }];
  if (outcome.kind === 'accepted') {
    const end = trace.findLast(({ kind, depth }) => kind === 'return' && depth >= 0);
    return [...decided, ...(end === undefined ? [] : [{ span: end.span, message: 'returned here' }])];
  }
  const failed = { span: outcome.span, message: outcome.code === 'ensure' && values !== '' ? `failed, ${values}` : 'refused here' };
  return decision?.kind === 'ensure' ? [failed] : [...decided, failed];
}

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));
