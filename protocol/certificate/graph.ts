/**
 * The hash graph of a CAC: everything that can be computed again from its members and the clause interface.
 *
 * The emitter fills the graph with `recomputeGraph`, the verifier compares with it: both call the same function, so what one
 * covers the other covers. Types and pointers come from the interface only.
 */
import { toHex } from '../bytes/hex.js';
import type { ClauseInterface } from '../clause/interface.js';
import type { Problem } from '../errors.js';
import { merkleRoot } from '../hash/merkle.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes, sameJson } from '../json/canonical.js';
import { type Context, createContext, forkLineageHash, type GovernanceScope, replayKey } from '../statement/context.js';
import { inputHash, type PublicInputs } from '../statement/inputs.js';
import { enclaveHash, outputHash, VENDOR } from '../statement/statement.js';
import { decodeOutputs, encodeOutputs } from '../values/codec.js';
import type { HashGraph, UnsignedCac } from './cac.js';
import { readCacInputs } from './cac-inputs.js';

/** A CAC before its graph is filled in; only the clause hash is given. */
export type GraphSource = Omit<UnsignedCac, 'hash_graph' | 'execution_id'> & { readonly hash_graph: Pick<HashGraph, 'clause_hash'> };

export interface RecomputedGraph {
  readonly hash_graph: HashGraph;
  readonly context: Context;
  readonly replay_key: string;
  readonly inputs: PublicInputs;
  /** Encoded leaves of the disclosed fields by field index; empty for the others. */
  readonly encoded: readonly (readonly bigint[])[];
}

/**
 * All hashes, the context and the replay key.
 * @throws ProtocolError `inputs.*` | `input.*` when inputs or outputs do not fit the interface.
 */
export function recomputeGraph(cac: GraphSource, iface: ClauseInterface): RecomputedGraph {
  const { inputs, encoded } = readCacInputs(iface, cac.inputs, cac.proof_system);
  const [clause_id, clause_version] = splitClauseRef(cac.clause_id);
  const { proof_system, vk_hash, trigger, governance_scope, timestamp } = cac;
  const circuit_hash = cac.attestation.runtime_hash;
  const clause_hash = cac.hash_graph.clause_hash;
  const runtime = { proof_system, circuit_hash, vk_hash, clause_id, clause_version, trigger, governance_scope };
  const hashes = {
    clause_hash,
    input_hash: toHex(inputHash(iface, inputs)),
    output_hash: toHex(outputHash(iface, cac.outputs)),
    enclave_hash: toHex(enclaveHash(runtime)),
  };
  const { prev } = cac.links;
  const audience = cac.audience === undefined ? {} : { audience: cac.audience };
  const context = createContext({ ...runtime, ...hashes, timestamp, prev, ...audience }, cac.nonce);
  const full_cac_hash = fullCacHash({ ...cac, execution_id: context.execution_id }, hashes);
  return { hash_graph: { ...hashes, full_cac_hash }, context, replay_key: replayKey(context), inputs, encoded };
}

/**
 * MTH over the labelled sections, each listing its members exhaustively. Outside stay the signatures, `public_keys`,
 * `attestation_signature` and `verified_by`: they are made after this hash.
 */
export function fullCacHash(cac: Omit<UnsignedCac, 'hash_graph'>, hashes: Omit<HashGraph, 'full_cac_hash'>): string {
  const { '@context': context, schema, clause_id, execution_id, timestamp, nonce, proof_system, vk_hash } = cac;
  const { runtime_hash, enclave_quote, attestation_type, proof } = cac.attestation;
  const { type, vendor, build_hash, enclave_id, prover_did } = cac.runtime_info;
  const audience = cac.audience === undefined ? {} : { audience: cac.audience };
  const { clause_hash } = hashes;
  const header = {
    '@context': context,
    schema,
    clause_id,
    clause_hash,
    execution_id,
    timestamp,
    nonce,
    proof_system,
    vk_hash,
    ...audience,
  };
  const sections: readonly (readonly [string, unknown])[] = [
    ['header', header],
    ['trigger', cac.trigger],
    ['inputs', { input_hash: hashes.input_hash, inputs_root: cac.inputs.inputs_root }],
    ['outputs', { outputs: cac.outputs, output_hash: hashes.output_hash }],
    ['governance_scope', cac.governance_scope],
    ['runtime_info', { type, vendor, build_hash, enclave_id, prover_did, enclave_hash: hashes.enclave_hash }],
    ['attestation', { runtime_hash, enclave_quote, attestation_type, proof }],
    ['links', cac.links],
  ];
  return toHex(merkleRoot(sections.map(([name, section]) => taggedHash(`sec:${name}`, canonicalBytes(section)))));
}

/**
 * Every member that says something again that `graph` knows, compared. Empty: the CAC is consistent in itself and with the interface.
 * Codes: `graph.` and `outputs`, `input-hash`, `output-hash`, `enclave-hash`, `full-cac-hash`, `execution-id`, `build-hash`, `enclave-id`, `vendor`,
 * `fork-lineage`, `issuer`.
 */
export function graphMismatches(cac: UnsignedCac, graph: RecomputedGraph, iface: ClauseInterface): Problem[] {
  const { hash_graph: stated, runtime_info } = cac;
  const { hash_graph: actual } = graph;
  const canonical = decodeOutputs(iface.outputs, encodeOutputs(iface.outputs, cac.outputs, '/outputs'));
  const rows: readonly (readonly [code: string, pointer: string, stated: unknown, actual: unknown])[] = [
    ['outputs', '/outputs', cac.outputs, canonical],
    ['input-hash', '/hash_graph/input_hash', stated.input_hash, actual.input_hash],
    ['output-hash', '/hash_graph/output_hash', stated.output_hash, actual.output_hash],
    ['enclave-hash', '/hash_graph/enclave_hash', stated.enclave_hash, actual.enclave_hash],
    ['full-cac-hash', '/hash_graph/full_cac_hash', stated.full_cac_hash, actual.full_cac_hash],
    ['execution-id', '/execution_id', cac.execution_id, graph.context.execution_id],
    ['build-hash', '/runtime_info/build_hash', runtime_info.build_hash, cac.attestation.runtime_hash],
    ['enclave-id', '/runtime_info/enclave_id', runtime_info.enclave_id, cac.vk_hash],
    ['vendor', '/runtime_info/vendor', runtime_info.vendor, VENDOR[cac.proof_system]],
    ['fork-lineage', '/governance_scope/fork_lineage', ...lineage(cac.governance_scope)],
    ['issuer', '/governance_scope/issuer_compatibility', strangeIssuers(cac), []],
  ];
  return rows.flatMap(([code, pointer, is, must]) =>
    sameJson(is, must)
      ? []
      : [{ code: `graph.${code}`, message: `${pointer.slice(1)} does not follow from the rest of the certificate`, pointer }],
  );
}

/** A line of forks ends at the fork under whose name the clause runs, names each once, and has the hash that is stated. */
function lineage({ fork_lineage, fork_lineage_hash, clause_fork }: GovernanceScope): [stated: unknown, actual: unknown] {
  if (fork_lineage === undefined) return [null, null];
  const last = fork_lineage.at(-1) ?? '';
  return [
    [fork_lineage_hash ?? null, last, fork_lineage.length],
    [forkLineageHash(fork_lineage), clause_fork, new Set(fork_lineage).size],
  ];
}

/** Issuers of credentials that the scope does not list, where it lists any. */
function strangeIssuers({ governance_scope, inputs }: UnsignedCac): string[] {
  const known = governance_scope.issuer_compatibility?.map(({ issuer }) => issuer);
  return inputs.credentials.flatMap(({ meta: { issuer } }) =>
    known === undefined || issuer === undefined || known.includes(issuer) ? [] : [issuer],
  );
}

/** `id@version` in two. The shape was checked when the CAC was read. */
export function splitClauseRef(ref: string): [id: string, version: string] {
  const at = ref.lastIndexOf('@');
  return [ref.slice(0, at), ref.slice(at + 1)];
}
