/** The shape of a signed CAC as JSON, member by member as in `cac.ts`. Values are any JSON here: the interface says what they must be. */
import { name } from '../clause/interface-schema.js';
import { anyJson, listOf, literal, mapOf, object, optional, text, whole } from '../schema/shape.js';
import {
  clauseRef,
  did,
  hash32,
  hexBytes,
  identifier,
  instant,
  nonce16,
  publicKeyHex,
  signatureHex,
  signerName,
  suiteName,
} from '../schema/strings.js';
import {
  executionIdText,
  governanceScopeSchema,
  JSONLD_CONTEXT,
  prevSchema,
  proofSystemSchema,
  SCHEMA,
  triggerSchema,
} from '../statement/context.js';
import { inputAttestationSchema, inputMetaSchema } from '../statement/inputs.js';

const count = whole(0, 65535);
const group = { fields: mapOf(name, object({ index: count, value: anyJson })), meta: inputMetaSchema };
const groups = mapOf(name, object(group));
const signed = { suite: suiteName, created: instant, signature: signatureHex };

export const receiptSchema = object({
  log: did,
  time: instant,
  suite: suiteName,
  signature: signatureHex,
});

export const cacSchema = object({
  '@context': literal(JSONLD_CONTEXT),
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
    signer: did,
    role: literal('prover'),
    co_signatures: listOf(
      object({ ...signed, signer: signerName, role: literal('verifier', 'dao'), participants: optional(hexBytes) }),
      0,
      64,
    ),
    public_keys: listOf(object({ did, suite: suiteName, public_key: publicKeyHex }), 1, 65),
  }),
  governance_scope: governanceScopeSchema,
  runtime_info: object({
    type: literal('ZK'),
    vendor: identifier,
    build_hash: hash32,
    enclave_id: hash32,
    prover_did: did,
    attestation_signature: signatureHex,
    verified_by: signerName,
  }),
  hash_graph: object({ clause_hash: hash32, input_hash: hash32, output_hash: hash32, enclave_hash: hash32, full_cac_hash: hash32 }),
  links: object({ prev: prevSchema }),
  receipts: optional(listOf(receiptSchema, 1, 16)),
});
