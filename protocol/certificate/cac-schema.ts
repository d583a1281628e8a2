/** The shape of a signed CAC as JSON, member by member as in `cac.ts`. Values are any JSON here: the interface says what they must be. */
import { name } from '../clause/interface-schema.js';
import { anyJson, listOf, literal, mapOf, object, optional, text, whole } from '../schema/shape.js';
import { clauseRef, did, hash32, identifier, instant, nonce16, signature64 } from '../schema/strings.js';
import { executionIdText, governanceScopeSchema, prevSchema, proofSystemSchema, SCHEMA, triggerSchema } from '../statement/context.js';
import { inputAttestationSchema, inputMetaSchema } from '../statement/inputs.js';

const count = whole(0, 65535);
const suite = literal('Ed25519');
const group = { fields: mapOf(name, object({ index: count, value: anyJson })), meta: inputMetaSchema };
const groups = mapOf(name, object(group));
const signed = { suite, signer: did, created: instant, signature: signature64 };

export const cacSchema = object({
  schema: literal(SCHEMA),
  clause_id: clauseRef,
  execution_id: executionIdText,
  timestamp: instant,
  nonce: nonce16,
  proof_system: proofSystemSchema,
  vk_hash: hash32,
  audience: optional(identifier),
  trigger: triggerSchema,
  inputs: object({
    sensor_data: groups,
    credentials: listOf(object({ group: name, ...group })),
    simulation_results: groups,
    external_calls: groups,
    parameters: groups,
    commitments: listOf(object({ unit: count, commitment: hash32, attested_by: optional(inputAttestationSchema) })),
    inputs_root: hash32,
  }),
  outputs: mapOf(name, anyJson),
  attestation: object({
    attestation_type: literal('ZK'),
    runtime_hash: hash32,
    enclave_quote: literal(null),
    proof: text(/^/, 'text'),
    ...signed,
    role: literal('prover'),
    co_signatures: listOf(object({ ...signed, role: literal('verifier', 'dao') }), 0, 64),
    public_keys: listOf(object({ did, suite, public_key: hash32 }), 1, 65),
  }),
  governance_scope: governanceScopeSchema,
  runtime_info: object({
    type: literal('ZK'),
    vendor: identifier,
    build_hash: hash32,
    enclave_id: hash32,
    prover_did: did,
    attestation_signature: signature64,
    verified_by: did,
  }),
  hash_graph: object({ clause_hash: hash32, input_hash: hash32, output_hash: hash32, enclave_hash: hash32, full_cac_hash: hash32 }),
  links: object({ prev: prevSchema }),
});
