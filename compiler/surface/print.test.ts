/** Printing and parsing again gives the same tree. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { clauseHashes } from '../hash/clause-hashes.js';
import { parseModule } from '../parse/parse-module.js';
import { printModule } from './print.js';

function parse(text: string) {
  const reporter = new Reporter();
  const { module } = parseModule({ name: 'a.ts', text }, reporter);
  return { module, diagnostics: reporter.sorted(['a.ts']) };
}

const hashOf = (text: string) => clauseHashes([{ module: parse(text).module, source: { name: 'a.ts', text } }]).clauseHash;

function roundTrip(text: string): string {
  const { module, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  const printed = printModule(module);
  expect(parse(printed).diagnostics).toEqual([]);
  expect(hashOf(printed)).toBe(hashOf(text));
  expect(printModule(parse(printed).module)).toBe(printed);
  return printed;
}

const examples = ['drought', 'emission-cap', 'credential-age'].map((name) => `../../examples/${name}/${name}.clause.ts`);
test.each(examples)('%s', (path) => {
  roundTrip(readFileSync(new URL(path, import.meta.url), 'utf8'));
});

test('every golden that TypeScript and the allow-list can read', () => {
  const folder = new URL('../../test/golden/diagnostics/error/', import.meta.url);
  const texts = readdirSync(folder).flatMap((file) => (file.endsWith('.clause.ts') ? [readFileSync(new URL(file, folder), 'utf8')] : []));
  const readable = texts.filter((text) => parse(text).diagnostics.length === 0);
  expect(readable.length).toBeGreaterThan(40);
  for (const text of readable) roundTrip(text);
});

test.each([
  ['a - (b - c) - d', 'a - (b - c) - d'],
  ['(a - b) - c', 'a - b - c'],
  ['a * (b + c) / (d * e)', 'a * (b + c) / (d * e)'],
  ['-(-a) - -b', '-(-a) - -b'],
  ['!(a && b) || (c && !d)', '!(a && b) || (c && !d)'],
  ['(a || b) && c', '(a || b) && c'],
  ['(a ? b : c) ? d : e ? f : g', '(a ? b : c) ? d : e ? f : g'],
  ['a ? (b ? c : d) : e', 'a ? b ? c : d : e'],
  ['(a < b) === (c > d)', 'a < b === c > d'],
  ['((a)[(1)]).b', 'a[1].b'],
  ['[a, [b], { c, d: e }]', '[a, [b], { c, d: e }]'],
  ['f((x) => ({ y: x }))', 'f((x) => ({ y: x }))'],
  ['f(({ x, y: z }, i) => x - (z - i))', 'f(({ x, y: z }, i) => x - (z - i))'],
  ["'it\\'s \\\\ \"q\"'", "'it\\'s \\\\ \"q\"'"],
  ['1_000.50 + .5 + 1e3', '1000.5 + 0.5 + 1000'],
])('%s', (source, expected) => {
  expect(roundTrip(`const v = ${source};`)).toBe(`const v = ${expected};\n`);
});

test('every kind of statement and item', () => {
  roundTrip(`
    import { sum } from '@clauseproof/compiler/clause';
    export type Kind = 'A' | 'B';
    export const f = (xs: readonly number[], k: Kind, r: { a: number; b: boolean }) => sum(xs);
    function g({ a, b: c }: { a: number; b: number }): boolean {
      let n = a, m: number = 2;
      n += 1; n -= c; m *= n;
      if (n > 1) return true; else if (m > 1) { n = 3; } else { n = 4; m = 5 }
      for (const { p } of [{ p: 1 }]) n = n + p;
      for (let i = 0; i <= 3 - 1; i++) { m = m + i; }
      switch (k) { case 'A': case 'B': { n = 1; break; } case 'C': return false; default: n = 2; }
      ensure(n > 1, 'reason');
      return m > 1;
    }
  `);
});
