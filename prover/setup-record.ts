/** `setup.json`: which Groth16 key belongs to the circuit, and how it came about. */
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import type { SetupRecord as RegisteredSetup } from '@clauseproof/protocol/registry';
import { ProverError } from './errors.js';
import { type RecordMembers, readRecord, recordStrings } from './record-file.js';

interface MadeKey {
  readonly version: 1;
  /** Canonical binary verification key, 0x + hex. */
  readonly vk: string;
  readonly vk_hash: string;
  readonly circuit_hash: string;
  readonly zkey_sha256: string;
  /** RFC 3339, UTC seconds. */
  readonly created: string;
}

/** One machine knew the toxic values, so its owner could forge proofs. */
export interface DevelopmentRecord extends MadeKey {
  readonly kind: 'development';
}

/** The key follows from a published powers-of-tau file by contributions that were verified; one honest contributor is enough. */
export interface CeremonyRecord extends MadeKey {
  readonly kind: 'ceremony';
  readonly ptau_sha256: string;
  /** Of `transcript.json`. */
  readonly transcript_sha256: string;
  /** Without the beacon; at least one. `hash` is what the contributor published, BLAKE2b-512. */
  readonly contributions: readonly { readonly name: string; readonly hash: string }[];
  /** Value of the beacon at the end, 0x + hex. */
  readonly beacon: string;
}

export type SetupRecord = DevelopmentRecord | CeremonyRecord;

const FILE = 'setup.json';
const MADE = ['kind', 'vk', 'vk_hash', 'circuit_hash', 'zkey_sha256', 'created'] as const;
const MEMBERS = { development: 7, ceremony: 11 } as const;

function contributionsOf(record: RecordMembers, help: string): CeremonyRecord['contributions'] {
  const list = record['contributions'];
  const refuse = (): ProverError => new ProverError('folder.stale-setup', `${FILE} lists no valid contributions`, help);
  if (!Array.isArray(list) || list.length === 0) throw refuse();
  return list.map((each) => {
    const { name, hash, ...others } = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    if (typeof name !== 'string' || typeof hash !== 'string' || Object.keys(others).length > 0) throw refuse();
    return { name, hash };
  });
}

/** @throws ProverError `folder.stale-setup`, also when the verification key does not have the hash it states */
export function parseSetupRecord(bytes: Uint8Array, help: string): SetupRecord {
  const refuse = (why: string): ProverError => new ProverError('folder.stale-setup', why, help);
  // The kind says how many members there are; a first look finds it.
  const kind = /"kind"\s*:\s*"ceremony"/.test(Buffer.from(bytes).toString('utf8')) ? 'ceremony' : 'development';
  const record = readRecord(bytes, FILE, MEMBERS[kind], help);
  const made = recordStrings(record, FILE, MADE, help);
  if (made.kind !== kind) throw refuse(`${FILE} is of an unknown kind`);
  if (!/^0x([0-9a-f]{2})+$/.test(made.vk) || verificationKeyHash(Buffer.from(made.vk.slice(2), 'hex')) !== made.vk_hash)
    throw refuse(`the verification key in ${FILE} does not have the hash it states`);
  if (kind === 'development') return { version: 1, ...made, kind };
  const strings = recordStrings(record, FILE, ['ptau_sha256', 'transcript_sha256', 'beacon'], help);
  return { version: 1, ...made, kind, ...strings, contributions: contributionsOf(record, help) };
}

/** The part of the record that a registry entry tells. */
export function registeredSetup(record: SetupRecord): RegisteredSetup {
  const { zkey_sha256, created } = record;
  if (record.kind === 'development') return { kind: 'development', zkey_sha256, created };
  const { kind, ptau_sha256, transcript_sha256, contributions, beacon } = record;
  return { kind, zkey_sha256, ptau_sha256, transcript_sha256, contributions, beacon, created };
}
