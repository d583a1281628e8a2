/**
 * `kill -9` of the whole process in the middle of a batch, at many points: after every resumption nothing is lost, nothing stands
 * twice, and every execution keeps the nonce that it was journaled with.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobText } from '../../prover/job.js';
import { developmentSetup } from '../../prover/setup/development.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../../prover/testing/clause-fixture.js';
import { clauseproof, scratchFolder, succeeds } from './clauseproof.js';

const scratch = scratchFolder();
const at = (name: string): string => join(scratch, name);
const NAMES = Array.from({ length: 10 }, (_, index) => `job-${index}`);
let fixture: ClauseFixture;

beforeAll(async () => {
  fixture = await makeClauseFixture(1);
  await developmentSetup(fixture.dir);
  await succeeds(['keygen', '--out', at('key.json')]);
  writeFileSync(at('jobs.ndjson'), NAMES.map((job_id) => `${jobText(fixtureJob(fixture, { job_id }))}\n`).join(''));
}, 60_000);
afterAll(() => fixture.remove());

interface Row {
  readonly job_id: string;
  readonly status?: string;
  readonly nonce?: string;
  readonly execution_id?: string;
  readonly cac?: { readonly nonce: string; readonly execution_id: string };
}

/** Whole lines only: the kill may have cut the last one. */
function rows(name: string): Row[] {
  if (!existsSync(at(name))) return [];
  const text = readFileSync(at(name), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}
const size = (name: string): number => (existsSync(at(name)) ? statSync(at(name)).size : 0);

const FILES = ['out.ndjson', 'open.ndjson', 'out.ndjson.journal'];
const BATCH = [
  ['--jobs', at('jobs.ndjson')],
  ['--key', at('key.json')],
  ['--out', at('out.ndjson')],
  ['--openings', at('open.ndjson')],
  ['--workers', '2', '--json'],
].flat();

test('a batch killed again and again ends as if it had never been', { timeout: 240_000 }, async () => {
  const nonces = new Map<string, string>();
  const kept = new Map<string, string>();
  let kills = 0;
  // Each round waits until one of the files has grown, in turn, and kills some microseconds to milliseconds later.
  for (let round = 0; rows('out.ndjson').length < NAMES.length - 1 && round < 14; round++) {
    const watched = FILES[round % FILES.length] ?? '';
    const before = size(watched);
    const { code } = await clauseproof(['prove', fixture.dir, ...BATCH, ...(round === 0 ? [] : ['--resume'])], {
      whileRunning: async (kill) => {
        const deadline = Date.now() + 20_000;
        while (size(watched) <= before && Date.now() < deadline) await setTimeout(1);
        await setTimeout((round * 7) % 23);
        kill('SIGKILL');
      },
    });
    if (code === null) kills += 1;
    for (const { job_id, nonce } of rows('out.ndjson.journal').slice(1)) {
      // Journaled once, whatever happened: a second nonce would be a second execution of one event.
      expect(nonces.get(job_id) ?? nonce).toBe(nonce);
      nonces.set(job_id, nonce ?? '');
    }
    for (const row of rows('out.ndjson')) {
      expect(kept.get(row.job_id) ?? JSON.stringify(row)).toBe(JSON.stringify(row));
      kept.set(row.job_id, JSON.stringify(row));
    }
    for (const [job] of kept) expect(rows('out.ndjson').map(({ job_id }) => job_id)).toContain(job);
  }
  expect(kills).toBeGreaterThanOrEqual(3);

  const { stdout } = await succeeds(['prove', fixture.dir, ...BATCH, '--resume']);
  expect(JSON.parse(stdout)).toMatchObject({ total: 10, proved: 10, errors: 0 });
  const records = rows('out.ndjson');
  expect(records.map(({ job_id }) => job_id).sort()).toEqual([...NAMES].sort());
  for (const { job_id, cac } of records) expect(cac?.nonce).toBe(nonces.get(job_id) ?? cac?.nonce);
  expect(new Set(records.map(({ cac }) => cac?.nonce)).size).toBe(NAMES.length);
  const openings = rows('open.ndjson');
  expect(openings.map(({ execution_id }) => execution_id).sort()).toEqual(records.map(({ cac }) => cac?.execution_id).sort());
});

test('metrics of a batch: a file at its end, and a port while it runs', async () => {
  const args = (out: string) => [...BATCH.slice(0, 4), '--out', at(out), '--workers', '1'];
  writeFileSync(at('jobs.ndjson'), `${jobText(fixtureJob(fixture, { job_id: 'one' }))}\n`);
  const { stdout } = await succeeds(['prove', fixture.dir, ...args('m.ndjson'), '--metrics', at('metrics.prom')]);
  expect(stdout).toContain('p50 / p95 / p99');
  expect(readFileSync(at('metrics.prom'), 'utf8')).toContain(
    'clauseproof_jobs_total{clause="Test::Fixture::Rain@1.0.0",outcome="proved"} 1',
  );
  const { stderr } = await succeeds(['prove', fixture.dir, ...args('n.ndjson'), '--metrics', '0']);
  expect(stderr).toMatch(/Metrics: http:\/\/127\.0\.0\.1:\d+\/metrics/);
  const { stderr: refused } = await clauseproof(['prove', fixture.dir, 'input.json', '--key', 'k', '--out', 'o', '--metrics', '0']);
  expect(refused).toContain('usage.only-with-jobs');
});
