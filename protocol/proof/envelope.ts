/**
 * The proof envelope: what a prover hands out for one execution. It holds nothing private; openings travel apart.
 */
import { name } from '../clause/interface-schema.js';
import type { ProofSystem } from '../field/field.js';
import type { Json } from '../json/strict.js';
import { anyJson, listOf, literal, mapOf, object, optional, parseShape, type Shape, text, whole } from '../schema/shape.js';
import { hash32, nonce16 } from '../schema/strings.js';
import { type Context, contextSchema, type GovernanceScope, proofSystemSchema, scopeDetailsSchema } from '../statement/context.js';
import { inputAttestationSchema, inputMetaSchema, type PublicInputs } from '../statement/inputs.js';
import { assertProofText } from './proof-text.js';

export interface ProofEnvelope {
  readonly version: 1;
  readonly proof_system: ProofSystem;
  readonly context: Context;
  /** 16 bytes as hex; they are part of `context.execution_id`. */
  readonly nonce: string;
  readonly inputs: PublicInputs & {
    /** A field element of the proof system. */
    readonly inputs_root: string;
  };
  /** Members of the governance scope that the context holds only through `enclave_hash`. */
  readonly scope_details?: Pick<GovernanceScope, 'fork_lineage' | 'issuer_compatibility'>;
  /** Canonical outputs, `{name: value}`. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Groth16: 256 bytes as hex (A, B, C in EIP-197 order). Kimchi: the base64 text of the o1js proof. */
  readonly proof: string;
}

const count = whole(0, 65535);

const envelopeSchema: Shape<ProofEnvelope> = object({
  version: literal(1),
  proof_system: proofSystemSchema,
  context: contextSchema,
  nonce: nonce16,
  inputs: object({
    fields: listOf(object({ index: count, value: anyJson, meta: inputMetaSchema })),
    units: listOf(object({ unit: count, commitment: hash32, meta: inputMetaSchema, attested_by: optional(inputAttestationSchema) })),
    inputs_root: hash32,
  }),
  scope_details: optional(scopeDetailsSchema),
  outputs: mapOf(name, anyJson),
  proof: text(/^/, 'text'),
});

/**
 * An envelope that was stored or sent. `assembleCac` checks that its parts belong together.
 * @throws ProtocolError `envelope.*` | `proof.malformed`.
 */
export function parseProofEnvelope(json: unknown, pointer = ''): ProofEnvelope {
  const envelope = parseShape(envelopeSchema, json, 'envelope', pointer);
  assertProofText(envelope.proof_system, envelope.proof, `${pointer}/proof`);
  return envelope;
}
