/**
 * Bytes as text: `0x` and lower-case hexadecimal, one spelling for each byte string.
 *
 * The trap: a decoder that also takes upper case, a missing prefix or an odd digit gives one value two spellings, and two spellings
 * have two hashes.
 */
import { ProtocolError } from '../errors.js';

/** `0x` followed by two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '0x';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/**
 * The inverse of `toHex`; `length` also fixes the number of bytes.
 * @throws ProtocolError `hex.malformed` for anything that `toHex` does not write.
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^0x(?:[0-9a-f]{2})*$/.test(text))
    throw new ProtocolError('hex.malformed', 'expected 0x and an even number of lower-case hexadecimal digits');
  const bytes = new Uint8Array(text.length / 2 - 1);
  if (length !== undefined && bytes.length !== length) throw new ProtocolError('hex.malformed', `expected ${length} bytes`);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i + 2, 2 * i + 4), 16);
  return bytes;
}
