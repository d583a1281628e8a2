/** A ceremony as its people meet it: begin, contribute, beacon, finish, verify, with the genuine 2^8 file. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TinyCircuit } from '../../prover/testing/tiny-circuit.js';
import { makeTinyFolder } from '../../prover/testing/tiny-folder.js';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const PTAU = fileURLToPath(new URL('../vectors/ptau/powersOfTau28_hez_final_08.ptau', import.meta.url));
const scratch = scratchFolder();
const at = (name: string): string => join(scratch, name);
let tiny: TinyCircuit;

beforeAll(async () => {
  tiny = await makeTinyFolder();
}, 60_000);
afterAll(() => tiny.remove());

test('two contributors and a beacon make keys that an auditor can verify', async () => {
  const { stdout } = await succeeds(['setup', tiny.dir, '--ptau', PTAU]);
  expect(stdout).toContain('setup contribute');
  await succeeds(['setup', 'contribute', join(tiny.dir, 'ceremony_0000.zkey'), at('1.zkey'), '--name', 'Ada']);
  const second = await succeeds(['setup', 'contribute', at('1.zkey'), at('2.zkey'), '--name', 'Grace', '--json']);
  const published = (JSON.parse(second.stdout) as { hash: string }).hash;
  await isRefused(['setup', 'contribute', at('1.zkey'), at('2.zkey'), '--name', 'Eve'], 'file.exists');
  await isRefused(['setup', 'finish', tiny.dir, '--ptau', PTAU, '--zkey', at('2.zkey')], 'ceremony.no-beacon');
  await succeeds(['setup', 'beacon', at('2.zkey'), at('3.zkey'), '--beacon', '0xabcdef']);
  await succeeds(['setup', 'finish', tiny.dir, '--ptau', PTAU, '--zkey', at('3.zkey')]);
  const verified = await succeeds(['setup', 'verify', tiny.dir, '--ptau', PTAU, '--json']);
  expect(JSON.parse(verified.stdout)).toMatchObject({
    verified: true,
    contributions: [{ name: 'Ada' }, { hash: published }, { kind: 'beacon' }],
  });
  await isRefused(['setup', tiny.dir, '--development'], 'folder.has-ceremony-key');
}, 120_000);

test('soundness: a key and a record that were changed together are told from the true ones', async () => {
  const record = readFileSync(join(tiny.dir, 'setup.json'), 'utf8');
  writeFileSync(join(tiny.dir, 'setup.json'), record.replace('"Grace"', '"Mallory"'));
  const { code, stdout } = await clauseproof(['setup', 'verify', tiny.dir, '--ptau', PTAU, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ verified: false, code: 'ceremony.record' });
  writeFileSync(join(tiny.dir, 'setup.json'), record);
});

test('files that cannot be used are refused with what to do', async () => {
  copyFileSync(join(tiny.dir, 'circuit.r1cs'), at('wrong.ptau'));
  await isRefused(['setup', tiny.dir, '--ptau', at('wrong.ptau')], 'ptau.malformed');
  await isRefused(['setup', tiny.dir, '--ptau', at('nowhere.ptau')], 'ptau.missing');
  await isRefused(['setup', 'contribute', at('nowhere.zkey'), at('n.zkey'), '--name', 'Ada'], 'zkey.missing');
  await isRefused(['setup', 'contribute', at('wrong.ptau'), at('n.zkey'), '--name', 'Ada'], 'zkey.malformed');
});

test.each([
  [['setup', 'dir', '--beacon', 'ff', '--development'], 'usage.only-with-ptau'],
  [['setup', 'dir', '--ptau', 'p', '--beacon', 'ff'], 'usage.no-contribution'],
  [['setup', 'dir', '--ptau', 'p', '--development'], 'usage.two-setups'],
  [['setup', 'contribute', 'a', 'b'], 'usage.missing-mandatory-option-value'],
  [['setup', 'finish', 'a', '--zkeys', 'b'], 'usage.unknown-option'],
])('%j is wrong usage', async (args, code) => {
  await isRefused(args, code);
});
