/**
 * JCS (RFC 8785): the one byte string that a JSON value is hashed and signed as.
 *
 * The `canonicalize` package writes it; this wrapper first refuses what it would silently drop or change (undefined, functions,
 * `toJSON`, symbols) and what signed data never holds (numbers other than integers of at most 2^53 - 1, -0, lone surrogates).
 */
import canonicalize from 'canonicalize';
import { utf8 } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import { childPointer, hasLoneSurrogate, type Json } from './strict.js';

/**
 * The canonical text of `value`. Typed objects may be passed: what is not JSON is found at run time.
 * @throws ProtocolError `jcs.not-json` | `jcs.number` | `jcs.lone-surrogate` with a pointer.
 */
export function canonicalJson(value: unknown): string {
  assertJson(value, '', 0);
  return canonicalize(value) as string;
}

/** The UTF-8 bytes of `canonicalJson`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}

/** True when both have the same canonical text, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function assertJson(value: unknown, pointer: string, depth: number): asserts value is Json {
  if (depth > 256) throw new ProtocolError('jcs.not-json', 'the value is nested too deeply or refers to itself', pointer);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      throw new ProtocolError('jcs.number', 'a number in signed data is an integer of at most 2^53 - 1', pointer);
    }
  } else if (typeof value === 'string') {
    if (hasLoneSurrogate(value)) throw new ProtocolError('jcs.lone-surrogate', 'half of a surrogate pair is not a character', pointer);
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) assertJson(value[i], childPointer(pointer, i), depth + 1);
  } else if (typeof value === 'object' && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
    for (const [name, member] of Object.entries(value)) {
      if (hasLoneSurrogate(name)) throw new ProtocolError('jcs.lone-surrogate', 'half of a surrogate pair is not a character', pointer);
      assertJson(member, childPointer(pointer, name), depth + 1);
    }
  } else {
    throw new ProtocolError('jcs.not-json', 'not a JSON value', pointer);
  }
}
