/**
 * From a proof envelope to a CAC: assemble, sign elsewhere, attach.
 *
 * No key comes near this file. The order is: `assembleCac`, `cacSigningBytes` over its graph, `attachSignature`; co-signers then sign the
 * same graph and `addCoSignature`. `signatureMismatches` checks all that these two write.
 */
import { toHex } from '../bytes/hex.js';
import type { ClauseInterface } from '../clause/interface.js';
import { type Problem, ProtocolError } from '../errors.js';
import { sameJson } from '../json/canonical.js';
import type { ProofEnvelope } from '../proof/envelope.js';
import { assertProofText } from '../proof/proof-text.js';
import type { SuiteKey } from '../signature/did-key.js';
import type { CacSignature } from '../signature/signature.js';
import type { SuiteName } from '../signature/suite.js';
import { type GovernanceScope, JSONLD_CONTEXT, SCHEMA } from '../statement/context.js';
import { VENDOR } from '../statement/statement.js';
import type { Attestation, Cac, UnsignedCac } from './cac.js';
import { writeCacInputs } from './cac-inputs.js';
import { graphMismatches, recomputeGraph } from './graph.js';

/**
 * The unsigned CAC of an execution, its hash graph filled in.
 * @param iface the interface of the clause, from its manifest or registry entry.
 * @param proverDid the DID that will sign.
 * @throws ProtocolError `envelope.inconsistent` when the envelope's context does not follow from its other members; otherwise as
 *   `recomputeGraph`.
 */
export function assembleCac(envelope: ProofEnvelope, iface: ClauseInterface, proverDid: string): UnsignedCac {
  const { context, proof_system, inputs, outputs, proof, nonce } = envelope;
  assertProofText(proof_system, proof, '/proof');
  const { circuit_hash, vk_hash } = context;
  const governance_scope = scopeOf(envelope);
  const source = {
    '@context': JSONLD_CONTEXT,
    schema: SCHEMA,
    clause_id: `${context.clause_id}@${context.clause_version}`,
    timestamp: context.timestamp,
    nonce,
    proof_system,
    vk_hash,
    ...(context.audience !== undefined && { audience: context.audience }),
    trigger: context.trigger,
    inputs: writeCacInputs(iface, inputs, inputs.inputs_root),
    outputs,
    attestation: { attestation_type: 'ZK', runtime_hash: circuit_hash, enclave_quote: null, proof },
    governance_scope,
    runtime_info: { type: 'ZK', vendor: VENDOR[proof_system], build_hash: circuit_hash, enclave_id: vk_hash, prover_did: proverDid },
    links: { prev: context.prev },
  } as const;
  const graph = recomputeGraph({ ...source, hash_graph: { clause_hash: context.clause_hash } }, iface);
  if (!sameJson(graph.context, context)) {
    throw new ProtocolError('envelope.inconsistent', 'the context does not follow from the inputs, outputs and nonce', '/context');
  }
  // The order of members has no meaning; this is the order in which 4.2.2 shows them to people.
  const { '@context': ld, schema, clause_id, ...rest } = source;
  const cac = { '@context': ld, schema, clause_id, execution_id: context.execution_id, ...rest, hash_graph: graph.hash_graph };
  const problem = graphMismatches(cac, graph, iface)[0];
  if (problem !== undefined) throw new ProtocolError(problem.code, problem.message, problem.pointer);
  return cac;
}

/** The scope with the members that the context holds only by hash. */
function scopeOf({ context, scope_details }: ProofEnvelope): GovernanceScope {
  const { jurisdiction, dao, clause_fork, fork_lineage_hash } = context;
  return { jurisdiction, dao, clause_fork, ...(fork_lineage_hash !== undefined && { fork_lineage_hash }), ...scope_details };
}

/** The signed CAC. `signature` is over `cacSigningBytes(cac.hash_graph, {suite, signer: prover_did, role: 'prover', created})`. */
export function attachSignature(
  cac: UnsignedCac,
  by: { readonly suite?: SuiteName; readonly created: string; readonly signature: Uint8Array; readonly publicKey: Uint8Array },
): Cac {
  const signer = cac.runtime_info.prover_did;
  const { suite = 'Ed25519', created } = by;
  const signature = toHex(by.signature);
  return {
    ...cac,
    attestation: {
      ...cac.attestation,
      suite,
      signer,
      role: 'prover',
      created,
      signature,
      co_signatures: [],
      public_keys: [{ did: signer, suite, public_key: toHex(by.publicKey) }],
    },
    runtime_info: { ...cac.runtime_info, attestation_signature: signature, verified_by: signer },
  };
}

/**
 * The CAC with one more signature of a verifier or DAO over the same graph. The aggregate of a set takes the place of the one that it
 * extends. @param publicKey of the signer; absent for a set, whose keys stand in the registry.
 */
export function addCoSignature(cac: Cac, signature: CacSignature, publicKey?: Uint8Array): Cac {
  const { attestation } = cac;
  const known = attestation.public_keys.some((other) => other.did === signature.signer);
  const key = publicKey === undefined || known ? [] : [{ did: signature.signer, suite: signature.suite, public_key: toHex(publicKey) }];
  const isEarlier = (other: CacSignature) =>
    signature.participants !== undefined && other.signer === signature.signer && other.role === signature.role;
  const place = attestation.co_signatures.findIndex(isEarlier);
  const co_signatures =
    place < 0 ? [...attestation.co_signatures, signature] : attestation.co_signatures.map((other, i) => (i === place ? signature : other));
  const signed: Attestation = { ...attestation, co_signatures, public_keys: [...attestation.public_keys, ...key] };
  return { ...cac, attestation: signed, runtime_info: { ...cac.runtime_info, verified_by: verifiedBy(signed) } };
}

/** All signatures of a CAC, the prover's first. */
export function cacSignatures(cac: Cac): CacSignature[] {
  const { suite, signer, role, created, signature, co_signatures } = cac.attestation;
  return [{ suite, signer, role, created, signature }, ...co_signatures];
}

/**
 * The members outside `full_cac_hash` that repeat something, compared; empty when all agree. The signatures themselves are not verified
 * here. Codes: `signature.signer`, `signature.duplicate`, `signature.participants`, `signature.public-keys`, `signature.attestation-signature`,
 * `signature.verified-by`.
 * @param keys the public key of each signer's DID, as the caller resolved it. Sets have none: their keys are not published in the CAC.
 */
export function signatureMismatches(cac: Cac, keys: ReadonlyMap<string, SuiteKey>): Problem[] {
  const { attestation, runtime_info } = cac;
  const signatures = cacSignatures(cac);
  const signers = [...new Set(signatures.flatMap(({ signer, participants }) => (participants === undefined ? [signer] : [])))];
  const publicKeys = signers.map((did) => {
    const key = keys.get(did);
    return { did, suite: key?.suite ?? '', public_key: toHex(key?.publicKey ?? new Uint8Array()) };
  });
  const distinct = new Set(signatures.map(({ signer, role }) => `${role} ${signer}`)).size;
  const rows: readonly (readonly [code: string, pointer: string, stated: unknown, actual: unknown])[] = [
    ['signer', '/attestation/signer', attestation.signer, runtime_info.prover_did],
    ['duplicate', '/attestation/co_signatures', signatures.length, distinct],
    ['participants', '/attestation/co_signatures', signatures.filter((signature) => !isPlainOrAggregate(signature)), []],
    ['public-keys', '/attestation/public_keys', attestation.public_keys, publicKeys],
    ['attestation-signature', '/runtime_info/attestation_signature', runtime_info.attestation_signature, attestation.signature],
    ['verified-by', '/runtime_info/verified_by', runtime_info.verified_by, verifiedBy(attestation)],
  ];
  return rows.flatMap(([code, pointer, is, must]) =>
    sameJson(is, must) ? [] : [{ code: `signature.${code}`, message: `${pointer.slice(1)} does not follow from the signatures`, pointer }],
  );
}

/** A DID signs for itself; a set signs by the sum of its members, and says who they are. */
function isPlainOrAggregate({ suite, signer, participants }: CacSignature): boolean {
  return signer.startsWith('did:') ? participants === undefined : participants !== undefined && suite === 'BLS12-381';
}

function verifiedBy(attestation: Attestation): string {
  return attestation.co_signatures.find((signature) => signature.role === 'verifier')?.signer ?? attestation.signer;
}
