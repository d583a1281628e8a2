/**
 * JCS (RFC 8785): the one byte string that a JSON value is hashed and signed as.
 *
 * The package `canonicalize` writes it. This wrapper first refuses what that would drop or change (undefined, functions, `toJSON`,
 * holes), lone surrogates, and what signed data never holds: numbers other than integers of at most 2^53 - 1, and -0.
 */
import write from 'canonicalize';
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
  assertJson(value, '', 0, isSignedNumber);
  return write(value) as string;
}

/**
 * RFC 8785 in full, for data that is not ours: every finite number, written as ECMAScript writes it (so -0 becomes 0). Signed data of this
 * protocol is written by `canonicalJson`, which refuses what other languages round.
 * @throws ProtocolError `jcs.not-json` | `jcs.number` (NaN, infinite) | `jcs.lone-surrogate` with a pointer.
 */
export function canonicalize(value: unknown): string {
  assertJson(value, '', 0, Number.isFinite);
  return write(value) as string;
}

/** The UTF-8 bytes of `canonicalJson`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}

/** True when both have the same canonical text, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function isSignedNumber(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function assertJson(value: unknown, at: string, depth: number, isNumber: (value: number) => boolean): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    assertText(value, at);
  } else if (typeof value === 'number') {
    if (!isNumber(value)) {
      const what = Number.isFinite(value) ? 'a number in signed data is an integer of at most 2^53 - 1' : 'not a finite number';
      throw new ProtocolError('jcs.number', what, at);
    }
  } else if (depth < MAX_DEPTH && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) assertJson(value[i], childPointer(at, i), depth + 1, isNumber);
  } else if (depth < MAX_DEPTH && isPlainObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      assertText(name, at);
      assertJson(member, childPointer(at, name), depth + 1, isNumber);
    }
  } else {
    throw new ProtocolError('jcs.not-json', 'not a JSON value', at);
  }
}

function assertText(text: string, at: string): void {
  if (hasLoneSurrogate(text)) throw new ProtocolError('jcs.lone-surrogate', 'half of a surrogate pair is not a character', at);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
