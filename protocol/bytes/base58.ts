/**
 * base58btc: the digits of a number in base 58, and one `1` for each leading zero byte. Decoding takes quadratic time.
 *
 * Why not `@scure/base`: it costs the light verifier 1 kB and does the same; the tests compare.
 */
import { ProtocolError } from '../errors.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export function encodeBase58(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let digits = '';
  for (; number > 0n; number /= 58n) digits = ALPHABET.charAt(Number(number % 58n)) + digits;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + digits;
}

/** @throws ProtocolError `did.malformed` for a character that is not a digit. */
export function decodeBase58(text: string): Uint8Array {
  let number = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new ProtocolError('did.malformed', 'not base58btc');
    number = number * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
  return Uint8Array.from([...(/^1*/.exec(text)?.[0] ?? '')].map(() => 0).concat(bytes));
}
