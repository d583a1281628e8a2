/**
 * Texts between JSON and integers: the UTF-8 bytes, 31 to an element, the first byte in the lowest bits, zeros behind the end.
 *
 * U+0000 and lone surrogates are refused, so a text is the same as its bytes, its end is where the zeros begin, and two texts are
 * equal exactly when all their elements are. There is no normalization: what looks the same may be two texts.
 */

/** Bytes of one element. */
export const BYTES_AN_ELEMENT = 31;
/** More would be documents, which belong under a hash. */
export const MAX_TEXT_BYTES = 1023;

/** Bytes of each element of a text that has at most `maxBytes`. */
export function elementWidths(maxBytes: number): number[] {
  const count = Math.ceil(maxBytes / BYTES_AN_ELEMENT);
  return Array.from({ length: count }, (_, i) => Math.min(BYTES_AN_ELEMENT, maxBytes - i * BYTES_AN_ELEMENT));
}

/** The largest integer that encodes `bytes` bytes. */
export const largestOf = (bytes: number): bigint => (1n << BigInt(8 * bytes)) - 1n;

/** Why a text cannot be a value; undefined if it can. */
export function textProblem(text: string, maxBytes: number): 'a lone surrogate' | 'U+0000' | 'too long' | undefined {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) return 'a lone surrogate';
  if (text.includes('\u0000')) return 'U+0000';
  return new TextEncoder().encode(text).length > maxBytes ? 'too long' : undefined;
}

/** The elements of a text without a `textProblem`, as many as `maxBytes` bytes need. */
export function encodeText(text: string, maxBytes: number): bigint[] {
  const bytes = new TextEncoder().encode(text);
  return elementWidths(maxBytes).map((width, i) => {
    const part = bytes.subarray(i * BYTES_AN_ELEMENT, i * BYTES_AN_ELEMENT + width);
    return part.reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  });
}

/** The text of elements that lie within their sizes; undefined when they are the bytes of no text. */
export function decodeText(elements: readonly bigint[], maxBytes: number): string | undefined {
  const bytes = elementWidths(maxBytes).flatMap((width, i) =>
    Array.from({ length: width }, (_, k) => Number(((elements[i] ?? 0n) >> BigInt(8 * k)) & 0xffn)),
  );
  const used = bytes.slice(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  if (used.includes(0)) return undefined;
  try {
    // A byte order mark is a character like any other.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(used));
  } catch {
    return undefined;
  }
}
