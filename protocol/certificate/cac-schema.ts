/** The shape of a signed CAC as JSON, member by member as in `cac.ts`. */
import {
  array,
  exactOptional,
  type GenericSchema,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  null_,
  number,
  picklist,
  pipe,
  record,
  strictObject,
  string,
  unknown,
} from 'valibot';
import { name } from '../clause/interface-schema.js';
import type { Json } from '../json/strict.js';
import { clauseRef, did, hash32, identifier, instant, nonce16, signature64 } from '../schema/strings.js';
import { executionIdText, governanceScopeSchema, prevSchema, proofSystemSchema, SCHEMA, triggerSchema } from '../statement/context.js';
import { inputAttestationSchema, inputMetaSchema } from '../statement/inputs.js';

/** Any JSON: it was read by `parseJson`, and the interface says what it must be. */
const json = unknown() as GenericSchema<unknown, Json>;
const count = pipe(
  number(),
  integer('expected a whole number'),
  minValue(0, 'expected a number from 0'),
  maxValue(65535, 'expected at most 65535'),
);
const suite = literal('Ed25519');

const group = { fields: record(name, strictObject({ index: count, value: json })), meta: inputMetaSchema };
const groups = record(name, strictObject(group));

const signed = { suite, signer: did, created: instant, signature: signature64 };

export const cacSchema = strictObject({
  schema: literal(SCHEMA),
  clause_id: clauseRef,
  execution_id: executionIdText,
  timestamp: instant,
  nonce: nonce16,
  proof_system: proofSystemSchema,
  vk_hash: hash32,
  audience: exactOptional(identifier),
  trigger: triggerSchema,
  inputs: strictObject({
    sensor_data: groups,
    credentials: array(strictObject({ group: name, ...group })),
    simulation_results: groups,
    external_calls: groups,
    parameters: groups,
    commitments: array(strictObject({ unit: count, commitment: hash32, attested_by: exactOptional(inputAttestationSchema) })),
    inputs_root: hash32,
  }),
  outputs: record(name, json),
  attestation: strictObject({
    attestation_type: literal('ZK'),
    runtime_hash: hash32,
    enclave_quote: null_(),
    proof: string(),
    ...signed,
    role: literal('prover'),
    co_signatures: pipe(
      array(strictObject({ ...signed, role: picklist(['verifier', 'dao']) })),
      maxLength(64, 'expected at most 64 co-signatures'),
    ),
    public_keys: pipe(
      array(strictObject({ did, suite, public_key: hash32 })),
      minLength(1, 'expected at least the key of the prover'),
      maxLength(65, 'expected at most 65 keys'),
    ),
  }),
  governance_scope: governanceScopeSchema,
  runtime_info: strictObject({
    type: literal('ZK'),
    vendor: identifier,
    build_hash: hash32,
    enclave_id: hash32,
    prover_did: did,
    attestation_signature: signature64,
    verified_by: did,
  }),
  hash_graph: strictObject({ clause_hash: hash32, input_hash: hash32, output_hash: hash32, enclave_hash: hash32, full_cac_hash: hash32 }),
  links: strictObject({ prev: prevSchema }),
});
