/**
 * Signature suites: which algorithms a CAC, an input or a registry may be signed with, and what each of them promises.
 *
 * Every suite is strict in the same sense: one encoding for each key and each signature, no key of small order, nothing reduced or
 * repaired. What another library would "normalize" is refused here, so that two verifiers cannot disagree.
 */

export const SUITE_NAMES = ['Ed25519', 'ECDSA-P256', 'ECDSA-secp256k1', 'BLS12-381'] as const;

export type SuiteName = (typeof SUITE_NAMES)[number];

export interface SignatureSuite {
  readonly name: SuiteName;
  /** Bytes of a public key as DIDs and registries hold it (SEC1 compressed for ECDSA, a compressed G1 point for BLS). */
  readonly publicKeyBytes: number;
  readonly signatureBytes: number;
  readonly secretKeyBytes: number;
  /** True for the one encoding of a key that may be registered: on the curve, in the group of prime order, not zero. */
  isPublicKey(publicKey: Uint8Array): boolean;
  /** True when the signature holds. A total predicate: whatever is malformed gives false. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** @throws when the secret is not one (ECDSA and BLS: zero or not below the order). */
  publicKeyOf(secretKey: Uint8Array): Uint8Array;
  /** Deterministic, so it needs no randomness. @throws as `publicKeyOf`. */
  sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array;
}

/** `check`, and false where it throws. */
export function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
