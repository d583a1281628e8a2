/** A folder whose files were changed, lost or mixed up is refused, with the command that mends it. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createExecutor } from './executor.js';
import { openFolder, sha256Hex } from './folder.js';
import { developmentSetup } from './setup/development.js';
import { type ClauseFixture, makeClauseFixture } from './testing/clause-fixture.js';

let original: ClauseFixture;
let dir: string;
beforeAll(async () => {
  original = await makeClauseFixture(2);
}, 60_000);
afterAll(() => original.remove());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clauseproof-folder-'));
  await cp(original.dir, dir, { recursive: true });
  return () => rm(dir, { recursive: true, force: true });
});

const change = async (name: string, edit: (text: string) => string): Promise<void> =>
  writeFile(join(dir, name), edit(await readFile(join(dir, name), 'utf8')));

test('a complete folder opens; its setup is read back as it was written', async () => {
  const shares: number[] = [];
  const record = await developmentSetup(dir, { now: () => new Date('2026-01-02T03:04:05.678Z'), onProgress: (done) => shares.push(done) });
  expect(record.created).toBe('2026-01-02T03:04:05Z');
  expect(shares.at(-1)).toBe(1);
  const folder = await openFolder(dir);
  expect(await folder.setup()).toEqual(record);
  expect(await folder.kimchi()).toBeUndefined();
  expect((await folder.provingKey()).length).toBeGreaterThan(1000);
});

test.each(['circuit.r1cs', 'circuit.wasm', 'circuit.circom', 'program.mjs', 'source/fixture.clause.ts'])(
  '%s changed or missing is refused',
  async (name) => {
    const bytes = await readFile(join(dir, name));
    await writeFile(join(dir, name), Buffer.concat([bytes, Buffer.from(' ')]));
    await expect(openFolder(dir)).rejects.toMatchObject({ code: 'folder.changed-file' });
    await rm(join(dir, name));
    await expect(openFolder(dir)).rejects.toMatchObject({ code: 'folder.missing-file' });
  },
);

test('a file changed after the folder was opened is not used', async () => {
  const folder = await openFolder(dir);
  await change('program.mjs', (text) => `${text} `);
  await expect(folder.read('program.mjs')).rejects.toMatchObject({ code: 'folder.changed-file' });
});

test('a manifest that is missing or inconsistent is refused', async () => {
  await change('manifest.json', (text) => text.replace('Test::Fixture::Rain', 'Test Fixture'));
  await expect(openFolder(dir)).rejects.toMatchObject({ code: 'folder.malformed-manifest' });
  await change('manifest.json', (text) => text.replace('Test Fixture', 'Test::Fixture::Rain').replace('"version":1', '"version":0'));
  await expect(openFolder(dir)).rejects.toThrow('manifest.json is not one of this version of Clauseproof: /version: expected 1');
  await rm(join(dir, 'manifest.json'));
  await expect(openFolder(dir)).rejects.toMatchObject({ code: 'folder.no-manifest' });
});

test('without a setup the error says which command to run', async () => {
  await expect(createExecutor(dir, 'groth16')).rejects.toMatchObject({
    code: 'folder.no-setup',
    help: expect.stringContaining('clauseproof setup'),
  });
});

test('a key or record of another circuit, or a changed one, is refused', async () => {
  const record = await developmentSetup(dir);
  const folder = await openFolder(dir);
  await change('setup.json', (text) => text.replace(record.circuit_hash, `0x${'ab'.repeat(32)}`));
  await expect(folder.setup()).rejects.toMatchObject({ code: 'folder.stale-setup' });
  await writeFile(join(dir, 'setup.json'), JSON.stringify({ ...record, vk: `${record.vk.slice(0, -2)}00` }));
  await expect(folder.setup()).rejects.toMatchObject({ code: 'folder.stale-setup' });
  await writeFile(join(dir, 'setup.json'), JSON.stringify({ ...record, extra: 1 }));
  await expect(folder.setup()).rejects.toMatchObject({ code: 'folder.stale-setup' });
  await writeFile(join(dir, 'setup.json'), JSON.stringify(record));
  await writeFile(join(dir, 'proving_key.zkey'), Buffer.concat([await readFile(join(dir, 'proving_key.zkey')), Buffer.from([0])]));
  await expect(folder.provingKey()).rejects.toMatchObject({ code: 'folder.changed-file' });
  await rm(join(dir, 'proving_key.zkey'));
  await expect(folder.provingKey()).rejects.toMatchObject({ code: 'folder.no-setup' });
});

test('who lost a key of a ceremony is not sent to a development setup', async () => {
  const made = await developmentSetup(dir);
  const hash = `0x${'1'.repeat(64)}`;
  await writeFile(join(dir, 'transcript.json'), '{}');
  const ceremony = {
    ...{ ...made, kind: 'ceremony', zkey_sha256: hash, ptau_sha256: hash, transcript_sha256: sha256Hex('{}') },
    ...{ contributions: [{ name: 'Ada', hash: `0x${'2'.repeat(128)}` }], beacon: '0x0102' },
  };
  await writeFile(join(dir, 'setup.json'), JSON.stringify(ceremony));
  const folder = await openFolder(dir);
  const help = (error: { help: string }): string => error.help;
  expect(await folder.provingKey().catch(help)).toContain(`SHA-256 ${hash}`);
  await rm(join(dir, 'proving_key.zkey'));
  expect(await folder.provingKey().catch(help)).not.toContain('--development');
  await rm(join(dir, 'transcript.json'));
  expect(await folder.setup().catch(help)).not.toContain('--development');
});
