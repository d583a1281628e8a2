/**
 * The context: everything about an execution that the proof is bound to, besides inputs and outputs.
 *
 * Its hash is a public signal, so a proof cannot be lifted to another execution, clause version, jurisdiction, DAO, fork, trigger or
 * time. A verifier builds the context again from the members of the CAC; it is never transmitted there as a whole.
 */
import { concatBytes } from '../bytes/concat.js';
import { fromHex, toHex } from '../bytes/hex.js';
import type { ProofSystem } from '../field/field.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes } from '../json/canonical.js';
import { listOf, literal, mapOf, object, optional, parseShape, type Shape, text } from '../schema/shape.js';
import { clauseId, clauseRef, clauseVersion, did, hash32, identifier, instant } from '../schema/strings.js';

export const SCHEMA = 'nsf.cac.v1';

/** The frozen JSON-LD context of this version, `jsonld/cac-v1.context.json`. It is a name: nothing is fetched from it. */
export const JSONLD_CONTEXT = 'urn:nsf:cac:v1';

/** What made the clause run (4.2.2). */
export interface Trigger {
  readonly type: string;
  readonly source: string;
  readonly event_id: string;
}

/** Under whose rules it ran (4.2.5). */
export interface GovernanceScope {
  readonly jurisdiction: string;
  readonly dao: string;
  /** `id@version`: the clause itself, or the fork under whose name it is run. */
  readonly clause_fork: string;
  /** From the canonical clause to `clause_fork`, each `id@version`; a claim of the prover about the line of forks. */
  readonly fork_lineage?: readonly string[];
  /** `forkLineageHash` of the line. It may stand alone, where the parties know the line; the line never stands without it. */
  readonly fork_lineage_hash?: string;
  /** Which issuers' credentials count here, and in which schemas (4.2.5). An issuer of a credential group must be among them. */
  readonly issuer_compatibility?: readonly IssuerCompatibility[];
}

export interface IssuerCompatibility {
  readonly issuer: string;
  readonly credential_schemas: readonly string[];
}

/** A certificate that this execution builds on: which of its outputs are which inputs here. */
export interface PreviousLink {
  readonly full_cac_hash: string;
  /** Output pointer there -> input pointer here: `{"/payout": "/earlier/payout"}`. */
  readonly map: Readonly<Record<string, string>>;
}

export interface Context {
  readonly schema: typeof SCHEMA;
  readonly clause_id: string;
  readonly clause_version: string;
  readonly clause_hash: string;
  readonly circuit_hash: string;
  readonly vk_hash: string;
  readonly proof_system: ProofSystem;
  readonly jurisdiction: string;
  readonly dao: string;
  readonly clause_fork: string;
  readonly fork_lineage_hash?: string;
  readonly trigger: Trigger;
  readonly timestamp: string;
  /** `cac-0x` and 64 hexadecimal digits. */
  readonly execution_id: string;
  readonly input_hash: string;
  readonly output_hash: string;
  readonly enclave_hash: string;
  readonly prev: readonly PreviousLink[];
  readonly audience?: string;
}

/** The facts from which prover and verifier build the same context. */
export type ContextParts = Omit<Context, 'schema' | 'execution_id' | 'jurisdiction' | 'dao' | 'clause_fork' | 'fork_lineage_hash'> & {
  readonly governance_scope: GovernanceScope;
};

/**
 * The context with its execution id, `"cac-0x" + hex(T("exec", JCS(context without execution_id) || nonce))`.
 * `nonce` is `0x` and 32 digits: 16 fresh random bytes of the prover, published in the CAC.
 */
export function createContext(parts: ContextParts, nonce: string): Context {
  const { governance_scope, ...rest } = parts;
  // The rest of the scope is under enclave_hash, which stands in the context.
  const { jurisdiction, dao, clause_fork, fork_lineage_hash } = governance_scope;
  const scope = { jurisdiction, dao, clause_fork, ...(fork_lineage_hash !== undefined && { fork_lineage_hash }) };
  const unnamed = { schema: SCHEMA, ...rest, ...scope } as const;
  return { ...unnamed, execution_id: executionId(unnamed, nonce) };
}

/** See `createContext`. */
export function executionId(context: Omit<Context, 'execution_id'>, nonce: string): string {
  return `cac-${toHex(taggedHash('exec', concatBytes(canonicalBytes(context), fromHex(nonce, 16))))}`;
}

/** `ctx = T("context", JCS(context))`, 32 bytes. */
export function contextHash(context: Context): Uint8Array {
  return taggedHash('context', canonicalBytes(context));
}

/**
 * `T("event", ...)` as hex: equal for all executions of one clause on one event in one scope, also by another version or another prover.
 * A caller that pays keeps a uniqueness store of it; proof bytes would not do, because a Groth16 proof can be rewritten by anyone.
 */
export function replayKey(context: Pick<Context, 'clause_id' | 'trigger' | 'jurisdiction' | 'dao' | 'clause_fork'>): string {
  const { clause_id, trigger, jurisdiction, dao, clause_fork } = context;
  return toHex(taggedHash('event', canonicalBytes({ clause_id, trigger, jurisdiction, dao, clause_fork })));
}

/** `T("lineage", JCS(line))` as hex. */
export function forkLineageHash(line: readonly string[]): string {
  return toHex(taggedHash('lineage', canonicalBytes(line)));
}

export const triggerSchema: Shape<Trigger> = object({ type: identifier, source: identifier, event_id: identifier });

const scopeDetails = {
  fork_lineage: optional(listOf(clauseRef, 1, 64)),
  issuer_compatibility: optional(listOf(object({ issuer: did, credential_schemas: listOf(identifier, 1, 64) }), 1, 64)),
};

export const scopeDetailsSchema: Shape<Pick<GovernanceScope, 'fork_lineage' | 'issuer_compatibility'>> = object(scopeDetails);

export const governanceScopeSchema: Shape<GovernanceScope> = object({
  jurisdiction: identifier,
  dao: identifier,
  clause_fork: clauseRef,
  fork_lineage_hash: optional(hash32),
  ...scopeDetails,
});

/** What an envelope carries beside the context, so that the scope can be put together again. */
export function scopeDetailsOf({
  fork_lineage,
  issuer_compatibility,
}: GovernanceScope): Pick<GovernanceScope, 'fork_lineage' | 'issuer_compatibility'> {
  return { ...(fork_lineage !== undefined && { fork_lineage }), ...(issuer_compatibility !== undefined && { issuer_compatibility }) };
}

export const executionIdText = text(/^cac-0x[0-9a-f]{64}$/, 'cac-0x and 64 lower-case hexadecimal digits');

const linkPointer = text(/^(?:\/[^/]{1,128}){1,64}$/, 'a JSON pointer');

export const prevSchema: Shape<readonly PreviousLink[]> = listOf(
  object({ full_cac_hash: hash32, map: mapOf(linkPointer, linkPointer) }),
  0,
  64,
);

export const proofSystemSchema = literal('groth16', 'kimchi');

export const contextSchema: Shape<Context> = object({
  schema: literal(SCHEMA),
  clause_id: clauseId,
  clause_version: clauseVersion,
  clause_hash: hash32,
  circuit_hash: hash32,
  vk_hash: hash32,
  proof_system: proofSystemSchema,
  jurisdiction: identifier,
  dao: identifier,
  clause_fork: clauseRef,
  fork_lineage_hash: optional(hash32),
  trigger: triggerSchema,
  timestamp: instant,
  execution_id: executionIdText,
  input_hash: hash32,
  output_hash: hash32,
  enclave_hash: hash32,
  prev: prevSchema,
  audience: optional(identifier),
});

/** @throws ProtocolError `context.*`. */
export const parseContext = (json: unknown, pointer = ''): Context => parseShape(contextSchema, json, 'context', pointer);
/** The trigger of a job. @throws ProtocolError `trigger.*`. */
export const parseTrigger = (json: unknown, pointer = ''): Trigger => parseShape(triggerSchema, json, 'trigger', pointer);
/** The scope of a job; the hash of a line of forks is filled in where it is left out. @throws ProtocolError `governance-scope.*`. */
export const parseGovernanceScope = (json: unknown, pointer = ''): GovernanceScope => {
  const scope = parseShape(governanceScopeSchema, json, 'governance-scope', pointer);
  const line = scope.fork_lineage;
  return line === undefined ? scope : { ...scope, fork_lineage_hash: scope.fork_lineage_hash ?? forkLineageHash(line) };
};
/** The links of a job. @throws ProtocolError `prev.*`. */
export const parsePrevious = (json: unknown, pointer = ''): readonly PreviousLink[] => parseShape(prevSchema, json, 'prev', pointer);
/** An RFC 3339 instant in UTC, whole seconds. @throws ProtocolError `timestamp.malformed`. */
export const parseInstant = (json: unknown, pointer = ''): string => parseShape(instant, json, 'timestamp', pointer);
/** The audience of a job. @throws ProtocolError `audience.malformed`. */
export const parseAudience = (json: unknown, pointer = ''): string => parseShape(identifier, json, 'audience', pointer);
