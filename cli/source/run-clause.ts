/**
 * Evaluates a clause on the inputs of a file and prints the outcome. The person who runs it owns the inputs, so `--explain` may show values.
 */
import { evaluate, type Outcome } from '@clauseproof/compiler/evaluate';
import { type Explanation, explain } from '@clauseproof/compiler/explain/explanation';
import { CliError } from '../shell/failure.js';
import { SECRET_MODE, writeWhole } from '../shell/files.js';
import { readJsonObject } from '../shell/json-files.js';
import { outColors, print, printJson, say } from '../shell/terminal.js';
import { checkFile } from './check-file.js';

interface RunOptions {
  readonly explain: boolean;
  readonly json: boolean;
  /** Where to write the page. */
  readonly html?: string;
}

/** @returns whether the clause accepts the inputs. */
export async function runClause(file: string, input: string, options: RunOptions): Promise<boolean> {
  const { loaded, clause } = await checkFile(file);
  if (clause === undefined) return false;
  const { inputs } = await readJsonObject(input);
  if (inputs === undefined) {
    throw new CliError('job.missing-member', 'the member "inputs" is missing', {
      where: input,
      help: 'see what belongs there: `clauseproof schema FILE`',
    });
  }
  const outcome = evaluate(clause, inputs, { trace: options.explain || options.html !== undefined });
  const explanation = explain(clause, outcome, loaded.modules);
  if (options.html !== undefined) {
    const { explainHtml } = await import('@clauseproof/compiler/explain/html');
    await writeWhole(options.html, explainHtml(clause, explanation, inputs), SECRET_MODE);
    say(`Wrote ${options.html}`);
  }
  if (options.json) printJson(forPrograms(outcome, explanation, options.explain));
  else if (options.explain) {
    const { explainText } = await import('@clauseproof/compiler/explain');
    print(explainText(outcome, loaded.modules));
  } else print(outcomeText(outcome, explanation));
  return outcome.kind === 'accepted';
}

function outcomeText(outcome: Outcome, { rejection }: Explanation): string {
  if (outcome.kind === 'accepted') {
    const rows = Object.entries(outcome.outputs).map(([name, value]) => `  ${name.padEnd(14)} ${String(value)}`);
    return `${outColors.green('accepted')}\n\n${rows.join('\n')}`;
  }
  const problems = (outcome.problems ?? []).map(({ code, message, pointer }) => `  ${pointer ?? ''}: ${message} [${code}]`);
  const place = rejection === undefined ? '' : `\n  at ${rejection.place.module}:${rejection.place.line}:${rejection.place.column}`;
  return `${outColors.yellow('rejected')} [${outcome.code}]\n\n${(problems.length > 0 ? problems : [`  ${outcome.reason}${place}`]).join('\n')}`;
}

/** The steps are there only when they were asked for: they hold values. */
function forPrograms(outcome: Outcome, { rejection, clause, steps, omitted }: Explanation, withSteps: boolean): unknown {
  const explained = withSteps ? { clause, steps, omitted } : {};
  if (outcome.kind === 'accepted') return { outcome: 'accepted', outputs: outcome.outputs, ...explained };
  const { code, reason, pointer, problems } = outcome;
  return { outcome: 'rejected', code, reason, place: rejection?.place, pointer, problems, ...explained };
}
