/**
 * Suite `Ed25519`: RFC 8032 by one strict predicate. Reduced coordinates, S below the group order, no public key of small order, the
 * cofactored equation. (noble's default, the looser ZIP 215, lets one signature hold for many messages under a key of small order.)
 */
import { ed25519 as curve } from '@noble/curves/ed25519.js';
import { holds, type SignatureSuite } from './suite.js';

export const ed25519: SignatureSuite = {
  name: 'Ed25519',
  publicKeyBytes: 32,
  signatureBytes: 64,
  secretKeyBytes: 32,
  isPublicKey: (publicKey) => publicKey.length === 32 && holds(() => isOfPrimeOrder(curve.Point.fromBytes(publicKey))),
  verify: (publicKey, message, signature) =>
    signature.length === 64 && publicKey.length === 32 && holds(() => curve.verify(signature, message, publicKey, { zip215: false })),
  publicKeyOf: (secretKey) => curve.getPublicKey(secretKey),
  sign: (message, secretKey) => curve.sign(message, secretKey),
};

function isOfPrimeOrder(point: { is0(): boolean; isTorsionFree(): boolean }): boolean {
  return !point.is0() && point.isTorsionFree();
}
