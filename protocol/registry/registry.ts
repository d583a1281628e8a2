/**
 * The registry: which clause versions, circuits, keys and signers count. A signed file; trust begins at its pinned signer.
 */
import type { CircuitDescriptor } from '../clause/circuit.js';
import type { ClauseInterface } from '../clause/interface.js';
import type { ProofSystem } from '../field/field.js';
import type { SignerRole } from '../signature/signature.js';

/** How the keys of a circuit came to be. `development` keys were made by one party, who can forge proofs. */
export type SetupRecord =
  | { readonly kind: 'development'; readonly zkey_sha256: string; readonly created: string }
  | {
      readonly kind: 'ceremony';
      readonly zkey_sha256: string;
      readonly ptau_sha256: string;
      readonly transcript_sha256: string;
      /** At least one. */
      readonly contributions: readonly { readonly name: string; readonly hash: string }[];
      readonly beacon: string;
      readonly created: string;
    }
  /** Kimchi has no trusted setup. */
  | { readonly kind: 'transparent' };

export interface RegisteredCircuit {
  readonly proof_system: ProofSystem;
  readonly circuit_descriptor: CircuitDescriptor;
  readonly circuit_hash: string;
  /** Groth16: canonical binary verification key; Kimchi: the decoded `verificationKey.data`. Hex. */
  readonly vk: string;
  readonly vk_hash: string;
  readonly setup: SetupRecord;
}

export interface RegisteredSigner {
  /** A DID, or `*` for anyone. */
  readonly did: string;
  readonly roles: readonly SignerRole[];
}

export interface Revocation {
  /** `compromised` and `unsound` count at every time, `superseded` from `at` on. */
  readonly reason: 'compromised' | 'unsound' | 'superseded';
  readonly at: string;
}

export interface RegistryEntry {
  readonly clause_id: string;
  readonly clause_version: string;
  readonly clause_hash: string;
  readonly source_hash: string;
  readonly interface: ClauseInterface;
  /** At most one for each proof system. */
  readonly circuits: readonly RegisteredCircuit[];
  /** Empty: nobody. */
  readonly signers: readonly RegisteredSigner[];
  /** `*` for any; empty: none. */
  readonly daos: readonly string[];
  /** `*` for any; empty: none. */
  readonly jurisdictions: readonly string[];
  /** `revoked` exactly when there are revocations. */
  readonly status: 'active' | 'revoked';
  readonly valid_from: string;
  /** Exclusive; null: no end. */
  readonly valid_to: string | null;
  readonly revocations: readonly Revocation[];
}

export interface UnsignedRegistry {
  readonly version: 1;
  readonly issued_at: string;
  readonly expires: string;
  readonly entries: readonly RegistryEntry[];
  /** DID of the registry key. */
  readonly signer: string;
}

export interface Registry extends UnsignedRegistry {
  /** 64 bytes as hex, Ed25519 over `registrySigningBytes`. */
  readonly signature: string;
}
