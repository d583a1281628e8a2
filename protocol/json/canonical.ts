/**
 * JCS (RFC 8785): the one byte string that a JSON value is hashed and signed as.
 *
 * Signed data holds only integers of at most 2^53 - 1, so the hard part of the RFC (numbers) is empty: members sorted by UTF-16 code
 * units, which is how `sort` compares, and texts escaped as `JSON.stringify` does. What is not JSON is refused instead of dropped
 * (undefined, functions, `toJSON`, holes), and so are numbers with a fraction, -0 and lone surrogates. Compared with the package
 * `canonicalize` and the vectors of the RFC in the tests; a version of our own is 1 kB smaller in the light verifier.
 */
import { utf8 } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import { childPointer, hasLoneSurrogate } from './strict.js';

/** Deeper than any text that `parseJson` reads; a value that refers to itself ends here. */
const MAX_DEPTH = 256;

/**
 * The canonical text of `value`. Typed objects may be passed: what is not JSON is found at run time.
 * @throws ProtocolError `jcs.not-json` | `jcs.number` | `jcs.lone-surrogate` with a pointer.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0);
}

/** The UTF-8 bytes of `canonicalJson`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}

/** True when both have the same canonical text, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function write(value: unknown, at: string, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value, at);
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
    throw new ProtocolError('jcs.number', 'a number in signed data is an integer of at most 2^53 - 1', at);
  }
  if (depth < MAX_DEPTH) {
    if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, childPointer(at, i), depth + 1)).join()}]`;
    if (isPlainObject(value)) {
      const members = Object.keys(value).sort();
      return `{${members.map((name) => `${quote(name, at)}:${write(value[name], childPointer(at, name), depth + 1)}`).join()}}`;
    }
  }
  throw new ProtocolError('jcs.not-json', 'not a JSON value', at);
}

function quote(text: string, at: string): string {
  if (hasLoneSurrogate(text)) throw new ProtocolError('jcs.lone-surrogate', 'half of a surrogate pair is not a character', at);
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
