/**
 * dCBOR: deterministic CBOR (RFC 8949, 4.2; draft-mcnally-deterministic-cbor), one byte string for each value.
 *
 * Shortest heads, definite lengths, keys once and in the order of their bytes, text in NFC, no number with two forms (1.0 is 1), NaN in one
 * form, of the simple values false, true and null alone. Whatever was read is written again and compared, so the writer says what is
 * deterministic, and the reader cannot be more lenient.
 * Why not `cbor2`: it takes 8 kB of the verifier's 60, for encodings that are refused here. The tests compare the two, value for value.
 */
import { concatBytes, utf8 } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import { hasLoneSurrogate } from '../json/strict.js';
import { decodeHalf, floatBytes } from './float.js';

/** A map whose keys are all text is an object, any other one a Map. Integers beyond 2^53 - 1 are bigints. */
export type Dcbor =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Dcbor[]
  | { readonly [name: string]: Dcbor }
  | ReadonlyMap<Dcbor, Dcbor>
  | CborTag;

/** A tagged value. Bignums (tags 2 and 3) stay tagged byte strings. */
export class CborTag {
  constructor(
    readonly tag: number | bigint,
    readonly contents: Dcbor,
  ) {}
}

export interface CborCaps {
  /** 1 MiB unless given. */
  readonly maxBytes?: number;
  /** 64 levels unless given. */
  readonly maxDepth?: number;
}

const MAX_DEPTH = 64;

/**
 * Reads one value.
 * @throws ProtocolError `cbor.not-bytes` | `cbor.too-large` | `cbor.too-deep` | `cbor.malformed` | `cbor.not-deterministic`.
 */
export function decodeDcbor(bytes: Uint8Array, caps: CborCaps = {}): Dcbor {
  const { maxBytes = 1 << 20, maxDepth = MAX_DEPTH } = caps;
  if (!(bytes instanceof Uint8Array)) throw new ProtocolError('cbor.not-bytes', 'CBOR is bytes');
  if (bytes.length > maxBytes) throw new ProtocolError('cbor.too-large', `the value is longer than ${maxBytes} bytes`);
  // A copy: what is handed out must not change with the caller's buffer.
  const own = Uint8Array.from(bytes);
  const reader = new Reader(own, maxDepth);
  const value = reader.value(0);
  if (!reader.isAtEnd) throw malformed('bytes after the value');
  let again: Uint8Array;
  try {
    again = encodeDcbor(value);
  } catch (error) {
    if (error instanceof ProtocolError) throw new ProtocolError('cbor.not-deterministic', error.message);
    throw error;
  }
  if (compareBytes(again, own) !== 0) throw new ProtocolError('cbor.not-deterministic', 'this value has another, deterministic encoding');
  return value;
}

/**
 * The one encoding of a value. -0 becomes 0; what would need any other repair is refused.
 * @throws ProtocolError `cbor.not-a-value` (undefined, functions, symbols, holes, instances of other classes, a map key twice, an integer
 *   outside -2^63 to 2^64 - 1) | `cbor.text` (half a surrogate pair, or not in NFC) | `cbor.too-deep`.
 */
export function encodeDcbor(value: Dcbor): Uint8Array {
  const parts: Uint8Array[] = [];
  write(value, 0, parts);
  return concatBytes(...chunked(parts));
}

/** INVARIANT: `at` never passes the end, and no length is believed before as many bytes are there. */
class Reader {
  #at = 0;
  readonly #view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    readonly maxDepth: number,
  ) {
    this.#view = new DataView(bytes.buffer);
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  value(depth: number): Dcbor {
    if (depth > this.maxDepth) throw new ProtocolError('cbor.too-deep', `nested deeper than ${this.maxDepth} levels`);
    const first = this.#take(1)[0] as number;
    const major = first >> 5;
    if (major === 7) return this.#simple(first & 31);
    const argument = this.#argument(first & 31);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return typeof argument === 'number' && argument < Number.MAX_SAFE_INTEGER ? -1 - argument : -1n - BigInt(argument);
      case 2:
        return this.#take(argument);
      case 3:
        return this.#text(argument);
      case 4:
        return this.#items(argument, 1, depth);
      case 5:
        return toMap(this.#items(argument, 2, depth));
      default:
        return new CborTag(argument, this.value(depth + 1));
    }
  }

  /** `count` times `each` values. A value has at least one byte, so a count beyond the rest is not worth a loop. */
  #items(count: number | bigint, each: number, depth: number): Dcbor[] {
    if (BigInt(count) * BigInt(each) > BigInt(this.bytes.length - this.#at)) throw malformed('it ends too early');
    const items: Dcbor[] = [];
    for (let i = 0; i < Number(count) * each; i++) items.push(this.value(depth + 1));
    return items;
  }

  #text(length: number | bigint): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.#take(length));
    } catch (error) {
      throw error instanceof ProtocolError ? error : malformed('text that is not UTF-8');
    }
  }

  #simple(information: number): Dcbor {
    if (information >= 20 && information <= 22) return [false, true, null][information - 20] as Dcbor;
    const size = { 25: 2, 26: 4, 27: 8 }[information];
    if (size === undefined) throw malformed('of the simple values only false, true and null are read');
    const at = this.#at;
    this.#take(size);
    if (size === 2) return decodeHalf(this.#view.getUint16(at));
    return size === 4 ? this.#view.getFloat32(at) : this.#view.getFloat64(at);
  }

  #argument(information: number): number | bigint {
    if (information < 24) return information;
    if (information > 27) throw malformed('lengths are definite');
    const size = 1 << (information - 24);
    const value = this.#take(size).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    return value > Number.MAX_SAFE_INTEGER ? value : Number(value);
  }

  #take(length: number | bigint): Uint8Array {
    if (length > this.bytes.length - this.#at) throw malformed('it ends too early');
    const taken = this.bytes.slice(this.#at, this.#at + Number(length));
    this.#at += taken.length;
    return taken;
  }
}

/** Keys and values in turn. That a key stands once, and in order, is found when the map is written again. */
function toMap(items: readonly Dcbor[]): Dcbor {
  const entries = items.flatMap((key, i) => (i % 2 === 0 ? [[key, items[i + 1] as Dcbor] as const] : []));
  if (entries.every(([key]) => typeof key === 'string')) return Object.fromEntries(entries);
  return new Map(entries);
}

function write(value: Dcbor, depth: number, out: Uint8Array[]): void {
  if (depth > 256) throw new ProtocolError('cbor.too-deep', 'nested too deeply');
  switch (typeof value) {
    case 'string': {
      if (hasLoneSurrogate(value) || value.normalize('NFC') !== value) throw new ProtocolError('cbor.text', 'text must be in Unicode NFC');
      const bytes = utf8(value);
      out.push(head(3, bytes.length), bytes);
      return;
    }
    case 'number':
      out.push(Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64 ? integer(BigInt(value)) : floatBytes(value));
      return;
    case 'bigint':
      out.push(integer(value));
      return;
    case 'boolean':
      out.push(Uint8Array.of(value ? 0xf5 : 0xf4));
      return;
    case 'object':
      if (value === null) out.push(Uint8Array.of(0xf6));
      else writeObject(value, depth, out);
      return;
    default:
      throw notAValue('not a value of deterministic CBOR');
  }
}

function writeObject(value: Exclude<Dcbor, null | boolean | number | bigint | string>, depth: number, out: Uint8Array[]): void {
  if (value instanceof Uint8Array) {
    out.push(head(2, value.length), value);
  } else if (value instanceof CborTag) {
    out.push(head(6, value.tag));
    write(value.contents, depth + 1, out);
  } else if (Array.isArray(value)) {
    out.push(head(4, value.length));
    // An index loop, because a hole must be met and refused.
    for (let i = 0; i < value.length; i++) write((value as readonly Dcbor[])[i] as Dcbor, depth + 1, out);
  } else {
    writeMap(value instanceof Map ? [...value] : Object.entries(plainObject(value)), depth, out);
  }
}

function writeMap(entries: readonly (readonly [Dcbor, Dcbor])[], depth: number, out: Uint8Array[]): void {
  const written = entries.map(([key, member]): readonly [Uint8Array, Dcbor] => {
    const parts: Uint8Array[] = [];
    write(key, depth + 1, parts);
    return [concatBytes(...parts), member];
  });
  written.sort(([a], [b]) => compareBytes(a, b));
  out.push(head(5, written.length));
  written.forEach(([key, member], i) => {
    const before = written[i - 1]?.[0];
    if (before !== undefined && compareBytes(before, key) === 0) throw notAValue('a map key stands twice');
    out.push(key);
    write(member, depth + 1, out);
  });
}

function plainObject(value: object): { readonly [name: string]: Dcbor } {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notAValue('not a value of deterministic CBOR');
  return value as { readonly [name: string]: Dcbor };
}

function integer(value: bigint): Uint8Array {
  if (value < -(1n << 63n)) throw notAValue('an integer lies between -2^63 and 2^64 - 1');
  return value < 0n ? head(1, -1n - value) : head(0, value);
}

/** The shortest head. */
function head(major: number, argument: number | bigint): Uint8Array {
  const value = BigInt(argument);
  if (value < 0n || value >= 1n << 64n) throw notAValue('an integer lies between -2^63 and 2^64 - 1');
  if (value < 24n) return Uint8Array.of((major << 5) | Number(value));
  const power = value < 1n << 8n ? 0 : value < 1n << 16n ? 1 : value < 1n << 32n ? 2 : 3;
  const bytes = Uint8Array.of((major << 5) | (24 + power), ...new Array<number>(1 << power).fill(0));
  for (let i = bytes.length - 1, rest = value; i > 0; i--, rest >>= 8n) bytes[i] = Number(rest & 255n);
  return bytes;
}

/** Joined in groups, because a call takes a limited number of arguments. */
function chunked(parts: readonly Uint8Array[]): Uint8Array[] {
  const groups: Uint8Array[] = [];
  for (let i = 0; i < parts.length; i += 4096) groups.push(concatBytes(...parts.slice(i, i + 4096)));
  return groups;
}

/** By their bytes, a prefix first. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function malformed(message: string): ProtocolError {
  return new ProtocolError('cbor.malformed', message);
}

function notAValue(message: string): ProtocolError {
  return new ProtocolError('cbor.not-a-value', message);
}
