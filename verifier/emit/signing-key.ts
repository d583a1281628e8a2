/** A key that signs. */
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import type { SignatureSuite } from '@clauseproof/protocol/suites/suite';

export interface SigningKey {
  /** The DID under which the signature counts; for did:key it must be that of the secret. */
  readonly did: string;
  /** As long as the suite says. */
  readonly secret: Uint8Array;
  /** `Ed25519` unless it is given (`loadSuite`). */
  readonly suite?: SignatureSuite;
}

export const suiteOf = (key: SigningKey): SignatureSuite => key.suite ?? ed25519;
