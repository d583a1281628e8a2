/**
 * dCBOR: deterministic CBOR (RFC 8949, 4.2; draft-mcnally-deterministic-cbor), one byte string for each value.
 *
 * `cbor2` reads, this file writes containers, and what was read is written again and compared, so no reader's leniency gives one value two
 * encodings: shortest heads, definite lengths, keys once and in the order of their bytes, text in NFC, no number with two forms (1.0 is
 * 1), NaN in one form, of the simple values false, true and null alone.
 */
import { decode } from 'cbor2/decoder';
import { encode } from 'cbor2/encoder';
import { Tag } from 'cbor2/tag';
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import { hasLoneSurrogate } from '../json/strict.js';

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
  let value: Dcbor;
  try {
    value = fromLibrary(decode(own, { dcbor: true, convertUnsafeIntsToFloat: false, ignoreGlobalTags: true, maxDepth }));
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    const isDeep = error instanceof Error && /depth/i.test(error.message);
    if (isDeep) throw new ProtocolError('cbor.too-deep', `nested deeper than ${maxDepth} levels`);
    throw new ProtocolError('cbor.malformed', 'not one value of deterministic CBOR');
  }
  const again = write(value, 0);
  if (again.length !== own.length || !again.every((byte, i) => byte === own[i]))
    throw new ProtocolError('cbor.not-deterministic', 'this value has another, deterministic encoding');
  return value;
}

/**
 * The one encoding of a value. -0 becomes 0; what would need any other repair is refused.
 * @throws ProtocolError `cbor.not-a-value` (undefined, functions, symbols, holes, instances of other classes, a map key twice) |
 *   `cbor.text` (half a surrogate pair, or not in NFC) | `cbor.too-deep`.
 */
export function encodeDcbor(value: Dcbor): Uint8Array {
  return write(value, 0);
}

function write(value: Dcbor, depth: number): Uint8Array {
  if (depth > 256) throw new ProtocolError('cbor.too-deep', 'nested too deeply');
  switch (typeof value) {
    case 'string':
      if (hasLoneSurrogate(value) || value.normalize('NFC') !== value) throw new ProtocolError('cbor.text', 'text must be in Unicode NFC');
      return encode(value);
    case 'number':
    case 'bigint':
      return encode(value, { dcbor: true });
    case 'boolean':
      return encode(value);
    case 'object':
      return value === null ? encode(null) : writeObject(value, depth);
    default:
      throw notAValue();
  }
}

function writeObject(value: Exclude<Dcbor, null | boolean | number | bigint | string>, depth: number): Uint8Array {
  if (value instanceof Uint8Array) return concatBytes(head(2, value.length), value);
  if (value instanceof CborTag) return concatBytes(head(6, value.tag), write(value.contents, depth + 1));
  if (Array.isArray(value)) {
    // `from` turns holes into undefined, which is refused.
    return concatBytes(head(4, value.length), ...Array.from(value as readonly Dcbor[], (item) => write(item, depth + 1)));
  }
  const entries = value instanceof Map ? [...value] : Object.entries(plainObject(value));
  const written = entries.map(([key, member]): [Uint8Array, Uint8Array] => [
    write(key as Dcbor, depth + 1),
    write(member as Dcbor, depth + 1),
  ]);
  written.sort(([a], [b]) => compareBytes(a, b));
  written.forEach(([key], i) => {
    const before = written[i - 1]?.[0];
    if (before !== undefined && compareBytes(before, key) === 0) throw new ProtocolError('cbor.not-a-value', 'a map key stands twice');
  });
  return concatBytes(head(5, written.length), ...written.flat());
}

function plainObject(value: object): object {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notAValue();
  return value;
}

/** The shortest head of a major type: the integer's own, with the type in its first three bits. */
function head(major: number, argument: number | bigint): Uint8Array {
  if (argument < 0 || argument > 0xffff_ffff_ffff_ffffn) throw notAValue();
  const bytes = encode(argument);
  bytes[0] = (bytes[0] as number) | (major << 5);
  return bytes;
}

function fromLibrary(value: unknown): Dcbor {
  if (value instanceof Tag) return new CborTag(value.tag as number | bigint, fromLibrary(value.contents));
  if (Array.isArray(value)) return value.map(fromLibrary);
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [fromLibrary(key), fromLibrary(member)]));
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(plainObject(value)).map(([name, member]) => [name, fromLibrary(member)]));
  }
  return value as Dcbor;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function notAValue(): ProtocolError {
  return new ProtocolError('cbor.not-a-value', 'not a value of deterministic CBOR');
}
