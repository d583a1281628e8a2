/** Runs the cases of one clause file: reads, parses, checks, evaluates. What is wrong comes back as diagnostics, whose places are files. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ClauseCase } from '@clauseproof/compiler/cases';
import { parseCases, withInputsBelow } from '@clauseproof/compiler/cases/parse';
import { runSuite, type SuiteResult } from '@clauseproof/compiler/cases/suite';
import { checkClause } from '@clauseproof/compiler/check';
import type { Diagnostic } from '@clauseproof/compiler/diagnostic';
import { CliError } from '../shell/failure.js';
import { readText } from '../shell/files.js';
import { readJsonObject } from '../shell/json-files.js';
import { type LoadedClause, loadModules } from '../source/load-modules.js';
import type { SuitePaths } from './find-suites.js';

export interface FileResult extends SuitePaths {
  /** The sources, with the cases file among them, for excerpts. */
  readonly loaded: LoadedClause;
  /** Errors of the clause and of the form of the cases; then nothing ran. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suite?: SuiteResult;
  /** Everything that was read, as absolute paths: a change in one of them asks for another run. */
  readonly files: readonly string[];
  readonly passed: number;
  readonly failed: number;
}

/** @param only run the cases whose names contain this */
export async function runCasesFile(paths: SuitePaths, only = ''): Promise<FileResult> {
  const sources = await loadModules(paths.clause);
  const casesModule = relative(sources.root, resolve(paths.cases)).split(sep).join('/');
  const source = { name: casesModule, text: await readText(paths.cases) };
  const loaded = { ...sources, modules: [...sources.modules, source] };
  const files = loaded.modules.map(({ name }) => resolve(join(loaded.root, name)));
  const { clause, diagnostics: found } = checkClause(sources.modules, sources.entry);
  const parsed = parseCases(source);
  // Warnings are `check`'s to tell: here they would hide what the cases say.
  const errors = [...found, ...parsed.diagnostics].filter((diagnostic) => diagnostic.severity === 'error');
  const base = { ...paths, loaded };
  if (clause === undefined || errors.length > 0)
    return { ...base, files, diagnostics: errors, passed: 0, failed: Math.max(1, parsed.cases.length) };

  const chosen = parsed.cases.filter(({ name }) => name.includes(only));
  const cases = await Promise.all(chosen.map((one) => withFile(one, paths.cases)));
  const suite = runSuite(clause, cases, casesModule);
  const passed = suite.results.filter((result) => result.passed).length;
  const inputFiles = chosen.flatMap(({ inputsFrom }) => (inputsFrom === undefined ? [] : [resolve(dirname(paths.cases), inputsFrom.path)]));
  return {
    ...{ ...base, suite, passed },
    files: [...files, ...inputFiles],
    diagnostics: suite.diagnostics,
    failed: cases.length - passed,
  };
}

/**
 * The cases of a file with their inputs, whatever their clause makes of them.
 * @throws CliError with every problem of its form
 */
export async function readCases(path: string): Promise<readonly ClauseCase[]> {
  const { cases, diagnostics } = parseCases({ name: path, text: await readText(path) });
  const [first] = diagnostics;
  if (first !== undefined) {
    throw new CliError('cases.not-readable', `the cases have errors: ${first.message}`, {
      where: path,
      help: 'see all of them: `clauseproof test`',
    });
  }
  return await Promise.all(cases.map((one) => withFile(one, path)));
}

async function withFile(one: ClauseCase, casesPath: string): Promise<ClauseCase> {
  if (one.inputsFrom === undefined) return one;
  const path = join(dirname(casesPath), one.inputsFrom.path);
  const { inputs } = await readJsonObject(path);
  if (inputs === undefined) {
    throw new CliError('job.missing-member', 'the member "inputs" is missing', {
      where: path,
      help: `the case '${one.name}' of ${casesPath} takes it from there`,
    });
  }
  return withInputsBelow(one, inputs);
}
