/** Lines, appends, cut-off ends and the journal of a single job, without any prover. */
import { type FileHandle, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CircuitFolder, openFolder } from '../folder.js';
import { jobDigest, jobText, parseJob } from '../job.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
import { AppendFile, cutPartialLine } from './append-file.js';
import { journaledSecrets } from './journal.js';
import { readLines } from './lines.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clauseproof-files-'));
  return () => rm(dir, { recursive: true, force: true });
});

const linesOf = async (content: string | Uint8Array, maxBytes = 100): Promise<[number, string | undefined][]> => {
  const path = join(dir, 'lines');
  await writeFile(path, content);
  const found: [number, string | undefined][] = [];
  for await (const { number, bytes } of readLines(path, maxBytes))
    found.push([number, bytes === undefined ? undefined : Buffer.from(bytes).toString()]);
  return found;
};

describe('lines', () => {
  test('any line end, blank lines counted but left out, the last line without an end', async () => {
    expect(await linesOf('a\r\n\n \t\nb\nc')).toEqual([
      [1, 'a'],
      [4, 'b'],
      [5, 'c'],
    ]);
    expect(await linesOf('')).toEqual([]);
  });

  test('an overlong line is told, and the next one is read', async () => {
    expect(await linesOf(`a\n${'x'.repeat(200_000)}\nb\n`)).toEqual([
      [1, 'a'],
      [2, undefined],
      [3, 'b'],
    ]);
  });
});

describe('append', () => {
  test('concurrent lines keep their order and are on disk when their promise resolves', async () => {
    const path = join(dir, 'out');
    const file = await AppendFile.open(path, 0o600);
    await Promise.all(Array.from({ length: 100 }, (_, i) => file.append(String(i))));
    expect(await readFile(path, 'utf8')).toBe(Array.from({ length: 100 }, (_, i) => `${i}\n`).join(''));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await file.close();
  });

  test('after a write that failed in the middle of a line nothing follows, and the error names the file', async () => {
    const path = join(dir, 'out');
    const file = await AppendFile.open(path);
    await file.append('a');
    const handle = await open(path);
    const full = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'appendFile').mockImplementationOnce(async function (
      this: FileHandle,
    ) {
      await this.write('{"ha');
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    await handle.close();
    await expect(file.append('{"half":1}')).rejects.toMatchObject({ code: 'ENOSPC', path });
    await expect(file.append('b')).rejects.toMatchObject({ code: 'ENOSPC' });
    await file.close();
    full.mockRestore();
    await cutPartialLine(path);
    expect(await readFile(path, 'utf8')).toBe('a\n');
  });

  test.each([
    ['a\nb\nhalf', 'a\nb\n'],
    ['half', ''],
    ['a\n', 'a\n'],
    [`a\n${'x'.repeat(200_000)}`, 'a\n'],
  ])('a cut-off line is removed', async (before, after) => {
    const path = join(dir, 'out');
    await writeFile(path, before);
    await cutPartialLine(path);
    expect(await readFile(path, 'utf8')).toBe(after);
  });

  test('a missing file stays missing', async () => {
    await cutPartialLine(join(dir, 'none'));
    await expect(stat(join(dir, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('job', () => {
  const job = fixtureJob({ days: 2 }, { job_id: 'a' });

  test('its text is read back as the same job; white space and order do not change the digest, a digit does', () => {
    expect(jobText(parseJob(jobText(job)))).toBe(jobText(job));
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(jobText(job)) as object).reverse()), null, 2);
    expect(jobDigest(parseJob(reordered))).toBe(jobDigest(parseJob(jobText(job))));
    expect(jobDigest(parseJob(jobText(job).replace('1.2', '1.20')))).not.toBe(jobDigest(parseJob(jobText(job))));
    expect(jobDigest({ ...job, job_id: 'b' })).toBe(jobDigest(job));
  });

  test.each([
    ['[]', 'job.malformed'],
    ['{"inputs":{}}', 'job.missing-member'],
    [jobText(job).replace('"job_id":"a"', '"job_id":"a b"'), 'job.malformed'],
    [jobText(job).replace('"job_id":"a"', '"jobid":"a"'), 'job.unknown-member'],
    [jobText(job).replace('"job_id":"a"', '"timestamp":"yesterday"'), 'timestamp.malformed'],
    [jobText(job).replace('"job_id":"a"', '"meta":{"station":{"secret":4711}}'), 'meta.unknown-member'],
  ])('%s is refused', (text, code) => {
    expect(() => parseJob(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe('journaled secrets of a single job', () => {
  let fixture: ClauseFixture;
  let folder: CircuitFolder;
  beforeAll(async () => {
    fixture = await makeClauseFixture(2);
    folder = await openFolder(fixture.dir);
  }, 60_000);
  afterAll(() => fixture.remove());

  test('a retry gets the same ones, also with a cut-off line in between; another job others; the file is private', async () => {
    const path = join(dir, 'journal');
    const job = fixtureJob(fixture);
    const first = await journaledSecrets(path, folder, 'groth16', job, () => new Date('2026-01-01T00:00:00Z'));
    await writeFile(path, `${await readFile(path, 'utf8')}{"half`);
    expect(await journaledSecrets(path, folder, 'groth16', job)).toEqual(first);
    expect(first.timestamp).toBe('2026-01-01T00:00:00Z');
    const other = await journaledSecrets(path, folder, 'groth16', fixtureJob(fixture, { area: 9 }));
    expect(other.nonce).not.toBe(first.nonce);
    expect(new Set([...first.salts, ...other.salts]).size).toBe(4);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(journaledSecrets(path, folder, 'kimchi', job)).rejects.toMatchObject({ code: 'journal.other-circuit' });
  });
});
