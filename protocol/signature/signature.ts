/**
 * Signatures over a CAC. What is signed names suite, signer, role and time, so a signature cannot be shown as another one's.
 */

export type SignerRole = 'prover' | 'verifier' | 'dao';

/** One signature with everything of its statement that does not stand in the hash graph. */
export interface CacSignature {
  readonly suite: 'Ed25519';
  readonly signer: string;
  readonly role: SignerRole;
  /** An instant. */
  readonly created: string;
  /** 64 bytes as hex. */
  readonly signature: string;
}
