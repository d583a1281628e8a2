/**
 * Suite `Ed25519`: RFC 8032 by one strict predicate. Reduced coordinates, S below the group order, no public key of small order, the
 * cofactored equation. (The library's default, the looser ZIP 215, lets one signature hold for many messages under a key of small order.)
 *
 * `@noble/ed25519` is half as large as the curve of the same name in `@noble/curves`; the tests compare the two.
 */
import { getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { holds, type SignatureSuite } from './suite.js';

/** The library has its hash function set from outside, for all who use it; set before each call, it is always this one. */
function withHash<T>(compute: () => T): T {
  hashes.sha512 = sha512;
  return compute();
}

export const ed25519: SignatureSuite = {
  name: 'Ed25519',
  publicKeyBytes: 32,
  signatureBytes: 64,
  secretKeyBytes: 32,
  isPublicKey: (publicKey) => publicKey.length === 32 && holds(() => isOfPrimeOrder(Point.fromBytes(publicKey))),
  verify: (publicKey, message, signature) =>
    signature.length === 64 &&
    publicKey.length === 32 &&
    holds(() => withHash(() => verify(signature, message, publicKey, { zip215: false }))),
  publicKeyOf: (secretKey) => withHash(() => getPublicKey(secretKey)),
  sign: (message, secretKey) => withHash(() => sign(message, secretKey)),
};

function isOfPrimeOrder(point: Point): boolean {
  return !point.is0() && point.isTorsionFree();
}
