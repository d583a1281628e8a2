/** A certificate in the line that a batch wrote for its job, and lines that hold none. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCacFile } from './read-cac.js';

const folder = mkdtempSync(join(tmpdir(), 'clauseproof-cac-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kept = new URL('../../test/vectors/nsf.cac.v1/parent.json', import.meta.url);
const record = (value: object): string => {
  const path = join(folder, 'record.json');
  writeFileSync(path, JSON.stringify(value));
  return path;
};

test('the certificate of a record is the one that would lie in a file of its own', async () => {
  const cac = JSON.parse(readFileSync(kept, 'utf8'));
  const alone = await readCacFile(record(cac));
  expect((await readCacFile(record({ job_id: 'a', status: 'proved', cac }))).cac).toEqual(alone.cac);
});

test.each(['rejected', 'error'])(
  'the record of a job that was not proved (%s) is told apart from a damaged certificate',
  async (status) => {
    await expect(readCacFile(record({ job_id: 'a', status, code: 'x' }))).rejects.toMatchObject({ code: 'cac.none' });
  },
);
