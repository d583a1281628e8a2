/** The shape of a signed registry as JSON, member by member as in `registry.ts`. */
import { interfaceSchema, name } from '../clause/interface-schema.js';
import { anyJson, flag, listOf, literal, mapOf, nullable, object, optional, type Shape, tagged, text, whole } from '../schema/shape.js';
import {
  clauseId,
  clauseRef,
  clauseVersion,
  did,
  hash32,
  hexBytes,
  identifier,
  instant,
  publicKeyHex,
  setRef,
  signatureHex,
  suiteName,
} from '../schema/strings.js';
import { proofSystemSchema } from '../statement/context.js';

const described = { clause_hash: hash32, compiler: identifier, target: identifier, interface_hash: hash32 };
const made = { zkey_sha256: hash32, created: instant };

const signerDid: Shape<string> = (value, at, fail) => {
  if (value !== '*') did(value, at, fail);
};
/** A list of allowed names; `*` stands for any. */
const allowed = listOf(identifier, 0, 1000);

const revocations = listOf(object({ reason: literal('compromised', 'unsound', 'superseded'), at: instant }));
const period = { valid_from: instant, valid_to: nullable(instant) };
const fieldPointer = text(/^\/[A-Za-z0-9_]{1,64}\/[A-Za-z0-9_]{1,64}$/, 'a pointer such as /group/field');

export const registrySchema = object({
  version: literal(1),
  issued_at: instant,
  expires: instant,
  entries: listOf(
    object({
      clause_id: clauseId,
      clause_version: clauseVersion,
      clause_hash: hash32,
      source_hash: hash32,
      fork_of: optional(clauseRef),
      interface: interfaceSchema,
      circuits: listOf(
        object({
          proof_system: proofSystemSchema,
          circuit_descriptor: tagged('field', {
            bn254: object({ ...described, field: literal('bn254'), r1cs_sha256: hash32 }),
            pasta: object({ ...described, field: literal('pasta'), gates_sha256: hash32 }),
          }),
          circuit_hash: hash32,
          vk: hexBytes,
          vk_hash: hash32,
          setup: tagged('kind', {
            development: object({ kind: literal('development'), ...made }),
            ceremony: object({
              kind: literal('ceremony'),
              ...made,
              ptau_sha256: hash32,
              transcript_sha256: hash32,
              contributions: listOf(object({ name: identifier, hash: hexBytes }), 1),
              beacon: hexBytes,
            }),
            transparent: object({ kind: literal('transparent') }),
          }),
        }),
      ),
      signers: listOf(object({ did: signerDid, roles: listOf(literal('prover', 'verifier', 'dao')) })),
      daos: allowed,
      jurisdictions: allowed,
      status: literal('active', 'revoked'),
      ...period,
      revocations,
      co_signers: optional(listOf(object({ set: identifier, role: literal('verifier', 'dao'), required: flag }), 1, 64)),
      constraints: optional(
        object({
          pinned: optional(mapOf(fieldPointer, anyJson)),
          bound: optional(mapOf(fieldPointer, literal('timestamp', 'jurisdiction', 'dao', 'clause_fork'))),
          models: optional(mapOf(name, allowed)),
        }),
      ),
    }),
  ),
  keys: optional(
    listOf(
      object({
        did,
        suite: suiteName,
        public_key: publicKeyHex,
        proof_of_possession: optional(signatureHex),
        ...period,
        revocations,
      }),
    ),
  ),
  sets: optional(
    listOf(
      object({
        set: setRef,
        role: literal('verifier', 'dao'),
        threshold: whole(1, 1024),
        members: listOf(did, 1, 1024),
        ...period,
      }),
    ),
  ),
  schemas: optional(listOf(object({ schema: identifier, sha256: hash32 }), 1, 64)),
  signer: did,
  signature: signatureHex,
});
