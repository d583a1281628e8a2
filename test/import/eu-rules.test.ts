/**
 * Entry rules of the EU Digital COVID Certificate by the built command: all are imported, all their tests hold, and two are proved. Proofs of
 * all of them are made by `npm run prove:eu-rules`.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { clauseproof, scratchFolder, succeeds } from '../cli/clauseproof.js';

const VECTORS = fileURLToPath(new URL('../vectors/eu-dcc', import.meta.url));
const DOCUMENTS = readdirSync(VECTORS)
  .filter((name) => name.endsWith('.json'))
  .map((name) => join(VECTORS, name));
const folder = scratchFolder();
const at = (name: string) => join(folder, name);

describe('all published rules', () => {
  beforeAll(async () => {
    const { stdout } = await succeeds(['import', 'certlogic', ...DOCUMENTS, '--out', at('rules'), '--json']);
    const { written, refusals } = JSON.parse(stdout) as { written: { cases: number }[]; refusals: unknown[] };
    expect(refusals).toEqual([]);
    expect(written).toHaveLength(87);
    expect(written.reduce((sum, { cases }) => sum + cases, 0)).toBe(533);
  });

  test('hold in all their tests, by one command', async () => {
    const { stdout } = await succeeds(['test', at('rules'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ passed: 533, failed: 0, untested: [] });
  });

  test('and are found to fail when a clause says something else', async () => {
    const path = at('rules/gr-at-0000.clause.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('=== 1', '=== 2'));
    const { code, stdout } = await clauseproof(['test', path]);
    writeFileSync(path, text);
    expect(code).toBe(1);
    expect(stdout).toContain('CP6010');
  });
});

const SCRIPT = fileURLToPath(new URL('../../benchmarks/dist/eu-rules.js', import.meta.url));

test('a test of a rule is proved and verified, as npm run prove:eu-rules does for all that no earlier run has proved', async () => {
  writeFileSync(at('proved.txt'), 'vr-eu-0001 proved once\n');
  // vr-at-0006 has numbers, which keep their digits from the cases file to the proof.
  const rules = ['gr-at-0000', 'vr-at-0006', 'vr-eu-0001'];
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...rules, '--resume', folder]);
  expect(stdout.match(/^\d\/3 (gr-at-0000|vr-at-0006) .+ s +\d+ constraints {2}accepted true/gm), stdout).toHaveLength(2);
  expect(stdout).toContain('3/3 vr-eu-0001   proved by an earlier run');
  expect(readFileSync(at('proved.txt'), 'utf8').match(/^\S+/gm)).toEqual(['vr-eu-0001', 'gr-at-0000', 'vr-at-0006']);
});

test('what a failing command printed is told', async () => {
  const { clauseproof: runCommand } = (await import(join(dirname(SCRIPT), 'prepared.js'))) as {
    clauseproof(...args: readonly string[]): string;
  };
  expect(() => runCommand('check', at('missing.clause.ts'))).toThrow(/ended with 2:\n.*file\.missing/s);
});
