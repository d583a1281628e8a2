/**
 * Entry rules of the EU Digital COVID Certificate by the built command: all are imported, and all their tests hold. Proofs of them are made by
 * `npm run prove:eu-rules`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
