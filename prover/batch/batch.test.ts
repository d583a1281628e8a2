/** Batches end to end: nothing lost, nothing repeated, nothing told, whatever is killed or cut in between. */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ProverError } from '../errors.js';
import { jobText } from '../job.js';
import { createProverPool, type ProverPool } from '../pool/pool.js';
import { developmentSetup } from '../setup/development.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
import { type BatchOptions, type BatchProgress, runBatch } from './batch.js';

let fixture: ClauseFixture;
let pool: ProverPool;
let dir: string;
const threads: Worker[] = [];
const watch = (worker: Worker): void => void threads.push(worker);

beforeAll(async () => {
  process.on('worker', watch);
  fixture = await makeClauseFixture(2);
  await developmentSetup(fixture.dir);
  pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 2 });
}, 60_000);

afterAll(async () => {
  process.off('worker', watch);
  await pool.close();
  await fixture.remove();
});

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clauseproof-batch-'));
  return () => rm(dir, { recursive: true, force: true });
});

type Row = Record<string, unknown>;
const rows = async (name: string): Promise<Row[]> =>
  (await readFile(join(dir, name), 'utf8'))
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
const ids = (list: Row[]): unknown[] => list.map((row) => row['job_id']).sort();

const options = (changes: Partial<BatchOptions> = {}): BatchOptions => ({
  pool,
  proofSystem: 'groth16',
  jobs: join(dir, 'in.ndjson'),
  out: join(dir, 'out.ndjson'),
  openings: join(dir, 'openings.ndjson'),
  toRecord: (envelope, job_id) => ({ status: 'proved', job_id, nonce: envelope.nonce, execution_id: envelope.context.execution_id }),
  nonceOf: (record) => (typeof record['nonce'] === 'string' ? record['nonce'] : undefined),
  ...changes,
});

async function writeJobs(lines: readonly string[]): Promise<void> {
  await writeFile(join(dir, 'in.ndjson'), `${lines.join('\n')}\n`);
}
const line = (job_id: string, changes: { area?: number } = {}): string => jobText(fixtureJob(fixture, { job_id, ...changes }));

test('every line gets one record: proof, rejection or error, and only the owner can read the secrets', async () => {
  await writeJobs([
    line('a'),
    '',
    line('b', { area: 13 }),
    line('c', { area: 98765 }),
    '{"inputs": 4711',
    line('a'),
    `${line('d').slice(0, -1)},"surprise":4711}`,
  ]);
  const progress: BatchProgress[] = [];
  const summary = await runBatch(options({ onProgress: (each) => progress.push(each) }));
  expect(summary).toMatchObject({ total: 6, done: 6, proved: 1, rejected: 2, errors: 3, skipped: 0, aborted: false });
  expect(progress).toHaveLength(6);
  expect(progress.at(-1)).toMatchObject({ done: 6, secondsLeft: 0 });
  for (const [index, { done, total, ratePerSecond, secondsLeft, latency }] of progress.entries()) {
    expect(done).toBe(index + 1);
    expect(secondsLeft).toBeCloseTo(((total ?? 0) - done) / ratePerSecond, 6);
    if (latency !== undefined) expect([latency.p50, latency.p95, latency.p99]).toEqual(Object.values(latency).sort((a, b) => a - b));
  }
  expect(progress.at(-1)?.latency?.p50).toBeGreaterThan(0);
  const records = await rows('out.ndjson');
  const codes = records.map((row) => `${row['job_id']} ${row['status']} ${row['code'] ?? ''}`.trim()).sort();
  expect(codes).toEqual([
    'a error job.duplicate',
    'a proved',
    'b rejected clause.ensure',
    'c rejected input.out-of-range',
    'line-5 error json.syntax',
    'line-7 error job.unknown-member',
  ]);
  const text = await readFile(join(dir, 'out.ndjson'), 'utf8');
  expect(text).not.toMatch(/98765|4711/);
  for (const secret of ['out.ndjson.journal', 'openings.ndjson']) expect((await stat(join(dir, secret))).mode & 0o777).toBe(0o600);
  expect(ids(await rows('openings.ndjson'))).toEqual(['a']);
});

test('an existing output is not overwritten', async () => {
  await writeJobs([line('a')]);
  await writeFile(join(dir, 'out.ndjson'), '');
  await expect(runBatch(options())).rejects.toMatchObject({ code: 'batch.out-exists' });
});

test('a worker killed in the middle costs nothing: its job is run again with the same nonce', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  await writeJobs(names.map((name) => line(name)));
  let killed = false;
  const summary = await runBatch(
    options({
      onProgress: ({ latency }) => {
        expect(latency?.p95).toBeGreaterThan(0);
        if (killed) return;
        killed = true;
        void threads
          .filter((worker) => worker.threadId > 0)
          .at(-1)
          ?.terminate();
      },
    }),
  );
  expect(summary).toMatchObject({ proved: 5, errors: 0 });
  expect(ids(await rows('out.ndjson'))).toEqual(names);
  expect(ids(await rows('openings.ndjson'))).toEqual(names);
  expect(await rows('out.ndjson.journal')).toHaveLength(6);
});

test('a job that fails costs one error record; resume proves it with the same nonce and repeats nothing', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  await writeJobs(names.map((name) => line(name)));
  const failing: ProverPool = {
    ...pool,
    prove: (job, proveOptions) =>
      job.job_id === 'c' ? Promise.reject(new ProverError('worker-died', 'twice')) : pool.prove(job, proveOptions),
  };
  expect(await runBatch(options({ pool: failing }))).toMatchObject({ proved: 4, errors: 1 });
  const first = await rows('out.ndjson');
  expect(ids(first)).toEqual(names);
  expect(first.find((row) => row['status'] === 'error')).toMatchObject({ job_id: 'c', code: 'worker-died' });
  const nonce = (await rows('out.ndjson.journal')).find((entry) => entry['job_id'] === 'c')?.['nonce'];

  expect(await runBatch(options({ resume: true }))).toMatchObject({ total: 5, proved: 5, errors: 0, skipped: 4 });
  const second = await rows('out.ndjson');
  expect(ids(second)).toEqual(names);
  expect(second.find((row) => row['job_id'] === 'c')).toMatchObject({ status: 'proved', nonce });
  expect(ids(await rows('openings.ndjson'))).toEqual(names);
});

test('resume after an abort and a cut-off line: the same executions, each record once', async () => {
  const names = ['a', 'b', 'c', 'd'];
  await writeJobs(names.map((name) => line(name)));
  const controller = new AbortController();
  const aborted = await runBatch(
    options({ signal: controller.signal, onProgress: () => controller.abort(new ProverError('stopped', 'stopped')) }),
  );
  expect(aborted.aborted).toBe(true);
  expect(aborted.done).toBeLessThan(4);
  const out = join(dir, 'out.ndjson');
  const [complete] = await rows('out.ndjson');
  await appendFile(out, '{"status":"proved","job_id":"zz","non');
  await appendFile(join(dir, 'openings.ndjson'), '{"job_');
  await truncate(join(dir, 'out.ndjson.journal'), (await stat(join(dir, 'out.ndjson.journal'))).size - 1);
  const journaled = (await rows('out.ndjson.journal')).slice(1, -1);

  expect(await runBatch(options({ resume: true }))).toMatchObject({ proved: 4, errors: 0, aborted: false });
  const records = await rows('out.ndjson');
  expect(ids(records)).toEqual(names);
  expect(records[0]).toEqual(complete);
  for (const entry of journaled) expect(records.find((row) => row['job_id'] === entry['job_id'])?.['nonce']).toBe(entry['nonce']);
  expect(ids(await rows('openings.ndjson'))).toEqual(names);
  expect(await runBatch(options({ resume: true }))).toMatchObject({ proved: 4, skipped: 4 });
  expect(await rows('out.ndjson')).toEqual(records);
});

test('a crash between openings and record does not write the openings twice, and gives the same execution', async () => {
  await writeJobs([line('a')]);
  await runBatch(options());
  const [record] = await rows('out.ndjson');
  await truncate(join(dir, 'out.ndjson'), 0);
  await runBatch(options({ resume: true }));
  expect(await rows('out.ndjson')).toEqual([record]);
  expect(await rows('openings.ndjson')).toHaveLength(1);
});

test('a changed job under an old id is refused when it has a record, and gets new salts when it has none', async () => {
  await writeJobs([line('a')]);
  await runBatch(options());
  await writeJobs([line('a', { area: 8 })]);
  expect(await runBatch(options({ resume: true }))).toMatchObject({ proved: 1, errors: 1 });
  expect((await rows('out.ndjson')).at(-1)).toMatchObject({ job_id: 'a', code: 'job.changed' });
  await truncate(join(dir, 'out.ndjson'), 0);
  await runBatch(options({ resume: true }));
  const entries = (await rows('out.ndjson.journal')).slice(1);
  expect(entries).toHaveLength(2);
  expect(entries[0]?.['salts']).not.toEqual(entries[1]?.['salts']);
});

test('records without their journal, and foreign records, stop a resume', async () => {
  await writeJobs([line('a')]);
  await writeFile(join(dir, 'out.ndjson'), '{"status":"rejected","job_id":"a"}\n');
  await expect(runBatch(options({ resume: true }))).rejects.toMatchObject({ code: 'batch.no-journal' });
  await writeFile(join(dir, 'out.ndjson'), '{"some":"thing"}\n');
  await expect(runBatch(options({ resume: true }))).rejects.toMatchObject({ code: 'batch.foreign-record' });
});

test('jobs from a pipe are proved as they come, and an abort ends the wait for the next one', { timeout: 20_000 }, async () => {
  execFileSync('mkfifo', [join(dir, 'in.ndjson')]);
  const pipe = createWriteStream(join(dir, 'in.ndjson'));
  const controller = new AbortController();
  const progress: BatchProgress[] = [];
  const aborted = runBatch(
    options({
      signal: controller.signal,
      onProgress: (each) => {
        progress.push(each);
        if (each.done === 1) pipe.write(`${line('b')}\n`);
        else controller.abort(new ProverError('stopped', 'stopped'));
      },
    }),
  );
  pipe.write(`${line('a')}\n`);
  expect(await aborted).toMatchObject({ total: 2, proved: 2, aborted: true });
  expect(progress[0]).not.toHaveProperty('total');
  pipe.destroy();

  const again = createWriteStream(join(dir, 'in.ndjson'));
  again.end(['a', 'b', 'c'].map((name) => `${line(name)}\n`).join(''));
  expect(await runBatch(options({ resume: true }))).toMatchObject({ total: 3, proved: 3, skipped: 2, aborted: false });
  expect(ids(await rows('out.ndjson'))).toEqual(['a', 'b', 'c']);
});

test('a second run on the same files is refused while the first goes on, and the first is not disturbed', async () => {
  await writeJobs(['a', 'b', 'c'].map((name) => line(name)));
  let second: Promise<unknown> | undefined;
  const first = await runBatch(
    options({
      onProgress: () => {
        second ??= runBatch(options({ resume: true })).catch((error: unknown) => error);
      },
    }),
  );
  expect(first).toMatchObject({ proved: 3 });
  expect(await second).toMatchObject({ code: 'batch.in-use' });
  expect(ids(await rows('out.ndjson'))).toEqual(['a', 'b', 'c']);
  await expect(stat(join(dir, 'out.ndjson.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('openings that an earlier run did not write are counted, so that nobody throws their salts away', async () => {
  await writeJobs(['a', 'b'].map((name) => line(name)));
  const { openings: _, ...without } = options();
  expect(await runBatch(without)).toMatchObject({ proved: 2, unopened: 0 });
  await writeJobs(['a', 'b', 'c'].map((name) => line(name)));
  expect(await runBatch(options({ resume: true }))).toMatchObject({ proved: 3, skipped: 2, unopened: 2 });
  expect(ids(await rows('openings.ndjson'))).toEqual(['c']);
  expect(await runBatch(options({ resume: true }))).toMatchObject({ unopened: 2 });
});
