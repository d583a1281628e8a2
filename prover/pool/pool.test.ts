/** The pool end to end on a real circuit: completeness, refusal, and what happens when threads are killed or jobs overstay. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { unitCommitment } from '@clauseproof/protocol/commitment';
import { encodeField } from '@clauseproof/protocol/field';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProverError } from '../errors.js';
import { openFolder } from '../folder.js';
import { DEFAULT_BUDGET } from '../native/engine.js';
import { chooseEngine, loadKernel } from '../native/load.js';
import type { Outcome } from '../outcome.js';
import { developmentSetup } from '../setup/development.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
import { serveMetrics } from './metrics-server.js';
import { createProverPool, type ProverPool } from './pool.js';

let fixture: ClauseFixture;
const threads: Worker[] = [];
const watch = (worker: Worker): void => void threads.push(worker);

beforeAll(async () => {
  fixture = await makeClauseFixture();
  await developmentSetup(fixture.dir);
  process.on('worker', watch);
}, 60_000);

afterAll(async () => {
  process.off('worker', watch);
  await fixture.remove();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof ProverError ? error.code : String(error)),
  );

const proved = (outcome: Outcome) => {
  if (outcome.status !== 'proved') throw new Error(`not proved: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('with two workers', () => {
  let pool: ProverPool;
  beforeAll(async () => {
    pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 2, queueLimit: 2 });
  }, 60_000);
  afterAll(() => pool.close());

  test('completeness: an accepted job gives an envelope, and openings that open its commitments', async () => {
    const { envelope, openings } = proved(await pool.prove(fixtureJob(fixture, { job_id: 'a' })));
    expect(envelope.outputs).toEqual({ status: 'paid', payout: 70 });
    expect(envelope.inputs.fields).toEqual([{ index: 0, value: 1000, meta: {} }]);
    expect(envelope.proof).toMatch(/^0x[0-9a-f]{512}$/);
    const { manifest } = await openFolder(fixture.dir);
    const encoded: bigint[][] = [];
    for (const unit of openings.units) {
      let at = 0;
      for (const { index } of unit.fields) {
        const count = index === 1 ? fixture.days : 1;
        encoded[index] = unit.values.slice(at, at + count).map(BigInt);
        at += count;
      }
      const described = commitmentUnits(manifest.interface)[unit.unit];
      if (described === undefined) throw new Error('no such unit');
      const commitment = unitCommitment(poseidonBn254, manifest.interface, described, encoded, BigInt(unit.salt));
      expect(envelope.inputs.units.find((each) => each.unit === unit.unit)?.commitment).toBe(encodeField(commitment, 'bn254'));
    }
    expect(openings.execution_id).toBe(envelope.context.execution_id);
  });

  test('zero knowledge: two executions of one job share neither nonce nor commitments', async () => {
    const [a, b] = (await Promise.all([pool.prove(fixtureJob(fixture)), pool.prove(fixtureJob(fixture))])).map(
      (outcome) => proved(outcome).envelope,
    );
    expect(a?.nonce).not.toBe(b?.nonce);
    expect(a?.inputs.units.map((unit) => unit.commitment)).not.toEqual(b?.inputs.units.map((unit) => unit.commitment));
  });

  test('the rule that rejects is named by code and place, and no value is told', async () => {
    const outcome = await pool.prove(fixtureJob(fixture, { area: 13 }));
    expect(outcome).toEqual({
      status: 'rejected',
      code: 'clause.ensure',
      place: { module: 'fixture.clause.ts', line: 7, column: 3 },
      reason: 'area 13 is not insured',
    });
  });

  test('an input outside its type is rejected with its pointer, without its value', async () => {
    const outcome = await pool.prove(fixtureJob(fixture, { area: 98765 }));
    expect(outcome).toMatchObject({ status: 'rejected', code: 'input.out-of-range', pointer: '/inputs/farm/area' });
    expect(JSON.stringify(outcome)).not.toContain('98765');
  });

  test('what is wrong in a job is said with its place, though a worker found it', async () => {
    const job = { ...fixtureJob(fixture), meta: { nowhere: {} } };
    await expect(pool.prove(job)).rejects.toMatchObject({ code: 'job.unknown-group', pointer: '/meta/nowhere' });
  });

  test('more jobs than workers and queue hold are refused, the others finish', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(pool.prove(fixtureJob(fixture)))));
    expect(codes).toEqual(['resolved', 'resolved', 'resolved', 'resolved', 'pool.full']);
  });

  test('an aborted job rejects with the reason at once, waiting or running, and the pool goes on', async () => {
    const controller = new AbortController();
    const jobs = Array.from({ length: 4 }, () => codeOf(pool.prove(fixtureJob(fixture), { signal: controller.signal })));
    // As soon as one has started: then two run and two wait, and none can have ended.
    const abort = (message: object): void => {
      if ('started' in message) controller.abort(new ProverError('stopped', 'stopped by the test'));
    };
    const alive = threads.filter(({ threadId }) => threadId > 0);
    for (const worker of alive) worker.on('message', abort);
    expect(await Promise.all(jobs)).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
    for (const worker of alive) worker.off('message', abort);
    proved(await pool.prove(fixtureJob(fixture)));
  });

  test('a killed thread is replaced, and its job is run once more elsewhere', async () => {
    const created = threads.length;
    const jobs = [codeOf(pool.prove(fixtureJob(fixture))), codeOf(pool.prove(fixtureJob(fixture)))];
    const alive = threads.filter((worker) => worker.threadId > 0);
    expect(alive).toHaveLength(2);
    await alive[0]?.terminate();
    expect(await Promise.all(jobs)).toEqual(['resolved', 'resolved']);
    expect(threads.length).toBe(created + 1);
    expect(await pool.metrics.text()).toContain('clauseproof_job_retries_total 1');
  });

  test('a job under which two threads die is given up, and the pool goes on', async () => {
    // Every thread is ended as soon as it says that it has started on a job, until both jobs have had two.
    let ended = 0;
    const endIfStarted = (worker: Worker) => (message: object) => {
      if (!('started' in message) || ended === 4) return;
      ended += 1;
      void worker.terminate();
    };
    const arm = (worker: Worker): void => void worker.on('message', endIfStarted(worker));
    threads.filter(({ threadId }) => threadId > 0).forEach(arm);
    process.on('worker', arm);
    const jobs = [codeOf(pool.prove(fixtureJob(fixture))), codeOf(pool.prove(fixtureJob(fixture)))];
    expect(await Promise.all(jobs)).toEqual(['worker-died', 'worker-died']);
    process.off('worker', arm);
    expect(ended).toBe(4);
    proved(await pool.prove(fixtureJob(fixture)));
  });

  test('threads that die before they are ready are replaced all the same', async () => {
    const jobs = [codeOf(pool.prove(fixtureJob(fixture))), codeOf(pool.prove(fixtureJob(fixture)))];
    const started = threads.length;
    for (let round = 0; round < 3; round++) {
      await Promise.all(threads.filter(({ threadId }) => threadId > 0).map((worker) => worker.terminate()));
      await setTimeout(20);
    }
    expect(threads.length).toBeGreaterThanOrEqual(started + 6);
    expect(['resolved', 'worker-died']).toContain(await jobs[0]);
    await jobs[1];
    expect(await codeOf(pool.prove(fixtureJob(fixture)))).toBe('resolved');
  });

  test('a thread that dies while idle is replaced too', async () => {
    const alive = threads.filter((worker) => worker.threadId > 0);
    await alive[0]?.terminate();
    proved(await pool.prove(fixtureJob(fixture)));
    proved(await pool.prove(fixtureJob(fixture)));
  });
});

test('a waiting job with a higher priority goes first', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, queueLimit: 4 });
  const order: number[] = [];
  const proving = [0, 1, 2, 9].map(async (priority) => {
    await pool.prove(fixtureJob(fixture), { priority });
    order.push(priority);
  });
  await Promise.all(proving);
  expect(order).toEqual([0, 9, 2, 1]);
  await pool.close();
});

test('several circuits in one pool: each job by its own, and what does not fit the budget is unloaded and loaded again', async () => {
  const other = await makeClauseFixture(3);
  await developmentSetup(other.dir);
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, memoryBudgetBytes: 1 });
  try {
    for (let round = 0; round < 2; round++) {
      const own = proved(await pool.prove(fixtureJob(fixture)));
      const foreign = proved(await pool.prove(fixtureJob(other), { dir: other.dir }));
      expect(own.envelope.context.circuit_hash).toBe(pool.folder.manifest.targets.groth16.circuit_hash);
      expect(foreign.envelope.context.circuit_hash).not.toBe(own.envelope.context.circuit_hash);
    }
    expect(await pool.metrics.text()).toMatch(/clauseproof_circuit_evictions_total 3\n/);
    // Unloading means that the native engine's tables are gone too: nobody in this process holds the key any more.
    const native = loadKernel(chooseEngine());
    const isHeld = async (dir: string) => {
      const hash = createHash('sha256')
        .update(await (await openFolder(dir)).provingKey())
        .digest('hex');
      return native?.findKey(`${hash}:${DEFAULT_BUDGET}`) !== undefined;
    };
    expect([await isHeld(other.dir), await isHeld(fixture.dir)]).toEqual([native !== undefined, false]);
    expect(await codeOf(pool.prove(fixtureJob(other)))).toBe('resolved');
    expect(await codeOf(pool.prove(fixtureJob(other), { dir: '/nowhere' }))).toBe('folder.no-manifest');
  } finally {
    await pool.close();
    await other.remove();
  }
});

test('several jobs a worker: an aborted one takes none of its companions along', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, jobsPerWorker: 4 });
  const controller = new AbortController();
  const aborted = codeOf(pool.prove(fixtureJob(fixture), { signal: controller.signal }));
  const companions = Array.from({ length: 3 }, () => codeOf(pool.prove(fixtureJob(fixture))));
  threads.at(-1)?.on('message', (message: object) => {
    if ('started' in message) controller.abort(new ProverError('stopped', 'stopped by the test'));
  });
  expect(await aborted).toBe('stopped');
  expect(await Promise.all(companions)).toEqual(['resolved', 'resolved', 'resolved']);
  await pool.close();
});

test('metrics: counts, stages and percentiles, served as Prometheus text, without a value of any input', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1 });
  expect(pool.metrics.percentiles()).toBeUndefined();
  await pool.prove(fixtureJob(fixture, { threshold: 987, job_id: 'secret-job' }));
  await pool.prove(fixtureJob(fixture, { area: 13 }));
  const server = await serveMetrics(pool.metrics, 0);
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  for (const line of [
    'clauseproof_jobs_total{clause="Test::Fixture::Rain@1.0.0",outcome="proved"} 1',
    'clauseproof_jobs_total{clause="Test::Fixture::Rain@1.0.0",outcome="rejected"} 1',
    'clauseproof_workers 1',
    'clauseproof_jobs_running 0',
    'clauseproof_job_seconds_count{clause="Test::Fixture::Rain@1.0.0",stage="prove"} 1',
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/clauseproof_circuit_memory_bytes\{clause="Test::Fixture::Rain@1.0.0"\} \d{6,}/);
  // As a label or a value of its own: a duration may hold any digits.
  expect(text).not.toMatch(/(?<![\d.])987(?![\d.])|secret-job/);
  expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(404);
  await expect(serveMetrics(pool.metrics, server.port)).rejects.toMatchObject({ code: 'metrics.port' });
  await server.close();
  const { p50 = 0, p99 = 0 } = pool.metrics.percentiles() ?? {};
  expect(p50).toBeGreaterThan(0);
  expect(p99).toBeGreaterThanOrEqual(p50);
  await pool.close();
});

test('room: whoever waits for it is never refused', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, queueLimit: 1 });
  const codes: Promise<string>[] = [];
  for (let job = 0; job < 4; job++) {
    await pool.room();
    codes.push(codeOf(pool.prove(fixtureJob(fixture))));
  }
  expect(await Promise.all(codes)).toEqual(['resolved', 'resolved', 'resolved', 'resolved']);
  await pool.close();
});

test('a time limit beyond the longest timer of Node is no limit of a millisecond', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, jobTimeoutMs: 2 ** 31 });
  proved(await pool.prove(fixtureJob(fixture)));
  await pool.close();
});

test.each([
  [{ workers: 0 }, 'pool.workers'],
  [{ workers: 1.5 }, 'pool.workers'],
  [{ workers: 100_000 }, 'pool.workers'],
  [{ jobTimeoutMs: 0 }, 'pool.timeout'],
  [{ jobTimeoutMs: Number.NaN }, 'pool.timeout'],
])('a pool with %o is refused before a thread starts', async (wrong, code) => {
  const before = threads.length;
  expect(await codeOf(createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, ...wrong }))).toBe(code);
  expect(threads).toHaveLength(before);
});

test('a job that takes too long is stopped with the code timeout', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, jobTimeoutMs: 1 });
  expect(await codeOf(pool.prove(fixtureJob(fixture)))).toBe('timeout');
  await pool.close();
});

test('a closed pool finishes what it has and takes nothing more; its threads are gone', async () => {
  const before = threads.length;
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1 });
  const last = pool.prove(fixtureJob(fixture));
  const worker = threads[before];
  if (worker === undefined) throw new Error('no thread');
  const gone = once(worker, 'exit');
  await pool.close();
  proved(await last);
  await gone;
  expect(await codeOf(pool.prove(fixtureJob(fixture)))).toBe('pool.closed');
});

test('a folder without setup is refused before any thread starts', async () => {
  const bare = await makeClauseFixture(2);
  const before = threads.length;
  expect(await codeOf(createProverPool({ dir: bare.dir, proofSystem: 'groth16', workers: 1 }))).toBe('folder.no-setup');
  expect(threads.length).toBe(before);
  await bare.remove();
});
