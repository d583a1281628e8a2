/**
 * Evaluates a clause on the inputs of a file and prints the outcome. The person who runs it owns the inputs, so `--explain` may show values.
 */

import { positionAt } from '@clauseproof/compiler/diagnostics/position';
import { evaluate, type Outcome } from '@clauseproof/compiler/evaluate';
import { CliError } from '../shell/failure.js';
import { readJsonObject } from '../shell/json-files.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { checkFile } from './check-file.js';
import type { LoadedClause } from './load-modules.js';

/** @returns whether the clause accepts the inputs. */
export async function runClause(
  file: string,
  input: string,
  options: { readonly explain: boolean; readonly json: boolean },
): Promise<boolean> {
  const { loaded, clause } = await checkFile(file);
  if (clause === undefined) return false;
  const { inputs } = await readJsonObject(input);
  if (inputs === undefined) {
    throw new CliError('job.missing-member', 'the member "inputs" is missing', {
      where: input,
      help: 'see what belongs there: `clauseproof schema FILE`',
    });
  }
  const outcome = evaluate(clause, inputs, { trace: options.explain });
  if (options.json) printJson(forPrograms(outcome, loaded, options.explain));
  else if (options.explain) {
    const { explainText } = await import('@clauseproof/compiler/explain');
    print(explainText(outcome, loaded.modules));
  } else print(outcomeText(outcome, loaded));
  return outcome.kind === 'accepted';
}

function outcomeText(outcome: Outcome, loaded: LoadedClause): string {
  if (outcome.kind === 'accepted') {
    const rows = Object.entries(outcome.outputs).map(([name, value]) => `  ${name.padEnd(14)} ${String(value)}`);
    return `${outColors.green('accepted')}\n\n${rows.join('\n')}`;
  }
  const { module, line, column } = placeOf(outcome, loaded);
  const problems = (outcome.problems ?? []).map(({ code, message, pointer }) => `  ${pointer ?? ''}: ${message} [${code}]`);
  const reason = problems.length > 0 ? problems : [`  ${outcome.reason}\n  at ${module}:${line}:${column}`];
  return `${outColors.yellow('rejected')} [${outcome.code}]\n\n${reason.join('\n')}`;
}

function placeOf({ span }: Extract<Outcome, { kind: 'rejected' }>, { modules }: LoadedClause) {
  const text = modules.find(({ name }) => name === span.module)?.text ?? '';
  return { module: span.module, ...positionAt(text, span.start) };
}

/** Spans become lines and columns; the trace is there only when it was asked for. */
function forPrograms(outcome: Outcome, loaded: LoadedClause, explain: boolean): unknown {
  const trace = explain ? { trace: outcome.trace } : {};
  if (outcome.kind === 'accepted') return { outcome: 'accepted', outputs: outcome.outputs, ...trace };
  const { code, reason, pointer, problems } = outcome;
  return { outcome: 'rejected', code, reason, place: placeOf(outcome, loaded), pointer, problems, ...trace };
}
