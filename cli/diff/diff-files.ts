/** Compares two clause files, with the cases beside each, and prints what differs. */
import { type ClauseDifference, diffClauses, type Witness } from '@clauseproof/compiler/diff';
import type { TypedClause } from '@clauseproof/compiler/typed';
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import { readCases } from '../cases/run-file.js';
import { CliError } from '../shell/failure.js';
import { exists } from '../shell/files.js';
import { step } from '../shell/progress.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { checkFile } from '../source/check-file.js';
import { differenceForPrograms, inputText, outcomeText } from './difference-text.js';

/**
 * @returns whether nothing differs
 * @throws CliError `diff.clause-has-errors` after saying what they are
 */
export async function diffFiles(
  before: string,
  after: string,
  options: { readonly tries?: number; readonly json: boolean },
): Promise<boolean> {
  const [old, now] = [await checkedClause(before), await checkedClause(after)];
  const cases = [...(await casesBeside(before)), ...(await casesBeside(after))];
  const { tries } = options;
  const difference = await step('Looking for inputs on which they differ', async () =>
    diffClauses(old, now, { cases, ...(tries === undefined ? {} : { tries }) }),
  );
  if (options.json) printJson(differenceForPrograms(old, now, difference));
  else print(differenceText(old, now, difference));
  return difference.same;
}

async function checkedClause(path: string): Promise<TypedClause> {
  const { clause } = await checkFile(path);
  if (clause === undefined)
    throw new CliError('diff.clause-has-errors', 'a clause with errors has no meaning to compare', {
      where: path,
      help: 'mend what was said above',
    });
  return clause;
}

/** The inputs of `NAME.cases.yaml`, where there is one. Whether the cases hold is not asked here. */
async function casesBeside(path: string): Promise<readonly { readonly name: string; readonly inputs: JsonWithLiterals }[]> {
  const cases = path.replace(/\.clause\.ts$/, '.cases.yaml');
  return (await exists(cases)) ? await readCases(cases) : [];
}

function differenceText(old: TypedClause, now: TypedClause, { same, proven, changes, witnesses, tried, fork }: ClauseDifference): string {
  const lines = [`${old.id}@${old.version}  ->  ${now.id}@${now.version}`];
  if (fork !== undefined)
    lines.push(
      fork.matches
        ? `a fork of ${fork.of}, as it declares`
        : outColors.yellow(`it declares to be a fork of ${fork.of}, which is another clause`),
    );
  if (changes.length > 0) lines.push('', outColors.bold('Declared'));
  for (const { part, name, kind, ...values } of changes) {
    const mark = { added: outColors.green('+'), removed: outColors.red('-'), changed: outColors.yellow('~') }[kind];
    const what =
      part === 'ensure'
        ? `ensure '${name}'`
        : `${part} ${name}: ${[values.old, values.new].filter((text) => text !== undefined).join('\n      -> ')}`;
    lines.push(`  ${mark} ${what}`);
  }
  for (const witness of witnesses) lines.push('', ...witnessLines(witness));
  lines.push('', verdict(same, proven, tried, witnesses.length));
  return lines.join('\n');
}

function witnessLines({ differs, old, new: now, fromCase }: Witness): string[] {
  const what =
    differs === 'range'
      ? 'Only one takes some inputs'
      : differs === 'acceptance'
        ? 'Only one gives an outcome'
        : `Output ${differs} differs`;
  const found = fromCase === undefined ? '' : outColors.dim(` (found by the case '${fromCase}')`);
  const [before, after] = [inputText(old.inputs), inputText(now.inputs)];
  const inputs = before === after ? [`  inputs  ${before}`] : [`  inputs of the old one  ${before}`, `  inputs of the new one  ${after}`];
  return [
    `${outColors.bold(what)}, for example${found}`,
    ...inputs,
    `  old     ${outcomeText(old.outcome)}`,
    `  new     ${outcomeText(now.outcome)}`,
  ];
}

function verdict(same: boolean, proven: boolean, tried: number, witnesses: number): string {
  if (proven) return outColors.green('The same: both make the same circuit.');
  const counted = `${tried.toLocaleString('en')} inputs`;
  if (same) return outColors.green(`No difference was found in ${counted}; that is no proof.`);
  return witnesses > 0
    ? outColors.yellow('They differ.')
    : outColors.yellow(`They are declared differently; in ${counted} no outcome differed.`);
}
