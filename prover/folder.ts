/**
 * A compiled folder, opened by its manifest: every file the manifest names is compared with its SHA-256, and whatever is read
 * later is compared again, so the bytes that are used are the bytes that were checked.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { parseJson } from '@clauseproof/protocol/json';
import { type CircuitManifest, parseManifest } from '@clauseproof/protocol/manifest';
import { messageOf, ProverError } from './errors.js';
import { readRecord, recordStrings } from './record-file.js';
import { parseSetupRecord, type SetupRecord } from './setup-record.js';

const MAX_JSON_BYTES = 16 << 20;
/** What the contributions of a ceremony were, beside `setup.json`. */
export const TRANSCRIPT_FILE = 'transcript.json';

/** `kimchi.json`: the o1js verification key, base64, and the circuit it was compiled from. */
export interface KimchiRecord {
  readonly version: 1;
  readonly vk: string;
  readonly vk_hash: string;
  readonly circuit_hash: string;
}

export interface CircuitFolder {
  readonly dir: string;
  readonly manifest: CircuitManifest;
  /** Bytes of a file that the manifest names, checked. @throws ProverError `folder.missing-file` | `folder.changed-file` */
  read(name: string): Promise<Uint8Array>;
  /** The Groth16 setup, consistent with manifest and key file name. @throws ProverError `folder.no-setup` | `folder.stale-setup` */
  setup(): Promise<SetupRecord>;
  /** Bytes of `proving_key.zkey`, checked against the setup record. */
  provingKey(): Promise<Uint8Array>;
  /** The Kimchi key record, or undefined if none was made yet. @throws ProverError `folder.stale-setup` */
  kimchi(): Promise<KimchiRecord | undefined>;
}

/** SHA-256 as 0x + 64 hex. */
export const sha256Hex = (bytes: Uint8Array | string): string => `0x${createHash('sha256').update(bytes).digest('hex')}`;

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

async function readOptional(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new ProverError(
      'folder.unreadable',
      `cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
      'Check the permissions of the folder.',
    );
  }
}

/** What is wrong in a JSON file, and where in it. */
function reasonOf(error: unknown): string {
  const where = error instanceof ProtocolError ? error.pointer : undefined;
  return where === undefined || where === '' ? messageOf(error) : `${where}: ${messageOf(error)}`;
}

/** All files of the manifest, relative to the folder, with their hashes. */
function namedFiles(manifest: CircuitManifest): Map<string, string> {
  const sources = Object.entries(manifest.sources).map(([name, hash]): [string, string] => [`source/${name}`, hash]);
  return new Map([...Object.entries(manifest.targets.groth16.files), ...Object.entries(manifest.targets.kimchi.files), ...sources]);
}

/**
 * Opens a compiled folder and checks every file it names.
 * @throws ProverError `folder.no-manifest` | `folder.malformed-manifest` | `folder.missing-file` | `folder.changed-file`
 */
export async function openFolder(dir: string): Promise<CircuitFolder> {
  const text = await readOptional(join(dir, 'manifest.json'));
  if (text === undefined)
    throw new ProverError(
      'folder.no-manifest',
      `${dir} has no manifest.json`,
      'Compile a clause first: clauseproof compile FILE --out DIR',
    );
  let manifest: CircuitManifest;
  try {
    manifest = parseManifest(parseJson(text, { maxBytes: MAX_JSON_BYTES }));
  } catch (error) {
    throw new ProverError(
      'folder.malformed-manifest',
      `manifest.json is not one of this version of Clauseproof: ${reasonOf(error)}`,
      'Compile the clause again: clauseproof compile FILE --out DIR',
    );
  }
  const files = namedFiles(manifest);
  const recompile = 'Compile the clause again: clauseproof compile FILE --out DIR';
  const setUp = `Run: clauseproof setup ${dir} --development`;

  const read = async (name: string): Promise<Uint8Array> => {
    const expected = files.get(name);
    if (expected === undefined) throw new ProverError('folder.missing-file', `the manifest names no file ${name}`, recompile);
    const bytes = await readOptional(join(dir, name));
    if (bytes === undefined) throw new ProverError('folder.missing-file', `${name} is missing in ${dir}`, recompile);
    if (sha256Hex(bytes) !== expected)
      throw new ProverError(
        'folder.changed-file',
        `${name} is not the file that was compiled: its SHA-256 differs from the manifest`,
        recompile,
      );
    return bytes;
  };

  const setup = async (): Promise<SetupRecord> => {
    const bytes = await readOptional(join(dir, 'setup.json'));
    if (bytes === undefined) throw new ProverError('folder.no-setup', `${dir} has no proving key yet`, setUp);
    const record = parseSetupRecord(bytes, setUp);
    if (record.circuit_hash !== manifest.targets.groth16.circuit_hash)
      throw new ProverError('folder.stale-setup', 'setup.json belongs to another version of this circuit', setUp);
    if (record.kind === 'ceremony') {
      const transcript = await readOptional(join(dir, TRANSCRIPT_FILE));
      if (transcript === undefined || sha256Hex(transcript) !== record.transcript_sha256)
        throw new ProverError(
          'folder.changed-file',
          `${TRANSCRIPT_FILE} is not the transcript that setup.json names`,
          `Put it back, with SHA-256 ${record.transcript_sha256}, or run: clauseproof setup finish ${dir}`,
        );
    }
    return record;
  };

  const provingKey = async (): Promise<Uint8Array> => {
    const record = await setup();
    // A key of a ceremony cannot be made again, and a development key is no replacement for it.
    const help =
      record.kind === 'ceremony'
        ? `Put the key of the ceremony back, with SHA-256 ${record.zkey_sha256}, or run: clauseproof setup finish ${dir}`
        : setUp;
    const bytes = await readOptional(join(dir, 'proving_key.zkey'));
    if (bytes === undefined) throw new ProverError('folder.no-setup', `proving_key.zkey is missing in ${dir}`, help);
    if (sha256Hex(bytes) !== record.zkey_sha256)
      throw new ProverError('folder.changed-file', 'proving_key.zkey is not the key that setup.json names', help);
    return bytes;
  };

  const kimchi = async (): Promise<KimchiRecord | undefined> => {
    const bytes = await readOptional(join(dir, 'kimchi.json'));
    if (bytes === undefined) return undefined;
    const help = `Run: clauseproof setup ${dir} --kimchi`;
    const record = recordStrings(readRecord(bytes, 'kimchi.json', 4, help), 'kimchi.json', ['vk', 'vk_hash', 'circuit_hash'], help);
    if (record.circuit_hash !== manifest.targets.kimchi.circuit_hash)
      throw new ProverError('folder.stale-setup', 'kimchi.json belongs to another version of this circuit', help);
    if (verificationKeyHash(Buffer.from(record.vk, 'base64')) !== record.vk_hash)
      throw new ProverError('folder.stale-setup', 'the verification key in kimchi.json does not have the hash it states', help);
    return { version: 1, ...record };
  };

  for (const name of files.keys()) await read(name);
  return { dir, manifest, read, setup, provingKey, kimchi };
}

/** Canonical binary verification key of a setup record. */
export const verificationKeyBytes = (record: SetupRecord): Uint8Array => Buffer.from(record.vk.slice(2), 'hex');
