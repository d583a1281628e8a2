/**
 * Suite `BLS12-381`: draft-irtf-cfrg-bls-signature, minimal public keys (48 bytes, G1), signatures in G2 (96 bytes), proof of possession.
 *
 * Signatures over one message add up to one signature of the same size. TRAP: without a proof of possession of every key, a member could
 * register `own key - sum of the others` and sign for all of them (the rogue-key attack); a registry therefore holds one for each key.
 * Points are compressed, canonical, in the subgroup and never the point at infinity, a sum included.
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { holds, type SignatureSuite } from './suite.js';

const SIGNATURE_DST = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_';
const POSSESSION_DST = 'BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_';

const scheme = bls12_381.longSignatures;

interface Point {
  is0(): boolean;
  assertValidity(): void;
  toBytes(isCompressed?: boolean): Uint8Array;
}

/** The point of its one encoding. @throws for anything else, the point at infinity included. */
function decode<P extends Point>(group: { fromBytes(bytes: Uint8Array): P }, bytes: Uint8Array, length: number): P {
  if (bytes.length !== length) throw new RangeError('wrong length');
  const point = group.fromBytes(bytes);
  point.assertValidity();
  const again = point.toBytes(true);
  if (point.is0() || !again.every((byte, i) => byte === bytes[i])) throw new RangeError('not a canonical point');
  return point;
}

const decodeKey = (bytes: Uint8Array) => decode(bls12_381.G1.Point, bytes, 48);
const decodeSignature = (bytes: Uint8Array) => decode(bls12_381.G2.Point, bytes, 96);

export const bls12381: SignatureSuite = {
  name: 'BLS12-381',
  publicKeyBytes: 48,
  signatureBytes: 96,
  secretKeyBytes: 32,
  isPublicKey: (publicKey) => holds(() => !decodeKey(publicKey).is0()),
  verify: (publicKey, message, signature) => verifyAggregate([publicKey], message, signature),
  publicKeyOf: (secretKey) => scheme.getPublicKey(secretKey).toBytes(true),
  sign: (message, secretKey) => scheme.sign(scheme.hash(message, SIGNATURE_DST), secretKey).toBytes(true),
};

/**
 * FastAggregateVerify: one signature by all of `publicKeys` (at least one) over one message. A total predicate.
 * Requires that every key came with a proof of possession.
 */
export function verifyAggregate(publicKeys: readonly Uint8Array[], message: Uint8Array, signature: Uint8Array): boolean {
  return holds(() => {
    const sum = scheme.aggregatePublicKeys(publicKeys.map(decodeKey));
    return !sum.is0() && scheme.verify(decodeSignature(signature), scheme.hash(message, SIGNATURE_DST), sum);
  });
}

/** The sum of signatures over one message. @throws for a malformed signature, for none, and for a sum that is zero. */
export function aggregateSignatures(signatures: readonly Uint8Array[]): Uint8Array {
  const sum = scheme.aggregateSignatures(signatures.map(decodeSignature));
  if (sum.is0()) throw new RangeError('signatures that cancel out');
  return sum.toBytes(true);
}

/** The proof that whoever registers a key has its secret: a signature over the key under a tag of its own. */
export function proveBlsPossession(secretKey: Uint8Array): Uint8Array {
  return scheme.sign(scheme.hash(bls12381.publicKeyOf(secretKey), POSSESSION_DST), secretKey).toBytes(true);
}

/** A total predicate. */
export function hasBlsPossession(publicKey: Uint8Array, proof: Uint8Array): boolean {
  return holds(() => scheme.verify(decodeSignature(proof), scheme.hash(publicKey, POSSESSION_DST), decodeKey(publicKey)));
}
