/** All cases of one clause: what they expect is checked, then each runs, and their coverage is counted. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { TypedClause } from '../typed/ast.js';
import type { ClauseCase } from './ast.js';
import { type Coverage, CoverageRecorder } from './coverage.js';
import { checkExpectations } from './expectations.js';
import { type CaseResult, runCase } from './run.js';

export type { CaseResult } from './run.js';

export interface SuiteResult {
  /** Cases that could never hold. Then none of them ran. */
  readonly diagnostics: readonly Diagnostic[];
  readonly results: readonly CaseResult[];
  readonly coverage: Coverage;
}

/** @param casesModule the name of the cases file, which spans of `cases` lie in */
export function runSuite(clause: TypedClause, cases: readonly ClauseCase[], casesModule: string): SuiteResult {
  const diagnostics = checkExpectations(clause, cases, casesModule);
  const recorder = new CoverageRecorder(clause);
  const results = diagnostics.length > 0 ? [] : cases.map((one) => runCase(clause, one, recorder));
  return { diagnostics, results, coverage: recorder.coverage };
}
