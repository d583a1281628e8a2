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
import type { CacSignature } from '../signature/signature.js';
import { type GovernanceScope, SCHEMA } from '../statement/context.js';
import { VENDOR } from '../statement/statement.js';
import type { Attestation, Cac, CacPublicKey, UnsignedCac } from './cac.js';
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
  const { jurisdiction, dao, clause_fork, fork_lineage_hash, circuit_hash, vk_hash } = context;
  const governance_scope: GovernanceScope = {
    jurisdiction,
    dao,
    clause_fork,
    ...(fork_lineage_hash !== undefined && { fork_lineage_hash }),
  };
  const source = {
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
  const { schema, clause_id, ...rest } = source;
  const cac = { schema, clause_id, execution_id: context.execution_id, ...rest, hash_graph: graph.hash_graph };
  const problem = graphMismatches(cac, graph, iface)[0];
  if (problem !== undefined) throw new ProtocolError(problem.code, problem.message, problem.pointer);
  return cac;
}

/** The signed CAC. `signature` (64 bytes) is over `cacSigningBytes(cac.hash_graph, {suite: 'Ed25519', signer: prover_did, role: 'prover', created})`. */
export function attachSignature(cac: UnsignedCac, by: { created: string; signature: Uint8Array; publicKey: Uint8Array }): Cac {
  const signer = cac.runtime_info.prover_did;
  const signature = toHex(by.signature);
  return {
    ...cac,
    attestation: {
      ...cac.attestation,
      suite: 'Ed25519',
      signer,
      role: 'prover',
      created: by.created,
      signature,
      co_signatures: [],
      public_keys: [{ did: signer, suite: 'Ed25519', public_key: toHex(by.publicKey) }],
    },
    runtime_info: { ...cac.runtime_info, attestation_signature: signature, verified_by: signer },
  };
}

/** The CAC with one more signature of a verifier or DAO over the same graph. */
export function addCoSignature(cac: Cac, signature: CacSignature, publicKey: Uint8Array): Cac {
  const key: CacPublicKey = { did: signature.signer, suite: signature.suite, public_key: toHex(publicKey) };
  const { attestation } = cac;
  const known = attestation.public_keys.some((other) => other.did === key.did);
  const signed: Attestation = {
    ...attestation,
    co_signatures: [...attestation.co_signatures, signature],
    public_keys: known ? attestation.public_keys : [...attestation.public_keys, key],
  };
  return { ...cac, attestation: signed, runtime_info: { ...cac.runtime_info, verified_by: verifiedBy(signed) } };
}

/** All signatures of a CAC, the prover's first. */
export function cacSignatures(cac: Cac): CacSignature[] {
  const { suite, signer, role, created, signature, co_signatures } = cac.attestation;
  return [{ suite, signer, role, created, signature }, ...co_signatures];
}

/**
 * The members outside `full_cac_hash` that repeat something, compared; empty when all agree. The signatures themselves are not verified
 * here. Codes: `signature.signer`, `signature.duplicate`, `signature.public-keys`, `signature.attestation-signature`,
 * `signature.verified-by`.
 * @param keys the public key of each signer's DID, as the caller resolved it.
 */
export function signatureMismatches(cac: Cac, keys: ReadonlyMap<string, Uint8Array>): Problem[] {
  const { attestation, runtime_info } = cac;
  const signatures = cacSignatures(cac);
  const signers = [...new Set(signatures.map((signature) => signature.signer))];
  const publicKeys = signers.map((did) => ({ did, suite: 'Ed25519', public_key: toHex(keys.get(did) ?? new Uint8Array()) }));
  const distinct = new Set(signatures.map(({ signer, role }) => `${role} ${signer}`)).size;
  const rows: readonly (readonly [code: string, pointer: string, stated: unknown, actual: unknown])[] = [
    ['signer', '/attestation/signer', attestation.signer, runtime_info.prover_did],
    ['duplicate', '/attestation/co_signatures', signatures.length, distinct],
    ['public-keys', '/attestation/public_keys', attestation.public_keys, publicKeys],
    ['attestation-signature', '/runtime_info/attestation_signature', runtime_info.attestation_signature, attestation.signature],
    ['verified-by', '/runtime_info/verified_by', runtime_info.verified_by, verifiedBy(attestation)],
  ];
  return rows.flatMap(([code, pointer, is, must]) =>
    sameJson(is, must) ? [] : [{ code: `signature.${code}`, message: `${pointer.slice(1)} does not follow from the signatures`, pointer }],
  );
}

function verifiedBy(attestation: Attestation): string {
  return attestation.co_signatures.find((signature) => signature.role === 'verifier')?.signer ?? attestation.signer;
}
