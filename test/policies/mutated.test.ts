/**
 * Sources that are nearly clauses: the policies with a few tokens left out, doubled, exchanged or replaced by tokens of other policies. Whatever an author
 * types, the compiler answers with diagnostics at places within the text, and never with an exception.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { diagnoseClause } from '@clauseproof/compiler/compile';
import { renderText } from '@clauseproof/compiler/diagnostics/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DEFAULT_RUNS = 150;
const RUNS = Number(process.env['CLAUSEPROOF_MUTATED_SOURCES'] ?? DEFAULT_RUNS);
const FOLDER = new URL('.', import.meta.url);
const NAME = 'mutated.clause.ts';
const TOKEN = /\s+|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9_.]*|'[^'\n]*'|\/\*[\s\S]*?\*\/|=>|[=!]==|[<>]=|&&|\|\||[+\-*/]=|[^\s]/gu;
const SOURCES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.clause.ts'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8').match(TOKEN) ?? []);
const TOKENS = [
  ...new Set(SOURCES.flat()),
  'let',
  'while',
  'async',
  'null',
  '`',
  '...',
  '?.',
  '??',
  '#',
  '\\',
  '\u0000',
  '\ud800',
  '1e999',
  '0x10',
  'NaN',
];

const mutation = fc.record({ kind: fc.nat(3), at: fc.nat(100_000), other: fc.nat(100_000) });

test('mutated sources have diagnostics, and nothing is thrown', { timeout: 600_000 }, () => {
  const seen = { broken: 0, sound: 0 };
  fc.assert(
    fc.property(fc.nat(SOURCES.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 }), (source, mutations) => {
      const tokens = [...(SOURCES[source] ?? [])];
      for (const { kind, at, other } of mutations) {
        const [i, j] = [at % tokens.length, other % tokens.length];
        if (kind === 0) tokens.splice(i, 1);
        else if (kind === 1) tokens.splice(i, 0, tokens[j] ?? '');
        else if (kind === 2) [tokens[i], tokens[j]] = [tokens[j] ?? '', tokens[i] ?? ''];
        else tokens[i] = TOKENS[other % TOKENS.length] ?? '';
      }
      const modules = [{ name: NAME, text: tokens.join('') }];
      const diagnostics = diagnoseClause(modules, NAME);
      const { length } = modules[0]?.text ?? '';
      for (const { span, message } of diagnostics) {
        expect(span.start, message).toBeGreaterThanOrEqual(0);
        expect(span.end, message).toBeLessThanOrEqual(length);
      }
      expect(renderText(diagnostics, modules)).not.toContain('undefined');
      seen[diagnostics.some(({ severity }) => severity === 'error') ? 'broken' : 'sound'] += 1;
    }),
    // The same sources at every run, unless more are asked for.
    { numRuns: RUNS, ...(RUNS === DEFAULT_RUNS ? { seed: 1 } : {}) },
  );
  expect(seen.broken).toBeGreaterThan(RUNS / 2);
  expect(seen.sound).toBeGreaterThan(0);
});
