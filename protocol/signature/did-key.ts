/**
 * did:key of Ed25519: `did:key:z` + base58btc(0xed 0x01 || 32 key bytes). The key is the name; nothing is looked up.
 */
import { decodeBase58, encodeBase58 } from '../bytes/base58.js';
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';

/** The multicodec `ed25519-pub` (0xed) as an unsigned varint. */
const ED25519_PUB = Uint8Array.of(0xed, 0x01);

/** The DID of an Ed25519 public key of 32 bytes. */
export function encodeDidKey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes');
  return `did:key:z${encodeBase58(concatBytes(ED25519_PUB, publicKey))}`;
}

/**
 * The public key in a DID. A fragment (`did:key:z...#z...`) is not part of a DID and is refused.
 * @throws ProtocolError `did.unsupported` for another method or key type, `did.malformed` for one that `encodeDidKey` does not write.
 */
export function decodeDidKey(did: string): { readonly suite: 'Ed25519'; readonly publicKey: Uint8Array } {
  if (!did.startsWith('did:key:z')) throw new ProtocolError('did.unsupported', 'only did:key with base58btc is resolved here');
  const text = did.slice('did:key:z'.length);
  // Decoding takes quadratic time, so what cannot be a key is not decoded.
  if (text.length > 128) throw new ProtocolError('did.malformed', 'too long for a key');
  const bytes = decodeBase58(text);
  if (bytes[0] !== ED25519_PUB[0] || bytes[1] !== ED25519_PUB[1])
    throw new ProtocolError('did.unsupported', 'only Ed25519 keys are read here');
  if (bytes.length !== 34) throw new ProtocolError('did.malformed', 'an Ed25519 public key has 32 bytes');
  return { suite: 'Ed25519', publicKey: bytes.slice(2) };
}
