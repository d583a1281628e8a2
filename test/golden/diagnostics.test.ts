/**
 * Golden diagnostics: each `diagnostics/<severity>/<code>-<name>.clause.ts` has beside it the text that the compiler prints for it, and so has
 * each `<code>-<name>.cases.yaml`, cases of `diagnostics/cases/tariff.clause.ts`.
 * UPDATE_GOLDENS=1 writes the texts anew; the change is then reviewed like any other.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCases } from '@clauseproof/compiler/cases/parse';
import { runSuite } from '@clauseproof/compiler/cases/suite';
import { checkClause } from '@clauseproof/compiler/check';
import { diagnoseClause } from '@clauseproof/compiler/compile';
import type { Diagnostic } from '@clauseproof/compiler/diagnostic';
import { CATALOGUE } from '@clauseproof/compiler/diagnostics/catalogue';
import { renderText } from '@clauseproof/compiler/diagnostics/text';
import type { SourceModule } from '@clauseproof/compiler/source';
import { expect, test } from 'vitest';

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), 'diagnostics');
const SEVERITIES = ['error', 'warning'] as const;

const read = (name: string): SourceModule => ({ name, text: readFileSync(join(ROOT, name), 'utf8') });
const helpers = readdirSync(join(ROOT, 'modules')).map((file) => read(`modules/${file}`));
const goldensOf = (suffix: string) =>
  SEVERITIES.flatMap((severity) =>
    readdirSync(join(ROOT, severity))
      .filter((file) => file.endsWith(suffix))
      .map((file) => ({ severity, name: `${severity}/${file}`, code: file.slice(0, 6) })),
  );
const clauses = goldensOf('.clause.ts');
const casesFiles = goldensOf('.cases.yaml');
const goldens = [...clauses, ...casesFiles];

/** Reaching the limit of operations takes a while on a busy machine. */
const TIMEOUT = 180_000;

test.each(clauses)('$name', { timeout: TIMEOUT }, ({ severity, name, code }) => {
  const modules = [read(name), ...helpers];
  const diagnostics = diagnoseClause(modules, name);
  expect(diagnostics.find((diagnostic) => diagnostic.code === code)?.severity).toBe(severity);
  if (severity === 'warning') expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  expectGolden(name.replace('.clause.ts', '.txt'), diagnostics, modules);
});

test.each(casesFiles)('$name', ({ severity, name, code }) => {
  const tariff = read('cases/tariff.clause.ts');
  const { clause } = checkClause([tariff], tariff.name);
  if (clause === undefined) throw new Error('the clause of the cases has errors');
  const source = read(name);
  const parsed = parseCases(source);
  const suite = runSuite(clause, parsed.cases, name);
  const diagnostics = [...parsed.diagnostics, ...suite.diagnostics, ...suite.results.flatMap((one) => one.diagnostics)];
  expect(diagnostics.find((diagnostic) => diagnostic.code === code)?.severity).toBe(severity);
  expectGolden(name.replace('.cases.yaml', '.txt'), diagnostics, [tariff, source]);
});

function expectGolden(file: string, diagnostics: readonly Diagnostic[], modules: readonly SourceModule[]): void {
  const text = `${renderText(diagnostics, modules)}\n`;
  const path = join(ROOT, file);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

test('every code of the catalogue has a golden, in the folder of its severity', () => {
  const shown = goldens.map(({ code, severity }) => `${code} ${severity}`);
  const missing = Object.entries(CATALOGUE).flatMap(([code, { severity }]) => (shown.includes(`${code} ${severity}`) ? [] : [`${code} ${severity}`]));
  expect(missing).toEqual([]);
});

test('no golden shows a code that does not exist', () => {
  expect(goldens.filter(({ code }) => !(code in CATALOGUE))).toEqual([]);
});
