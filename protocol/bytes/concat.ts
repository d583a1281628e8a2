/** Byte strings joined and made from text; hashing code is a list of parts. */

const encoder = new TextEncoder();

/** The UTF-8 bytes of `text`. Lone surrogates must have been refused before: the encoder would replace them silently. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** All parts one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
