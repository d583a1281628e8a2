/**
 * The CAC: certificate of one clause execution, with the field names of the NSF texts 4.2.2 and 4.3.6 as spelled there.
 *
 * Every member is inside a section of `full_cac_hash`, or listed in `docs/protocol.md` as outside with the check that it gets.
 */
import type { ProofSystem } from '../field/field.js';
import type { Json } from '../json/strict.js';
import { assertProofText } from '../proof/proof-text.js';
import { parseShape } from '../schema/shape.js';
import type { CacSignature } from '../signature/signature.js';
import type { SuiteName } from '../signature/suite.js';
import type { GovernanceScope, JSONLD_CONTEXT, PreviousLink, SCHEMA, Trigger } from '../statement/context.js';
import type { InputAttestation, InputMeta } from '../statement/inputs.js';
import { cacSchema } from './cac-schema.js';

/** The disclosed members of one input group, and where the group comes from. A group of private fields has no `fields` members. */
export interface CacGroup {
  readonly fields: Readonly<Record<string, { readonly index: number; readonly value: Json }>>;
  readonly meta: InputMeta;
}

/** Credentials stand in a list (4.2.2), so their group is named inside. */
export interface CacCredential extends CacGroup {
  readonly group: string;
}

export interface CacCommitment {
  readonly unit: number;
  readonly commitment: string;
  readonly attested_by?: InputAttestation;
}

export interface CacInputs {
  readonly sensor_data: Readonly<Record<string, CacGroup>>;
  readonly credentials: readonly CacCredential[];
  readonly simulation_results: Readonly<Record<string, CacGroup>>;
  readonly external_calls: Readonly<Record<string, CacGroup>>;
  readonly parameters: Readonly<Record<string, CacGroup>>;
  readonly commitments: readonly CacCommitment[];
  readonly inputs_root: string;
}

/** A key as it is published beside the signatures; compared with what the DID resolves to. */
export interface CacPublicKey {
  readonly did: string;
  readonly suite: SuiteName;
  readonly public_key: string;
}

/** The attestation without what only the signing adds. */
export interface UnsignedAttestation {
  readonly attestation_type: 'ZK';
  /** The circuit hash: for a proof, the runtime is the circuit. */
  readonly runtime_hash: string;
  readonly enclave_quote: null;
  readonly proof: string;
}

/** The prover's signature is in the members of 4.2.2; verifiers and DAOs sign in `co_signatures`. */
export interface Attestation extends UnsignedAttestation, CacSignature {
  readonly role: 'prover';
  readonly co_signatures: readonly CacSignature[];
  /** One for each distinct DID that signed, the prover first. The keys of a set's members stand in the registry. */
  readonly public_keys: readonly CacPublicKey[];
}

export interface UnsignedRuntimeInfo {
  readonly type: 'ZK';
  /** `VENDOR` of the proof system. */
  readonly vendor: string;
  /** The circuit hash. */
  readonly build_hash: string;
  /** The hash of the verification key: what an "enclave" is identified by here. */
  readonly enclave_id: string;
  readonly prover_did: string;
}

export interface RuntimeInfo extends UnsignedRuntimeInfo {
  /** The same as `attestation.signature`. */
  readonly attestation_signature: string;
  /** The signer of the first co-signature with the role `verifier` (a DID or a set), or the prover, who verifies each proof before signing. */
  readonly verified_by: string;
}

export interface HashGraph {
  readonly clause_hash: string;
  readonly input_hash: string;
  readonly output_hash: string;
  readonly enclave_hash: string;
  readonly full_cac_hash: string;
}

export interface UnsignedCac {
  readonly '@context': typeof JSONLD_CONTEXT;
  readonly schema: typeof SCHEMA;
  /** `id@version`. */
  readonly clause_id: string;
  readonly execution_id: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly proof_system: ProofSystem;
  readonly vk_hash: string;
  readonly audience?: string;
  readonly trigger: Trigger;
  readonly inputs: CacInputs;
  readonly outputs: Readonly<Record<string, Json>>;
  readonly attestation: UnsignedAttestation;
  readonly governance_scope: GovernanceScope;
  readonly runtime_info: UnsignedRuntimeInfo;
  readonly hash_graph: HashGraph;
  readonly links: { readonly prev: readonly PreviousLink[] };
}

export interface Cac extends UnsignedCac {
  readonly attestation: Attestation;
  readonly runtime_info: RuntimeInfo;
  /** Statements of logs that the CAC existed at a time. */
  readonly receipts?: readonly Receipt[];
}

/** A log's word that it had seen the hash of a CAC at a time. It counts where a reader trusts the log. */
export interface Receipt {
  /** DID of the log. */
  readonly log: string;
  readonly time: string;
  readonly suite: SuiteName;
  /** Over `receiptBytes`, as hex. */
  readonly signature: string;
}

/**
 * A CAC from JSON that `parseJson` read (which refused duplicate members and numbers with two spellings). Every member is required
 * where the type says so, and no other is accepted: what this reader does not know, nobody checks.
 * @throws ProtocolError `cac.malformed` | `cac.missing-member` | `cac.unknown-member` | `proof.malformed`, with a pointer.
 */
export function parseCac(json: unknown): Cac {
  const cac = parseShape(cacSchema, json, 'cac');
  assertProofText(cac.proof_system, cac.attestation.proof, '/attestation/proof');
  return cac;
}
