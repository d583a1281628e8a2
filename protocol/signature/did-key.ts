/**
 * did:key: `did:key:z` + base58btc(multicodec || public key). The key is the name; nothing is looked up.
 */
import { decodeBase58, encodeBase58 } from '../bytes/base58.js';
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import type { SuiteName } from './suite.js';

/** A public key and the algorithm that it is for. */
export interface SuiteKey {
  readonly suite: SuiteName;
  readonly publicKey: Uint8Array;
}

/** Multicodec prefixes as unsigned varints, and the bytes of a key: ed25519-pub, p256-pub, secp256k1-pub, bls12_381-g1-pub. */
const CODECS: readonly (readonly [suite: SuiteName, first: number, second: number, keyBytes: number])[] = [
  ['Ed25519', 0xed, 0x01, 32],
  ['ECDSA-P256', 0x80, 0x24, 33],
  ['ECDSA-secp256k1', 0xe7, 0x01, 33],
  ['BLS12-381', 0xea, 0x01, 48],
];

/** The DID of a public key (compressed, see `SignatureSuite.publicKeyBytes`). */
export function encodeDidKey(publicKey: Uint8Array, suite: SuiteName = 'Ed25519'): string {
  return `did:key:${encodeMultikey({ suite, publicKey })}`;
}

/**
 * The public key in a DID. A fragment (`did:key:z...#z...`) is not part of a DID and is refused. Whether the key is a point of its curve is
 * a question for its suite.
 * @throws ProtocolError `did.unsupported` for another method or key type, `did.malformed` for one that `encodeDidKey` does not write.
 */
export function decodeDidKey(did: string): SuiteKey {
  if (!did.startsWith('did:key:')) throw new ProtocolError('did.unsupported', 'only did:key is resolved here');
  return decodeMultikey(did.slice('did:key:'.length));
}

/** `z` + base58btc(multicodec || key): the form that DID documents call `publicKeyMultibase`. */
export function encodeMultikey({ suite, publicKey }: SuiteKey): string {
  const codec = CODECS.find(([name]) => name === suite);
  if (codec === undefined || publicKey.length !== codec[3]) throw new RangeError(`a public key of ${suite} has ${codec?.[3]} bytes`);
  return `z${encodeBase58(concatBytes(Uint8Array.of(codec[1], codec[2]), publicKey))}`;
}

/** The inverse of `encodeMultikey`. @throws ProtocolError `did.unsupported` | `did.malformed`. */
export function decodeMultikey(text: string): SuiteKey {
  if (!text.startsWith('z')) throw new ProtocolError('did.unsupported', 'only base58btc is read here');
  // Decoding takes quadratic time, so what cannot be a key is not decoded.
  if (text.length > 128) throw new ProtocolError('did.malformed', 'too long for a key');
  const bytes = decodeBase58(text.slice(1));
  const codec = CODECS.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
  if (codec === undefined) throw new ProtocolError('did.unsupported', 'only keys of the known signature suites are read here');
  const [suite, , , keyBytes] = codec;
  if (bytes.length !== keyBytes + 2) throw new ProtocolError('did.malformed', `a public key of ${suite} has ${keyBytes} bytes`);
  return { suite, publicKey: bytes.slice(2) };
}
