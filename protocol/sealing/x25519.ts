/**
 * Keys that receive: X25519, as did:key (multicodec x25519-pub, 0xec). They encrypt and never sign, so they are no signature suite.
 */
import { x25519 } from '@noble/curves/ed25519.js';
import { decodeBase58, encodeBase58 } from '../bytes/base58.js';
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';

const CODEC = Uint8Array.of(0xec, 0x01);

/** The public key (32 bytes) of a secret. Any 32 bytes from a secure generator are a secret. */
export function x25519PublicKey(secret: Uint8Array): Uint8Array {
  return x25519.getPublicKey(secret);
}

/** `did:key:z6LS...` */
export function encodeRecipientDid(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an X25519 public key has 32 bytes');
  return `did:key:z${encodeBase58(concatBytes(CODEC, publicKey))}`;
}

/**
 * The public key of a recipient. @throws ProtocolError `did.unsupported` for another kind of key or method; `did.malformed`, also for the points of
 * small order, with which everybody shares a secret, and for coordinates that are not below 2^255 - 19: RFC 7748 would reduce them, so that one key
 * had many DIDs.
 */
export function decodeRecipientDid(did: string): Uint8Array {
  if (!did.startsWith('did:key:z')) throw new ProtocolError('did.unsupported', 'a recipient is a did:key of X25519');
  const text = did.slice('did:key:z'.length);
  if (text.length > 128) throw new ProtocolError('did.malformed', 'too long for a key');
  const bytes = decodeBase58(text);
  if (bytes[0] !== CODEC[0] || bytes[1] !== CODEC[1]) throw new ProtocolError('did.unsupported', 'a recipient is a did:key of X25519');
  const publicKey = bytes.slice(2);
  if (publicKey.length !== 32 || !isReduced(publicKey) || !contributes(publicKey))
    throw new ProtocolError('did.malformed', 'not a usable X25519 public key');
  return publicKey;
}

/** Below 2^255 - 19; the bytes are little-endian. */
function isReduced(publicKey: Uint8Array): boolean {
  const [low = 0, top = 0] = [publicKey[0], publicKey[31]];
  return top < 0x7f || (top === 0x7f && (low < 0xed || publicKey.subarray(1, 31).some((byte) => byte !== 0xff)));
}

function contributes(publicKey: Uint8Array): boolean {
  try {
    x25519.getSharedSecret(new Uint8Array(32).fill(1), publicKey);
    return true;
  } catch {
    return false;
  }
}
