/** Runs the cases of many clauses in one process and prints what came out, clause by clause. */
import { CliError } from '../shell/failure.js';
import { print, printJson } from '../shell/terminal.js';
import { findSuites } from './find-suites.js';
import { fileReport, isGood, type ReportOptions, reportForPrograms, summary } from './report.js';
import { type FileResult, runCasesFile } from './run-file.js';

export interface RunAllOptions extends ReportOptions {
  /** Run the cases whose names contain this. */
  readonly only?: string;
  readonly json: boolean;
}

/**
 * @param paths clauses, cases files and folders
 * @returns whether every case holds and enough is covered
 * @throws CliError as `findSuites`, and `test.no-such-case`
 */
export async function runAll(paths: readonly string[], options: RunAllOptions): Promise<boolean> {
  const started = performance.now();
  const { suites, untested } = await findSuites(paths);
  const results: FileResult[] = [];
  for (const suite of suites) {
    const result = await runCasesFile(suite, options.only);
    if (isEmpty(result)) continue;
    results.push(result);
    if (!options.json) print(await fileReport(result, options));
  }
  if (results.length === 0) {
    throw new CliError('test.no-such-case', `no case has '${options.only ?? ''}' in its name`, { help: 'see the names with --json' });
  }
  if (options.json) printJson(await reportForPrograms(results, untested));
  else print(`\n${summary(results, untested, performance.now() - started)}`);
  return results.every((result) => isGood(result, options.minimum));
}

/** `--only` chose none of its cases, and nothing else is wrong with it. */
const isEmpty = ({ passed, failed, diagnostics }: FileResult): boolean => passed + failed === 0 && diagnostics.length === 0;
