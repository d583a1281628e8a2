/** A ceremony on the genuine 2^8 file: completeness end to end, and what must be refused at every step. */
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder } from '../../folder.js';
import { createSnarkjsEngine } from '../../groth16/snarkjs.js';
import type { CeremonyRecord } from '../../setup-record.js';
import type { TinyCircuit } from '../../testing/tiny-circuit.js';
import { makeTinyFolder } from '../../testing/tiny-folder.js';
import { WitnessCalculator } from '../../witness/calculator.js';
import { developmentSetup } from '../development.js';
import { addBeacon, beginCeremony, contribute, finishCeremony, verifyCeremony } from './ceremony.js';
import { runCeremonyStep } from './client.js';
import { readPhase2 } from './contributions.js';
import { PUBLISHED_PTAU } from './published-ptau.js';

const PTAU = fileURLToPath(new URL('../../../test/vectors/ptau/powersOfTau28_hez_final_08.ptau', import.meta.url));
const BEACON = '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

let tiny: TinyCircuit;
let scratch: string;
let record: CeremonyRecord;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'clauseproof-ceremony-'));
  tiny = await makeTinyFolder();
  const begun = await beginCeremony(tiny.dir, PTAU, at('0.zkey'));
  expect(begun.phase2.contributions).toEqual([]);
  await contribute(at('0.zkey'), at('1.zkey'), 'Ada');
  await contribute(at('1.zkey'), at('2.zkey'), 'Grace');
  await addBeacon(at('2.zkey'), at('3.zkey'), { beacon: BEACON });
  record = await finishCeremony(tiny.dir, PTAU, at('3.zkey'));
}, 120_000);
afterAll(() => Promise.all([tiny.remove(), rm(scratch, { recursive: true, force: true })]));

test('completeness: the installed key proves, and its record lists who contributed', async () => {
  expect(record).toMatchObject({ kind: 'ceremony', beacon: `0x${BEACON}`, contributions: [{ name: 'Ada' }, { name: 'Grace' }] });
  const folder = await openFolder(tiny.dir);
  expect(await folder.setup()).toEqual(record);
  const engine = await createSnarkjsEngine(await folder.provingKey());
  const witness = (await WitnessCalculator.create(tiny.wasm)).calculate({ f0_p_a: [7n], ctx_hi: [1n], ctx_lo: [2n] });
  const signals = witness.publicSignals(4);
  const proof = await engine.prove(witness.bytes);
  expect(await engine.verify(signals, proof)).toBe(true);
  expect(await engine.verify([50n, ...signals.slice(1)], proof)).toBe(false);
  const { ptau, phase2 } = await verifyCeremony(tiny.dir, PTAU);
  expect(ptau.name).toBe('powersOfTau28_hez_final_08.ptau');
  expect(phase2.contributions.map(({ kind }) => kind)).toEqual(['contribution', 'contribution', 'beacon']);
  expect(await readdir(tiny.dir)).not.toContainEqual(expect.stringMatching(/tmp$/));
});

test('a contribution has the hash that snarkjs gives it', async () => {
  const { contributions } = readPhase2(await readFile(at('3.zkey')));
  expect(new Set(contributions.map(({ hash }) => hash)).size).toBe(3);
  const { zKey } = await import('snarkjs');
  const { threadCurve } = await import('../../groth16/curve.js');
  await threadCurve();
  const returned = (await zKey.contribute(at('0.zkey'), at('hash.zkey'), 'x', 'y')) as Uint8Array;
  expect(readPhase2(await readFile(at('hash.zkey'))).contributions[0]?.hash).toBe(`0x${Buffer.from(returned).toString('hex')}`);
});

describe('soundness: what is refused', () => {
  test.each<[string, (path: string) => Promise<void>, string]>([
    ['cut off', (path) => truncate(path, 100_000), 'ptau.malformed'],
    ['empty', (path) => truncate(path, 0), 'ptau.malformed'],
    ['another kind of file', (path) => copyFile(at('3.zkey'), path), 'ptau.malformed'],
    ['one bit changed', (path) => flip(path, 300_000), 'ptau.not-published'],
    ['bytes added', async (path) => writeFile(path, Buffer.concat([await readFile(PTAU), Buffer.alloc(3)])), 'ptau.malformed'],
    ['not prepared', async (path) => writeFile(path, withoutPreparation(await readFile(PTAU))), 'ptau.not-prepared'],
    ['missing', (path) => rm(path), 'ptau.missing'],
  ])('a powers-of-tau file that is %s', async (_, change, code) => {
    const path = at('changed.ptau');
    await copyFile(PTAU, path);
    await chmod(path, 0o644);
    await change(path);
    await expect(beginCeremony(tiny.dir, path, at('never.zkey'))).rejects.toMatchObject({ code });
    await expect(readFile(at('never.zkey'))).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(path, { force: true });
  });

  test('powers that are too few, with the file that is needed', async () => {
    const larger = await makeTinyFolder(300);
    try {
      await expect(beginCeremony(larger.dir, PTAU, at('never.zkey'))).rejects.toMatchObject({
        code: 'ptau.too-small',
        message: expect.stringContaining('this circuit needs 2^9'),
        help: expect.stringContaining('powersOfTau28_hez_final_09.ptau'),
      });
    } finally {
      await larger.remove();
    }
  });

  test.each([
    ['without contribution', '0.zkey', 'ceremony.no-beacon'],
    ['without beacon', '2.zkey', 'ceremony.no-beacon'],
    ['with a changed point', 'changed.zkey', 'ceremony.not-valid'],
    ['with a renamed contributor chain', 'shuffled.zkey', 'ceremony.not-valid'],
    ['of a development setup', 'development.zkey', 'ceremony.no-beacon'],
    ['cut off', 'short.zkey', 'zkey.malformed'],
  ])('a key %s is not installed', async (_, name, code) => {
    const key = await readFile(at('3.zkey'));
    const changed = Buffer.from(key);
    // Inside the H points: the last section is the ceremony, and H stands before it.
    changed.set(key.subarray(sectionAt(key, 9) + 64, sectionAt(key, 9) + 128), sectionAt(key, 9));
    await writeFile(at('changed.zkey'), changed);
    const shuffled = Buffer.from(key);
    shuffled[sectionAt(key, 10) + 68 + 64 * 3 + 128] = (key[sectionAt(key, 10) + 68 + 64 * 3 + 128] ?? 0) ^ 1;
    await writeFile(at('shuffled.zkey'), shuffled);
    await writeFile(at('short.zkey'), key.subarray(0, key.length - 5));
    const other = await makeTinyFolder();
    await developmentSetup(other.dir);
    await copyFile(join(other.dir, 'proving_key.zkey'), at('development.zkey'));
    await other.remove();
    const before = await readFile(join(tiny.dir, 'setup.json'), 'utf8');
    await expect(finishCeremony(tiny.dir, PTAU, at(name))).rejects.toMatchObject({ code });
    expect(await readFile(join(tiny.dir, 'setup.json'), 'utf8')).toBe(before);
  });

  test('a key of another circuit', async () => {
    const other = await makeTinyFolder(21);
    try {
      await expect(finishCeremony(other.dir, PTAU, at('3.zkey'))).rejects.toMatchObject({ code: 'ceremony.not-valid' });
    } finally {
      await other.remove();
    }
  });

  test('a beacon before any contribution, a contribution after the beacon, and bad names and values', async () => {
    const refused = async (promise: Promise<unknown>) => promise.then(() => 'done').catch((error) => (error as { code: string }).code);
    expect(await refused(addBeacon(at('0.zkey'), at('n.zkey'), { beacon: BEACON }))).toBe('ceremony.no-contribution');
    expect(await refused(contribute(at('3.zkey'), at('n.zkey'), 'Late'))).toBe('ceremony.finished');
    expect(await refused(contribute(at('1.zkey'), at('n.zkey'), ''))).toBe('ceremony.name');
    expect(await refused(contribute(at('1.zkey'), at('n.zkey'), 'a\nb'))).toBe('ceremony.name');
    expect(await refused(contribute(at('1.zkey'), at('n.zkey'), '\u{1f600}'.repeat(17)))).toBe('ceremony.name');
    expect(await refused(addBeacon(at('1.zkey'), at('n.zkey'), { beacon: 'xyz' }))).toBe('ceremony.beacon');
    expect(await refused(addBeacon(at('1.zkey'), at('n.zkey'), { beacon: BEACON, iterationsExponent: 9 }))).toBe('ceremony.beacon');
  });

  test('a setup record that tells another story than the key', async () => {
    const path = join(tiny.dir, 'setup.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"Ada"', '"Eve"'));
    await expect(verifyCeremony(tiny.dir, PTAU)).rejects.toMatchObject({ code: 'ceremony.record' });
    await writeFile(path, text);
    const transcript = join(tiny.dir, 'transcript.json');
    const told = await readFile(transcript, 'utf8');
    await writeFile(transcript, told.replace('"Ada"', '"Eve"'));
    await expect(verifyCeremony(tiny.dir, PTAU)).rejects.toMatchObject({ code: 'folder.changed-file' });
    await writeFile(transcript, told);
  });
});

test('an abort ends the process at once and leaves no file', async () => {
  const controller = new AbortController();
  const step = beginCeremony(tiny.dir, PTAU, at('aborted.zkey'), controller.signal);
  setTimeout(() => controller.abort(new Error('stopped by the test')), 50);
  await expect(step).rejects.toThrow('stopped by the test');
  expect((await readdir(scratch)).filter((name) => name.startsWith('aborted'))).toEqual([]);
});

test('the process ends by itself when it is done', async () => {
  const started = performance.now();
  expect(await runCeremonyStep({ operation: 'verify', r1cs: join(tiny.dir, 'circuit.r1cs'), ptau: PTAU, zkey: at('3.zkey') })).toBe(true);
  expect(performance.now() - started).toBeLessThan(60_000);
});

test('the published table is whole', () => {
  expect(PUBLISHED_PTAU.map(({ power }) => power)).toEqual(Array.from({ length: 21 }, (_, index) => index + 8));
  expect(new Set(PUBLISHED_PTAU.map(({ blake2b }) => blake2b)).size).toBe(21);
});

async function flip(path: string, offset: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Offset of the content of a section of a binary iden3 file. */
function sectionAt(bytes: Buffer, wanted: number): number {
  for (let at = 12; at < bytes.length; at += 12 + Number(bytes.readBigUInt64LE(at + 4)))
    if (bytes.readUInt32LE(at) === wanted) return at + 12;
  throw new Error(`no section ${wanted}`);
}

/** The file as phase 1 leaves it: the Lagrange bases are cut out. */
function withoutPreparation(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at < bytes.length; ) {
    const end = at + 12 + Number(bytes.readBigUInt64LE(at + 4));
    if (bytes.readUInt32LE(at) < 12) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(kept.length, 8);
  return Buffer.concat([head, ...kept]);
}
