/**
 * Kimchi through its own process: analysis, keys, one proof, one rejection, death of the process. One key compilation and one
 * proof only, because they take seconds.
 */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolder } from '../folder.js';
import { createProverPool } from '../pool/pool.js';
import { drawSecrets } from '../secrets.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
import { createKimchiClient, type KimchiClient } from './client.js';

const client: KimchiClient = createKimchiClient();
let fixture: ClauseFixture;
let rows = 0;

beforeAll(async () => {
  fixture = await makeClauseFixture(2, async (dir) => {
    const analysis = await client.analyze(dir);
    rows = analysis.rows;
    expect(analysis.toolchain).toBe('o1js@2.15.0');
    return analysis.gatesSha256;
  });
}, 120_000);
afterAll(async () => {
  await client.close();
  await fixture.remove();
});

test('completeness: compiles, records the key, proves what the circom calculator computed, and verifies', async () => {
  expect(rows).toBeGreaterThan(50);
  // The first opening makes the key record.
  await client.open(fixture.dir);
  const folder = await openFolder(fixture.dir);
  const record = await folder.kimchi();
  expect(record?.circuit_hash).toBe(folder.manifest.targets.kimchi.circuit_hash);
  expect((await stat(join(fixture.dir, 'kimchi.json'))).size).toBeGreaterThan(1000);

  const secrets = drawSecrets(folder.manifest.interface);
  const outcome = await client.execute(fixtureJob(fixture), secrets);
  if (outcome.status !== 'proved') throw new Error(outcome.reason);
  expect(outcome.envelope).toMatchObject({ proof_system: 'kimchi', nonce: secrets.nonce, outputs: { status: 'paid', payout: 70 } });
  expect(outcome.envelope.context.vk_hash).toBe(record?.vk_hash);
  expect(Buffer.from(outcome.envelope.proof, 'base64').length).toBeGreaterThan(10_000);

  const rejected = await client.execute(fixtureJob(fixture, { area: 13 }), secrets);
  expect(rejected).toMatchObject({ status: 'rejected', code: 'clause.ensure' });
}, 300_000);

test('a program whose gates are not those of the manifest is refused', async () => {
  const other = await makeClauseFixture(1);
  await expect(client.setup(other.dir)).rejects.toMatchObject({ code: 'kimchi.changed-circuit' });
  await other.remove();
}, 60_000);

test('a missing or broken folder is an answer, not a crash, also from inside a pool worker', async () => {
  await expect(client.analyze('/nowhere')).rejects.toMatchObject({ code: 'folder.missing-file' });
  const broken = await makeClauseFixture(1);
  await writeFile(join(broken.dir, 'kimchi.json'), '{}');
  await expect(createProverPool({ dir: broken.dir, proofSystem: 'kimchi', workers: 1 })).rejects.toMatchObject({
    code: 'folder.stale-setup',
  });
  await broken.remove();
}, 60_000);

test('closing in the middle of a request rejects it', async () => {
  const short = createKimchiClient();
  const request = short.analyze(fixture.dir);
  const rejected = expect(request).rejects.toMatchObject({ code: 'kimchi.process-died' });
  await short.close();
  await rejected;
}, 60_000);
