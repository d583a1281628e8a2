/** One call for a signature of any suite, with all of them on board. Readers of CACs load suites as they need them: `load-suite.ts`. */
import { ProtocolError } from '../errors.js';
import { bls12381 } from './bls.js';
import { ecdsaP256, ecdsaSecp256k1 } from './ecdsa.js';
import { ed25519 } from './ed25519.js';
import { type SignatureSuite, SUITE_NAMES, type SuiteName } from './suite.js';

const SUITES: Readonly<Record<SuiteName, SignatureSuite>> = {
  Ed25519: ed25519,
  'ECDSA-P256': ecdsaP256,
  'ECDSA-secp256k1': ecdsaSecp256k1,
  'BLS12-381': bls12381,
};

/**
 * Whether `signature` over `message` holds under `publicKey`. Total in its last three arguments: malformed bytes give false.
 *
 * | suite | public key | signature |
 * |---|---|---|
 * | `Ed25519` | 32 bytes | 64 bytes, RFC 8032 |
 * | `ECDSA-P256`, `ECDSA-secp256k1` | SEC1, 33 or 65 bytes | 64 bytes r, s with low s; SHA-256 of the message |
 * | `BLS12-381` | compressed G1, 48 bytes | compressed G2, 96 bytes, tag `BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_` |
 *
 * @throws ProtocolError `signature.unknown-suite` for a name that is none of these.
 */
export function verifySignature(suite: SuiteName, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!Object.hasOwn(SUITES, suite)) {
    throw new ProtocolError('signature.unknown-suite', `the suites are ${SUITE_NAMES.join(', ')}`);
  }
  const isBytes = [publicKey, message, signature].every((bytes) => bytes instanceof Uint8Array);
  return isBytes && SUITES[suite].verify(publicKey, message, signature);
}
