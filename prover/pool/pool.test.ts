/** The pool end to end on a real circuit: completeness, refusal, and what happens when threads are killed or jobs overstay. */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { unitCommitment } from '@clauseproof/protocol/commitment';
import { encodeField } from '@clauseproof/protocol/field';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProverError } from '../errors.js';
import { openFolder } from '../folder.js';
import type { Outcome } from '../outcome.js';
import { developmentSetup } from '../setup/development.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
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

  test('more jobs than workers and queue hold are refused, the others finish', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(pool.prove(fixtureJob(fixture)))));
    expect(codes).toEqual(['resolved', 'resolved', 'resolved', 'resolved', 'pool.full']);
  });

  test('an aborted job rejects with the reason at once, waiting or running, and the pool goes on', async () => {
    const controller = new AbortController();
    const jobs = Array.from({ length: 4 }, () => codeOf(pool.prove(fixtureJob(fixture), { signal: controller.signal })));
    setTimeout(() => controller.abort(new ProverError('stopped', 'stopped by the test')), 20);
    expect(await Promise.all(jobs)).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
    proved(await pool.prove(fixtureJob(fixture)));
  });

  test('a killed thread fails its own job only, and is replaced', async () => {
    const created = threads.length;
    const [victim, other] = [codeOf(pool.prove(fixtureJob(fixture))), codeOf(pool.prove(fixtureJob(fixture)))];
    const alive = threads.filter((worker) => worker.threadId > 0);
    expect(alive).toHaveLength(2);
    await alive[0]?.terminate();
    expect([await victim, await other].sort()).toEqual(['resolved', 'worker-died']);
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(pool.prove(fixtureJob(fixture)))));
    expect(codes).toEqual(['resolved', 'resolved', 'resolved', 'resolved']);
    expect(threads.length).toBe(created + 1);
  });

  test('a thread that dies while idle is replaced too', async () => {
    const alive = threads.filter((worker) => worker.threadId > 0);
    await alive[0]?.terminate();
    proved(await pool.prove(fixtureJob(fixture)));
    proved(await pool.prove(fixtureJob(fixture)));
  });
});

test('a job that takes too long is stopped with the code timeout', async () => {
  const pool = await createProverPool({ dir: fixture.dir, proofSystem: 'groth16', workers: 1, jobTimeoutMs: 5 });
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
