/**
 * Suites `ECDSA-P256` and `ECDSA-secp256k1`: SHA-256 over the message, signatures as 64 bytes r || s (never DER), and s in the lower half
 * of the group order, because (r, n - s) would be a second signature for the same message. Signing is RFC 6979.
 *
 * Registered keys are SEC1 compressed (33 bytes). `verify` also takes the uncompressed form (65 bytes, 0x04), which other people's
 * tools write; the hybrid forms are refused.
 */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { p256 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { holds, type SignatureSuite, type SuiteName } from './suite.js';

const STRICT = { lowS: true, prehash: true, format: 'compact' } as const;

export const ecdsaP256: SignatureSuite = ecdsa('ECDSA-P256', p256);
export const ecdsaSecp256k1: SignatureSuite = ecdsa('ECDSA-secp256k1', secp256k1);

function ecdsa(name: SuiteName, curve: ECDSA): SignatureSuite {
  const isKey = (publicKey: Uint8Array) => holds(() => !curve.Point.fromBytes(publicKey).is0());
  return {
    name,
    publicKeyBytes: 33,
    signatureBytes: 64,
    secretKeyBytes: 32,
    isPublicKey: (publicKey) => publicKey.length === 33 && isKey(publicKey),
    verify: (publicKey, message, signature) =>
      signature.length === 64 &&
      (publicKey.length === 33 || (publicKey.length === 65 && publicKey[0] === 4)) &&
      isKey(publicKey) &&
      holds(() => curve.verify(signature, message, publicKey, STRICT)),
    publicKeyOf: (secretKey) => curve.getPublicKey(secretKey, true),
    sign: (message, secretKey) => curve.sign(message, secretKey, STRICT),
  };
}
