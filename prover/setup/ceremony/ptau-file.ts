/**
 * A powers-of-tau file (`.ptau`), looked at before anything is made from it: is it whole, prepared for phase 2, large enough, and one
 * of the published ones?
 *
 * Trap: snarkjs accepts any file that parses. Whoever knows tau of a file forges proofs for every key made from it, so the hash
 * of the whole file is compared with the published table, and a file that is not in it is refused.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ProverError } from '../../errors.js';
import { FIELD_BYTES, getField } from '../../field-bytes.js';
import { BASE_FIELD } from '../../groth16/curve.js';
import { PUBLISHED_PTAU, type PublishedPtau } from './published-ptau.js';

/** What a checked file is. */
export interface CheckedPtau extends PublishedPtau {
  readonly path: string;
  /** 0x + 64 hex, for the setup record. */
  readonly sha256: string;
}

const MAGIC = 0x75617470; // "ptau"
/** Sections of phase 1 (tau, alpha, beta), then the Lagrange bases that preparation adds. */
const PHASE_1 = [1, 2, 3, 4, 5, 6, 7];
const PREPARED = [12, 13, 14, 15];
const MAX_SECTIONS = 64;

const HELP = 'Download a prepared file of the Perpetual Powers of Tau again (powersOfTau28_hez_final_NN.ptau) and compare its hash.';

function malformed(path: string, what: string): ProverError {
  return new ProverError('ptau.malformed', `${path} is not a whole powers-of-tau file: ${what}`, HELP);
}

async function readAt(handle: FileHandle, path: string, position: number, length: number): Promise<DataView> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw malformed(path, 'it is cut off');
  return new DataView(buffer.buffer);
}

/** Section number -> where it lies. Bytes after the last section are refused as well. */
async function sectionsOf(handle: FileHandle, path: string): Promise<Map<number, { readonly at: number; readonly size: number }>> {
  const { size: fileSize } = await handle.stat();
  const start = await readAt(handle, path, 0, 12);
  if (start.getUint32(0, true) !== MAGIC || start.getUint32(4, true) !== 1)
    throw malformed(path, 'it does not start with "ptau" version 1');
  const count = start.getUint32(8, true);
  if (count > MAX_SECTIONS) throw malformed(path, `it states ${count} sections`);
  const sections = new Map<number, { at: number; size: number }>();
  let at = 12;
  for (let left = count; left > 0; left--) {
    const head = await readAt(handle, path, at, 12);
    const size = Number(head.getBigUint64(4, true));
    const number = head.getUint32(0, true);
    if (at + 12 + size > fileSize) throw malformed(path, `section ${number} is cut off`);
    if (sections.has(number)) throw malformed(path, `section ${number} stands twice`);
    sections.set(number, { at: at + 12, size });
    at += 12 + size;
  }
  if (at !== fileSize) throw malformed(path, 'bytes follow its last section');
  return sections;
}

/** The power that the header states. */
async function readPower(handle: FileHandle, path: string, header: { readonly at: number; readonly size: number }): Promise<number> {
  if (header.size !== 44) throw malformed(path, 'its header has an unexpected size');
  const view = await readAt(handle, path, header.at, header.size);
  if (view.getUint32(0, true) !== FIELD_BYTES || getField(view, 4) !== BASE_FIELD)
    throw new ProverError('ptau.other-curve', `${path} is for another curve than BN254`, HELP);
  const power = view.getUint32(36, true);
  if (power < 1 || power > 28) throw malformed(path, `it states the power ${power}`);
  return power;
}

async function hashes(path: string): Promise<{ blake2b: string; sha256: string }> {
  const [blake2b, sha256] = [createHash('blake2b512'), createHash('sha256')];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    blake2b.update(chunk);
    sha256.update(chunk);
  }
  return { blake2b: blake2b.digest('hex'), sha256: `0x${sha256.digest('hex')}` };
}

/** Name of the published file for a power. */
const nameFor = (power: number): string => PUBLISHED_PTAU.find((each) => each.power >= power)?.name ?? 'no published file';

/**
 * @param neededPower log2 of the domain of the circuit
 * @throws ProverError `ptau.missing`, `ptau.malformed`, `ptau.other-curve`, `ptau.not-prepared`, `ptau.too-small`, `ptau.not-published`
 */
export async function checkPtau(path: string, neededPower: number): Promise<CheckedPtau> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ProverError('ptau.missing', `cannot read ${path}: ${code === 'ENOENT' ? 'there is no such file' : code}`, HELP);
  }
  let power: number;
  try {
    if (!(await handle.stat()).isFile()) throw malformed(path, 'it is not a file');
    const sections = await sectionsOf(handle, path);
    for (const number of PHASE_1) if (!sections.has(number)) throw malformed(path, `section ${number} is missing`);
    power = await readPower(handle, path, sections.get(1) ?? { at: 0, size: 0 });
    if (PREPARED.some((number) => !sections.has(number)))
      throw new ProverError(
        'ptau.not-prepared',
        `${path} is not prepared for phase 2`,
        `Use the prepared file, ${nameFor(Math.max(power, neededPower))}.`,
      );
  } finally {
    await handle.close();
  }
  if (power < neededPower)
    throw new ProverError(
      'ptau.too-small',
      `${path} holds 2^${power} powers, and this circuit needs 2^${neededPower}`,
      `Use ${nameFor(neededPower)} or a larger one.`,
    );
  const { blake2b, sha256 } = await hashes(path);
  const published = PUBLISHED_PTAU.find((each) => each.blake2b === blake2b);
  if (published === undefined)
    throw new ProverError(
      'ptau.not-published',
      `${path} is not one of the published files of the Perpetual Powers of Tau: its BLAKE2b-512 hash ${blake2b.slice(0, 16)}... is not in their table`,
      HELP,
    );
  return { ...published, path, sha256 };
}
