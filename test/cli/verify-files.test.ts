/** What `verify` makes of files that are not as they should be: one damaged line, another kind of file, a name that is no key. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckRow, Verdict } from '@clauseproof/verifier';
import { describe, expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder } from './clauseproof.js';

const kept = (name: string) => fileURLToPath(new URL(`../vectors/nsf.cac.v1/${name}`, import.meta.url));
const { trust, allowDevelopment } = JSON.parse(readFileSync(kept('options.json'), 'utf8'));
const trusted = ['--registry', kept('registry.json'), '--trust', trust[0], '--allow-development', allowDevelopment[0]];
const folder = scratchFolder();
const at = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const pretty = readFileSync(kept('parent.json'), 'utf8');
const cac = JSON.stringify(JSON.parse(pretty));
const rowOf = ({ checks }: Verdict, name: string) => checks.find((row) => row.name === name) as CheckRow;

/** The verdict of one text on one file. Exit code 1 or 0, never 2. */
async function verdictOn(path: string, options: readonly string[] = trusted): Promise<Verdict> {
  const { stdout, code } = await clauseproof(['verify', path, ...options, '--format', 'json']);
  const verdict = JSON.parse(stdout) as Verdict;
  expect(code).toBe(verdict.verdict === 'valid' ? 0 : 1);
  return verdict;
}

describe('a damaged line decides about itself only, and is named by its number in the file', () => {
  test.each([
    ['in the middle', [cac, '', '{"half', cac], [1, 3, 4]],
    ['at the end', [cac, cac, cac.slice(0, 900)], [1, 2, 3]],
    ['at the beginning', ['\u0000', cac], [1, 2]],
  ])('%s', { timeout: 20_000 }, async (_, lines, numbers) => {
    const alone = await verdictOn(at('one.json', pretty));
    const { stdout, code } = await clauseproof(['verify', at('many.ndjson', `${lines.join('\n')}\n`), ...trusted, '--format', 'json']);
    expect(code).toBe(1);
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Verdict & { line: number });
    expect(verdicts.map(({ line }) => line)).toEqual(numbers);
    for (const { line, ...verdict } of verdicts) {
      if (lines[line - 1] === cac) expect(verdict).toEqual(alone);
      else expect(rowOf(verdict, 'syntax').code).toBe('syntax.not-strict-json');
    }
  });
});

test('a record whose certificate has a member twice is not read as one of them', { timeout: 20_000 }, async () => {
  const proved = (text: string) => `{"job_id":"a","status":"proved","cac":${text}}`;
  const twice = cac.replace('"outputs":{', '"outputs":{"status":"COMPLIANT"},"outputs":{');
  expect(twice).not.toBe(cac);
  const alone = await verdictOn(at('one.json', pretty));
  const { stdout } = await clauseproof([
    'verify',
    at('twice.ndjson', `${proved(cac)}\n${proved(twice)}\n`),
    ...trusted,
    '--format',
    'json',
  ]);
  const [good, bad] = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Verdict);
  expect(good?.verdict).toBe(alone.verdict);
  expect(bad && rowOf(bad, 'syntax')).toMatchObject({ outcome: 'fail', sentence: expect.stringContaining('twice') });
});

test('what cannot be read is said with its place', async () => {
  const path = at('one.json', pretty);
  const registry = await verdictOn(path, ['--registry', at('registry.json', '{"version":1}'), '--trust', trust[0]]);
  expect(registry.verdict).toBe('indeterminate');
  expect(rowOf(registry, 'registry').sentence).toMatch(/cannot be read: .*missing.* at \/issued_at\.$/);
  const opened = await verdictOn(path, [...trusted, '--opening', at('open.json', '{"units":[]}')]);
  expect(rowOf(opened, 'openings').sentence).toMatch(/cannot be read: .*missing.* at \/\w+\.$/);
  expect(rowOf(await verdictOn(at('empty.json', '')), 'syntax').sentence).toMatch(/line 1, column 1\.$/);
});

test.each([
  ['--trust', 'registry.key.json', 'keygen --show'],
  ['--trust-log', 'z6Mk', 'DID'],
  ['--allow-development', 'season/setup.json', 'vk_hash'],
  ['--allow-development', '0xABC', '64'],
])('%s %s is wrong usage, not a verdict', async (option, value, hint) => {
  expect((await isRefused(['verify', kept('parent.json'), ...trusted, option, value], 'usage.invalid-argument')).stderr).toContain(hint);
});
