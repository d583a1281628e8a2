/**
 * Keys and proofs in the JSON form of snarkjs, read strictly into the one byte form that everything here is checked in.
 *
 * The traps: snarkjs reads hexadecimal, signs and white space, reduces coordinates modulo q and believes `nPublic`; and it writes points as
 * projective triples whose last coordinate may be anything. Here a coordinate is a canonical decimal text below q, the last one is 1, and what
 * is not named is refused. snarkjs writes Fq2 as [c0, c1]; the bytes have c1 first (EIP-197).
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { Q, R } from './field.js';

/** `verification_key.json` of snarkjs. `vk_alphabeta_12` may be there; it is not read, because it follows from the rest. */
export interface SnarkjsKey {
  readonly protocol: string;
  readonly curve: string;
  readonly nPublic: number;
  readonly vk_alpha_1: readonly string[];
  readonly vk_beta_2: readonly (readonly string[])[];
  readonly vk_gamma_2: readonly (readonly string[])[];
  readonly vk_delta_2: readonly (readonly string[])[];
  readonly IC: readonly (readonly string[])[];
  readonly vk_alphabeta_12?: unknown;
}

/** `proof.json` of snarkjs. */
export interface SnarkjsProof {
  readonly protocol: string;
  readonly curve: string;
  readonly pi_a: readonly string[];
  readonly pi_b: readonly (readonly string[])[];
  readonly pi_c: readonly string[];
}

const KEY_MEMBERS = ['IC', 'curve', 'nPublic', 'protocol', 'vk_alpha_1', 'vk_beta_2', 'vk_delta_2', 'vk_gamma_2'];
const PROOF_MEMBERS = ['curve', 'pi_a', 'pi_b', 'pi_c', 'protocol'];
/** Bounds the work on a hostile key before its points are looked at. */
const MAX_IC = 1025;

/** The canonical binary key, or undefined for anything that is not exactly the JSON form. Points are not checked yet. */
export function snarkjsKeyBytes(key: unknown): Uint8Array | undefined {
  const members = readObject(key, KEY_MEMBERS, ['vk_alphabeta_12']);
  if (members === undefined) return undefined;
  const ic = members['IC'];
  if (!Array.isArray(ic) || ic.length === 0 || ic.length > MAX_IC || members['nPublic'] !== ic.length - 1) return undefined;
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, ic.length);
  const twist = ['vk_beta_2', 'vk_gamma_2', 'vk_delta_2'].map((name) => readG2(members[name]));
  return joined([readG1(members['vk_alpha_1']), ...twist, count, ...Array.from(ic, readG1)]);
}

/** The 256 bytes of the proof, or undefined for anything that is not exactly the JSON form. */
export function snarkjsProofBytes(proof: unknown): Uint8Array | undefined {
  const members = readObject(proof, PROOF_MEMBERS, []);
  return members === undefined ? undefined : joined([readG1(members['pi_a']), readG2(members['pi_b']), readG1(members['pi_c'])]);
}

/** A canonical decimal text below `bound` (q for coordinates, r for public signals). */
export function readDecimal(text: unknown, bound: bigint): bigint | undefined {
  if (typeof text !== 'string' || !/^(?:0|[1-9]\d{0,77})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < bound ? value : undefined;
}

/** Public signals as bigints or canonical decimal texts, each below r; undefined if one is neither. */
export function readSignals(signals: unknown): readonly bigint[] | undefined {
  if (!Array.isArray(signals)) return undefined;
  const values = Array.from(signals, (signal: unknown) =>
    typeof signal === 'bigint' ? (signal >= 0n && signal < R ? signal : undefined) : readDecimal(signal, R),
  );
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readObject(value: unknown, required: readonly string[], optional: readonly string[]): Record<string, unknown> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const members = value as Record<string, unknown>;
  const isComplete = required.every((name) => Object.hasOwn(members, name));
  const isKnown = Object.keys(members).every((name) => required.includes(name) || optional.includes(name));
  if (!isComplete || !isKnown || members['protocol'] !== 'groth16' || members['curve'] !== 'bn128') return undefined;
  return members;
}

function readG1(point: unknown): Uint8Array | undefined {
  if (!Array.isArray(point) || point.length !== 3) return undefined;
  // How snarkjs writes the point at infinity; the decoder of the bytes has its own refusal for it.
  if (point[0] === '0' && point[1] === '1' && point[2] === '0') return new Uint8Array(64);
  if (point[2] !== '1') return undefined;
  return joined([coordinate(point[0]), coordinate(point[1])]);
}

function readG2(point: unknown): Uint8Array | undefined {
  if (!Array.isArray(point) || point.length !== 3 || !Array.from(point).every((pair) => Array.isArray(pair) && pair.length === 2)) {
    return undefined;
  }
  const [x, y, z] = point as unknown[][];
  if (z?.[0] !== '1' || z[1] !== '0') return undefined;
  return joined([coordinate(x?.[1]), coordinate(x?.[0]), coordinate(y?.[1]), coordinate(y?.[0])]);
}

/** 32 bytes, big-endian. */
function coordinate(text: unknown): Uint8Array | undefined {
  const value = readDecimal(text, Q);
  if (value === undefined) return undefined;
  const hex = value.toString(16).padStart(64, '0');
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

function joined(parts: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length === parts.length ? concatBytes(...present) : undefined;
}
