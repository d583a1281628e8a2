/**
 * Suites by name. Ed25519 is always there; the others are loaded when they are met, so that a page which never sees them does not carry them.
 */
import { ed25519 } from './ed25519.js';
import type { SignatureSuite, SuiteName } from './suite.js';

export async function loadSuite(name: SuiteName): Promise<SignatureSuite> {
  switch (name) {
    case 'Ed25519':
      return ed25519;
    case 'ECDSA-P256':
      return (await import('./ecdsa.js')).ecdsaP256;
    case 'ECDSA-secp256k1':
      return (await import('./ecdsa.js')).ecdsaSecp256k1;
    case 'BLS12-381':
      return (await import('./bls.js')).bls12381;
  }
}
