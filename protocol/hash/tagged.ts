/**
 * T(tag, x) = SHA-256(u8(len) || "nsf.cac.v1/" + tag || x): one hash function per purpose.
 *
 * The length byte makes the tag prefix-free, so no tag and content can be read as another tag and content.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8 } from '../bytes/concat.js';

/** Plain SHA-256: for files, where other tools must be able to compare. Inside the protocol use `taggedHash`. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** 32 bytes. `tag` is a constant of the protocol (ASCII, without the `nsf.cac.v1/` prefix). */
export function taggedHash(tag: string, bytes: Uint8Array): Uint8Array {
  const full = utf8(`nsf.cac.v1/${tag}`);
  if (full.length > 255) throw new RangeError('a hash tag has at most 255 bytes');
  return nobleSha256(concatBytes(Uint8Array.of(full.length), full, bytes));
}
