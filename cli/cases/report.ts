/** What came out of the cases, for people and for programs. */
import type { Coverage } from '@clauseproof/compiler/cases/coverage';
import type { Diagnostic } from '@clauseproof/compiler/diagnostic';
import { positionAt } from '@clauseproof/compiler/diagnostics/position';
import { oneLine, outColors } from '../shell/terminal.js';
import { pathIn, renderDiagnostics } from '../source/diagnostics.js';
import type { FileResult } from './run-file.js';

export interface ReportOptions {
  readonly coverage: boolean;
  /** Percent that each clause must reach. */
  readonly minimum?: number;
}

/** A line for the file, and below it what failed and what no case shows. */
export async function fileReport(result: FileResult, options: ReportOptions): Promise<string> {
  const { failed, passed, cases, loaded, suite, diagnostics } = result;
  const good = isGood(result, options.minimum);
  const mark = good ? outColors.green('ok  ') : outColors.red('FAIL');
  const counted = failed === 0 ? `${passed} ${passed === 1 ? 'case' : 'cases'}` : `${failed} of ${passed + failed} failed`;
  const percent = options.coverage && suite !== undefined ? `, ${coverageText(suite.coverage)}` : '';
  const lines = [`${mark}  ${cases}  ${counted}${percent}`];
  const wrong = [...diagnostics, ...(suite?.results ?? []).flatMap((one) => one.diagnostics)];
  if (wrong.length > 0) lines.push('', await renderDiagnostics(loaded, wrong, 'text', outColors.isColorSupported), '');
  if (options.coverage && suite !== undefined) lines.push(...missing(result, suite.coverage));
  return lines.join('\n');
}

const percentOf = ({ covered, total }: Coverage): number => (total === 0 ? 100 : (100 * covered) / total);

/** Whether every case holds and the coverage of the clause is at least `minimum` percent. */
export const isGood = ({ failed, diagnostics, suite }: FileResult, minimum = 0): boolean =>
  failed === 0 && diagnostics.length === 0 && suite !== undefined && percentOf(suite.coverage) >= minimum;

/** Rounded down, so that only all of them are 100 %. */
const coverageText = (coverage: Coverage): string =>
  `${Math.floor(percentOf(coverage))} % of the decisions (${coverage.covered} of ${coverage.total})`;

function missing({ loaded }: FileResult, { points }: Coverage): string[] {
  return points.flatMap(({ span, kind, outcomes }) => {
    const never = outcomes.filter(({ hits }) => hits === 0).map(({ label }) => label);
    if (never.length === 0) return [];
    const text = loaded.modules.find(({ name }) => name === span.module)?.text ?? '';
    const { line, column } = positionAt(text, span.start);
    const source = oneLine(text.slice(span.start, span.end).replace(/\s+/g, ' '), 80);
    return [
      `        ${pathIn(loaded, span.module)}:${line}:${column}  ${kind === 'switch' ? 'never takes' : 'is never'} ${never.join(', ')}: ${source}`,
    ];
  });
}

export function summary(results: readonly FileResult[], untested: readonly string[], milliseconds: number): string {
  const sum = (count: (result: FileResult) => number) => results.reduce((total, result) => total + count(result), 0);
  const [passed, failed] = [sum((result) => result.passed), sum((result) => result.failed)];
  const without =
    untested.length === 0
      ? []
      : [`no cases: ${untested.slice(0, 5).join(', ')}${untested.length > 5 ? ` and ${untested.length - 5} more` : ''}`];
  const number = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const counts = `${number(results.length, 'clause')}, ${number(passed + failed, 'case')}: ${passed} passed, ${failed} failed`;
  return [...without, `${failed === 0 ? outColors.green(counts) : outColors.red(counts)}, in ${(milliseconds / 1000).toFixed(1)} s`].join(
    '\n',
  );
}

/** The same for programs. */
export async function reportForPrograms(results: readonly FileResult[], untested: readonly string[]) {
  const count = (of: (result: FileResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    version: 1,
    passed: count((result) => result.passed),
    failed: count((result) => result.failed),
    untested,
    suites: await Promise.all(results.map(suiteForPrograms)),
  };
}

async function suiteForPrograms(result: FileResult) {
  const { clause, cases, passed, failed, loaded, suite } = result;
  const json = async (diagnostics: readonly Diagnostic[]): Promise<unknown> =>
    (JSON.parse(await renderDiagnostics(loaded, diagnostics, 'json', false)) as { diagnostics: unknown }).diagnostics;
  return {
    ...{ clause, cases, passed, failed, diagnostics: await json(result.diagnostics) },
    results: await Promise.all(
      (suite?.results ?? []).map(async (one) => ({ name: one.name, passed: one.passed, diagnostics: await json(one.diagnostics) })),
    ),
    ...(suite === undefined ? {} : { coverage: coverageForPrograms(result, suite.coverage) }),
  };
}

function coverageForPrograms({ loaded }: FileResult, coverage: Coverage) {
  const { covered, total, points } = coverage;
  const texts = new Map(loaded.modules.map(({ name, text }) => [name, text]));
  return {
    ...{ percent: Math.floor(percentOf(coverage) * 100) / 100, covered, total },
    points: points.map(({ kind, span, outcomes }) => {
      const text = texts.get(span.module) ?? '';
      const place = { module: pathIn(loaded, span.module), start: positionAt(text, span.start), end: positionAt(text, span.end) };
      return { kind, place, outcomes: Object.fromEntries(outcomes.map(({ label, hits }) => [label, hits])) };
    }),
  };
}
