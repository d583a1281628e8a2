/**
 * The contributions of phase 2, read from section 10 of a `.zkey`: a hash of the circuit, then for each contribution its points,
 * transcript hash, kind, name and beacon. What is read here is only stated; `verify` in ceremony.ts says whether it is true.
 */
import { createHash } from 'node:crypto';
import { ProverError } from '../../errors.js';
import { canonicalPoint, zkeySections } from '../../groth16/zkey-reader.js';

export interface Contribution {
  readonly kind: 'contribution' | 'beacon';
  /** As its contributor gave it; `contribution N` or `beacon` where there is none. */
  readonly name: string;
  /** BLAKE2b-512 over the public key of the contribution, 0x + 128 hex: what a contributor publishes. */
  readonly hash: string;
  /** 0x + hex, for a beacon. */
  readonly beacon?: string;
  /** log2 of the number of hash iterations of a beacon. */
  readonly iterationsExponent?: number;
}

export interface Phase2 {
  /** BLAKE2b-512 over the first key of phase 2, 0x + 128 hex. */
  readonly circuitHash: string;
  readonly contributions: readonly Contribution[];
}

const MAX_CONTRIBUTIONS = 10_000;

const malformed = (what: string): ProverError =>
  new ProverError('zkey.malformed', `the contributions in the proving key are malformed: ${what}`, 'Get the file again from its sender.');

/** One to 256 characters without control characters, as registries want it, whatever a contributor wrote. */
function readableName(bytes: Uint8Array, otherwise: string): string {
  const printable = new TextDecoder()
    .decode(bytes)
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '?');
  const text = [...printable].slice(0, 256).join('');
  return text.trim() === '' ? otherwise : text;
}

/** Reads name (1), iterations (2) and beacon (3). */
function readParameters(bytes: Uint8Array): { name?: Uint8Array; iterationsExponent?: number; beacon?: Uint8Array } {
  const found: { name?: Uint8Array; iterationsExponent?: number; beacon?: Uint8Array } = {};
  let at = 0;
  while (at < bytes.length) {
    const kind = bytes[at];
    const length = bytes[at + 1];
    if (length === undefined) throw malformed('a parameter is cut off');
    at += 2;
    if (kind === 2) {
      found.iterationsExponent = length;
      continue;
    }
    if (at + length > bytes.length) throw malformed('a parameter is cut off');
    if (kind === 1) found.name = bytes.subarray(at, at + length);
    else if (kind === 3) found.beacon = bytes.subarray(at, at + length);
    else throw malformed(`unknown parameter ${kind}`);
    at += length;
  }
  return found;
}

const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** @throws ProverError `zkey.malformed` */
export function readPhase2(zkey: Uint8Array): Phase2 {
  const section = zkeySections(zkey).get(10);
  if (section === undefined || section.length < 68) throw malformed('the section is missing');
  const view = new DataView(section.buffer, section.byteOffset, section.byteLength);
  const count = view.getUint32(64, true);
  if (count > MAX_CONTRIBUTIONS) throw malformed(`${count} contributions`);
  const contributions: Contribution[] = [];
  let at = 68;
  const take = (length: number): Uint8Array => {
    if (at + length > section.length) throw malformed('a contribution is cut off');
    at += length;
    return section.subarray(at - length, at);
  };
  for (let number = 1; number <= count; number++) {
    const [deltaAfter, g1s, g1sx, g2spx] = [take(64), take(64), take(64), take(128)];
    const transcript = take(64);
    const [kind, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    take(8);
    const { name, iterationsExponent, beacon } = readParameters(take(length));
    const hash = createHash('blake2b512');
    for (const point of [deltaAfter, g1s, g1sx, g2spx]) hash.update(canonicalPoint(point));
    const isBeacon = kind === 1;
    if (isBeacon && (beacon === undefined || iterationsExponent === undefined)) throw malformed('a beacon has no value');
    contributions.push({
      kind: isBeacon ? 'beacon' : 'contribution',
      name: readableName(name ?? new Uint8Array(), isBeacon ? 'beacon' : `contribution ${number}`),
      hash: hex(hash.update(transcript).digest()),
      ...(isBeacon && beacon !== undefined && iterationsExponent !== undefined ? { beacon: hex(beacon), iterationsExponent } : {}),
    });
  }
  if (at !== section.length) throw malformed('bytes are left over');
  return { circuitHash: hex(section.subarray(0, 64)), contributions };
}
