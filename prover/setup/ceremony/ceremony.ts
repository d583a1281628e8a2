/**
 * The ceremony: Groth16 keys that nobody can forge proofs for unless everybody who took part works together.
 *
 * `begin` makes the first key of phase 2 from the circuit and a published powers-of-tau file; each contributor turns one key into
 * the next and forgets a secret; `addBeacon` ends it with a value that nobody could foresee; `finish` verifies the whole chain
 * from circuit and ptau before it installs the key. The cryptography is snarkjs's (MPC of Bowe, Gabizon, Miers 2017).
 *
 * Trap: the first key has gamma = delta, for which anybody can prove any statement. It is a step between files, never installed.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { writeFileAtomically } from '../../atomic-file.js';
import { ProverError } from '../../errors.js';
import { type CircuitFolder, openFolder, sha256Hex, TRANSCRIPT_FILE } from '../../folder.js';
import { readZkeyHeader } from '../../groth16/zkey-reader.js';
import type { CeremonyRecord } from '../../setup-record.js';
import { utcSeconds } from '../development.js';
import { domainLog } from '../key-scalars.js';
import { readR1csHeader } from '../r1cs.js';
import { runCeremonyStep } from './client.js';
import { type Contribution, type Phase2, readPhase2 } from './contributions.js';
import type { CeremonyRequest } from './messages.js';
import { type CheckedPtau, checkPtau } from './ptau-file.js';
import { transcriptText } from './transcript.js';

/** File in the folder that `begin` writes. */
const FIRST_KEY = 'ceremony_0000.zkey';
const R1CS = 'circuit.r1cs';
const MAX_NAME_BYTES = 64;
const ITERATIONS = { least: 10, most: 63 } as const;

/** log2 of the domain that the circuit in `folder` needs. */
async function neededPower(folder: CircuitFolder): Promise<number> {
  return domainLog(readR1csHeader(await folder.read(R1CS)));
}

async function readKey(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? 'unknown reason');
    throw new ProverError('zkey.missing', `cannot read ${path}: ${why}`, 'Name a .zkey file of the ceremony.');
  });
}

/** Runs a step that writes a file: complete under its name, or absent. */
async function writeKey(to: string, request: (temporary: string) => CeremonyRequest, signal?: AbortSignal): Promise<Uint8Array> {
  const temporary = `${to}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    if (!(await runCeremonyStep(request(temporary), signal)))
      throw new ProverError('ceremony.failed', 'snarkjs refused to make the key', 'Check that the files belong together.');
    const bytes = await readKey(temporary);
    await rename(temporary, to);
    return bytes;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The contributions of a key that may get one more. @throws ProverError `zkey.malformed`, `ceremony.finished` */
async function openEnded(from: string): Promise<Phase2> {
  const bytes = await readKey(from);
  readZkeyHeader(bytes);
  const phase2 = readPhase2(bytes);
  if (/^0x0+$/.test(phase2.circuitHash))
    throw new ProverError('ceremony.development-key', `${from} is a development key, and nothing can be contributed to it`, BEGIN);
  if (phase2.contributions.at(-1)?.kind === 'beacon')
    throw new ProverError(
      'ceremony.finished',
      `${from} ends with a beacon already`,
      'Install it: clauseproof setup finish DIR --zkey FILE',
    );
  return phase2;
}

const BEGIN = 'Begin a ceremony: clauseproof setup DIR --ptau FILE';

function assertName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  const isFit = /^[^\u0000-\u001f\u007f-\u009f]+$/u.test(name) && name.normalize('NFC') === name && name.trim() !== '';
  if (!isFit || Buffer.byteLength(name) > MAX_NAME_BYTES)
    throw new ProverError(
      'ceremony.name',
      `a contributor's name has 1 to ${MAX_NAME_BYTES} bytes of UTF-8 without control characters`,
      'Give another name.',
    );
}

export interface BegunCeremony {
  readonly ptau: CheckedPtau;
  /** The first key of phase 2. */
  readonly zkey: string;
  readonly phase2: Phase2;
}

/**
 * Makes the first key of phase 2, `ceremony_0000.zkey` in the folder unless `to` says otherwise.
 * @throws ProverError `folder.*`, `ptau.*`
 */
export async function beginCeremony(dir: string, ptauPath: string, to?: string, signal?: AbortSignal): Promise<BegunCeremony> {
  const folder = await openFolder(dir);
  const ptau = await checkPtau(ptauPath, await neededPower(folder));
  const zkey = to ?? join(dir, FIRST_KEY);
  const bytes = await writeKey(zkey, (temporary) => ({ operation: 'begin', r1cs: join(dir, R1CS), ptau: ptauPath, to: temporary }), signal);
  return { ptau, zkey, phase2: readPhase2(bytes) };
}

/** The contribution that a step has just added. */
function added(before: Phase2, bytes: Uint8Array): Contribution {
  const last = readPhase2(bytes).contributions[before.contributions.length];
  if (last === undefined) throw new ProverError('ceremony.failed', 'snarkjs added no contribution');
  return last;
}

/**
 * Adds a contribution: `from` -> `to`, with randomness of the operating system that is forgotten at once.
 * @returns with the hash that the contributor should publish
 * @throws ProverError `zkey.*`, `ceremony.finished`, `ceremony.name`
 */
export async function contribute(from: string, to: string, name: string, signal?: AbortSignal): Promise<Contribution> {
  assertName(name);
  const before = await openEnded(from);
  const entropy = randomBytes(64).toString('hex');
  return added(before, await writeKey(to, (temporary) => ({ operation: 'contribute', from, to: temporary, name, entropy }), signal));
}

export interface BeaconOptions {
  /** Hex digits with or without 0x, 1 to 255 bytes: a public value that was not known while contributions were made. */
  readonly beacon: string;
  /** log2 of the hash iterations, 10 to 63; 10 unless given. */
  readonly iterationsExponent?: number;
  readonly name?: string;
}

/**
 * Ends the contributions with a beacon: `from` -> `to`.
 * @throws ProverError `zkey.*`, `ceremony.finished`, `ceremony.no-contribution`, `ceremony.beacon`
 */
export async function addBeacon(from: string, to: string, options: BeaconOptions, signal?: AbortSignal): Promise<Contribution> {
  const { iterationsExponent = ITERATIONS.least, name = 'beacon' } = options;
  const beacon = options.beacon.replace(/^0x/, '').toLowerCase();
  if (!/^(?:[0-9a-f]{2}){1,255}$/.test(beacon))
    throw new ProverError('ceremony.beacon', 'a beacon is 1 to 255 bytes in hexadecimal digits', 'Give for example a block hash.');
  if (!Number.isInteger(iterationsExponent) || iterationsExponent < ITERATIONS.least || iterationsExponent > ITERATIONS.most)
    throw new ProverError(
      'ceremony.beacon',
      `the iterations are 2^${ITERATIONS.least} to 2^${ITERATIONS.most}`,
      'Give a number in between.',
    );
  assertName(name);
  const before = await openEnded(from);
  if (before.contributions.length === 0)
    throw new ProverError('ceremony.no-contribution', `${from} has no contribution yet`, 'Add one: clauseproof setup contribute FROM TO');
  return added(
    before,
    await writeKey(to, (temporary) => ({ operation: 'beacon', from, to: temporary, name, beacon, iterationsExponent }), signal),
  );
}

/** @throws ProverError `ceremony.not-valid` */
async function assertFollows(dir: string, ptau: string, zkey: string, signal?: AbortSignal): Promise<void> {
  if (!(await runCeremonyStep({ operation: 'verify', r1cs: join(dir, R1CS), ptau, zkey }, signal)))
    throw new ProverError(
      'ceremony.not-valid',
      'the key does not follow from this circuit and powers-of-tau file by valid contributions',
      'Do not use it. Find the last key that verifies and go on from there.',
    );
}

/** Contributions and beacon as the setup record lists them. @throws ProverError `ceremony.no-contribution`, `ceremony.no-beacon` */
function listed({ contributions }: Phase2): Pick<CeremonyRecord, 'contributions' | 'beacon'> {
  const last = contributions.at(-1);
  if (last?.beacon === undefined)
    throw new ProverError(
      'ceremony.no-beacon',
      'the key does not end with a beacon',
      'Add one: clauseproof setup beacon FROM TO --beacon HEX',
    );
  const people = contributions.filter(({ kind }) => kind === 'contribution').map(({ name, hash }) => ({ name, hash }));
  if (people.length === 0)
    throw new ProverError('ceremony.no-contribution', 'the key has no contribution', 'Add one: clauseproof setup contribute FROM TO');
  return { contributions: people, beacon: last.beacon };
}

/**
 * Verifies a finished key against circuit and powers of tau and installs it in the folder: `proving_key.zkey`, `transcript.json`,
 * and `setup.json` last, so that a crash in between leaves a folder that says its key does not fit.
 * @throws ProverError `folder.*`, `ptau.*`, `zkey.*`, `ceremony.*`
 */
export async function finishCeremony(
  dir: string,
  ptauPath: string,
  zkeyPath: string,
  options: { readonly signal?: AbortSignal; readonly now?: () => Date } = {},
): Promise<CeremonyRecord> {
  const folder = await openFolder(dir);
  const ptau = await checkPtau(ptauPath, await neededPower(folder));
  const copy = join(dir, `proving_key.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await readKey(zkeyPath);
    await copyFile(zkeyPath, copy);
    const zkey = await readKey(copy);
    const { verificationKey } = readZkeyHeader(zkey);
    const phase2 = readPhase2(zkey);
    const { contributions, beacon } = listed(phase2);
    await assertFollows(dir, ptauPath, copy, options.signal);
    const facts = { circuit_hash: folder.manifest.targets.groth16.circuit_hash, zkey_sha256: sha256Hex(zkey) };
    const transcript = transcriptText(ptau, phase2, facts);
    const record: CeremonyRecord = {
      version: 1,
      kind: 'ceremony',
      vk: toHex(verificationKey),
      vk_hash: verificationKeyHash(verificationKey),
      ...facts,
      ptau_sha256: ptau.sha256,
      transcript_sha256: sha256Hex(transcript),
      contributions,
      beacon,
      created: utcSeconds((options.now ?? (() => new Date()))()),
    };
    await writeFileAtomically(join(dir, TRANSCRIPT_FILE), transcript);
    await rename(copy, join(dir, 'proving_key.zkey'));
    await writeFileAtomically(join(dir, 'setup.json'), `${JSON.stringify(record, null, 2)}\n`);
    return record;
  } finally {
    await rm(copy, { force: true });
  }
}

/**
 * Checks the installed key of a folder from nothing but its circuit and the powers-of-tau file: what an auditor runs.
 * @throws ProverError `ceremony.development-key`, `ceremony.record` if setup.json tells another story, and as `finishCeremony`
 */
export async function verifyCeremony(
  dir: string,
  ptauPath: string,
  signal?: AbortSignal,
): Promise<{ readonly ptau: CheckedPtau; readonly phase2: Phase2; readonly record: CeremonyRecord }> {
  const folder = await openFolder(dir);
  const record = await folder.setup();
  if (record.kind !== 'ceremony')
    throw new ProverError('ceremony.development-key', `${dir} has a development key, which no ceremony made`, BEGIN);
  const ptau = await checkPtau(ptauPath, await neededPower(folder));
  const zkey = await folder.provingKey();
  const phase2 = readPhase2(zkey);
  const facts = { circuit_hash: record.circuit_hash, zkey_sha256: record.zkey_sha256 };
  const { contributions, beacon } = listed(phase2);
  const isTold =
    record.ptau_sha256 === ptau.sha256 &&
    record.beacon === beacon &&
    JSON.stringify(record.contributions) === JSON.stringify(contributions) &&
    record.transcript_sha256 === sha256Hex(transcriptText(ptau, phase2, facts)) &&
    record.vk === toHex(readZkeyHeader(zkey).verificationKey);
  if (!isTold)
    throw new ProverError(
      'ceremony.record',
      'setup.json states another powers-of-tau file, key or list of contributions than the proving key holds',
      'Do not use it. Install the key again: clauseproof setup finish DIR --zkey FILE --ptau FILE',
    );
  await assertFollows(dir, ptauPath, join(dir, 'proving_key.zkey'), signal);
  return { ptau, phase2, record };
}
