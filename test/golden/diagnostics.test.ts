/**
 * Golden diagnostics: each `diagnostics/<severity>/<code>-<name>.clause.ts` has beside it the text that the compiler prints for it.
 * UPDATE_GOLDENS=1 writes the texts anew; the change is then reviewed like any other.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnoseClause } from '@clauseproof/compiler/compile';
import { CATALOGUE } from '@clauseproof/compiler/diagnostics/catalogue';
import { renderText } from '@clauseproof/compiler/diagnostics/text';
import type { SourceModule } from '@clauseproof/compiler/source';
import { expect, test } from 'vitest';

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), 'diagnostics');
const SEVERITIES = ['error', 'warning'] as const;

const read = (name: string): SourceModule => ({ name, text: readFileSync(join(ROOT, name), 'utf8') });
const helpers = readdirSync(join(ROOT, 'modules')).map((file) => read(`modules/${file}`));
const goldens = SEVERITIES.flatMap((severity) =>
  readdirSync(join(ROOT, severity))
    .filter((file) => file.endsWith('.clause.ts'))
    .map((file) => ({ severity, name: `${severity}/${file}`, code: file.slice(0, 6) })),
);

/** Reaching the limit of operations takes a while on a busy machine. */
const TIMEOUT = 180_000;

test.each(goldens)('$name', { timeout: TIMEOUT }, ({ severity, name, code }) => {
  const modules = [read(name), ...helpers];
  const diagnostics = diagnoseClause(modules, name);
  expect(diagnostics.find((diagnostic) => diagnostic.code === code)?.severity).toBe(severity);
  if (severity === 'warning') expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);

  const text = `${renderText(diagnostics, modules)}\n`;
  const path = join(ROOT, name.replace('.clause.ts', '.txt'));
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

test('every code of the catalogue has a golden, in the folder of its severity', () => {
  const shown = goldens.map(({ code, severity }) => `${code} ${severity}`);
  const missing = Object.entries(CATALOGUE).flatMap(([code, { severity }]) => (shown.includes(`${code} ${severity}`) ? [] : [`${code} ${severity}`]));
  expect(missing).toEqual([]);
});

test('no golden shows a code that does not exist', () => {
  expect(goldens.filter(({ code }) => !(code in CATALOGUE))).toEqual([]);
});
