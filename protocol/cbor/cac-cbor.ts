/**
 * A CAC in CBOR: the same members as in JSON, with every `0x...` text as the bytes that it spells. The hashes are those of the JSON form.
 *
 * Both ways are without loss and need no schema: a text of `0x` and pairs of lower-case digits becomes a byte string, and every byte string
 * becomes such a text. A text of that form in CBOR is refused, because it would be a second spelling.
 */
import { fromHex, toHex } from '../bytes/hex.js';
import { ProtocolError } from '../errors.js';
import { childPointer, type Json } from '../json/strict.js';
import { type CborCaps, CborTag, type Dcbor, decodeDcbor, encodeDcbor } from './dcbor.js';

const BYTES_AS_TEXT = /^0x(?:[0-9a-f]{2})*$/;

/** JSON as deterministic CBOR. @throws ProtocolError as `encodeDcbor`. */
export function jsonToCbor(json: Json): Uint8Array {
  return encodeDcbor(toCbor(json));
}

/**
 * The inverse of `jsonToCbor`.
 * @throws ProtocolError as `decodeDcbor`, and `cbor.not-json` with a pointer for what JSON does not have: numbers that are no integers of at
 *   most 2^53 - 1, keys that are no text, tags; and for bytes spelled as text.
 */
export function cborToJson(bytes: Uint8Array, caps?: CborCaps): Json {
  return toJson(decodeDcbor(bytes, caps), '');
}

function toCbor(json: Json): Dcbor {
  if (typeof json === 'string') return BYTES_AS_TEXT.test(json) ? fromHex(json) : json;
  if (Array.isArray(json)) return json.map(toCbor);
  if (json !== null && typeof json === 'object')
    return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, toCbor(member as Json)]));
  return json as Dcbor;
}

function toJson(value: Dcbor, at: string): Json {
  const refuse = (message: string) => new ProtocolError('cbor.not-json', message, at);
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value === 'string') {
    if (BYTES_AS_TEXT.test(value)) throw refuse('bytes are written as bytes');
    return value;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: Dcbor, i) => toJson(item, childPointer(at, i)));
  if (typeof value !== 'object' || value instanceof Map || value instanceof CborTag) throw refuse('JSON has no such value');
  const members = Object.entries(value as { readonly [name: string]: Dcbor });
  if (members.some(([name]) => name === '__proto__')) throw refuse('this member name is refused');
  return Object.fromEntries(members.map(([name, member]) => [name, toJson(member, childPointer(at, name))]));
}
