/** The shape of a signed registry as JSON, member by member as in `registry.ts`. */
import { array, literal, maxLength, minLength, nullable, picklist, pipe, strictObject, union, variant } from 'valibot';
import { interfaceSchema } from '../clause/interface-schema.js';
import { clauseId, clauseVersion, did, hash32, hexBytes, identifier, instant, signature64 } from '../schema/strings.js';
import { proofSystemSchema } from '../statement/context.js';

const descriptor = { clause_hash: hash32, compiler: identifier, target: identifier, interface_hash: hash32 };

const circuitDescriptor = variant('field', [
  strictObject({ ...descriptor, field: literal('bn254'), r1cs_sha256: hash32 }),
  strictObject({ ...descriptor, field: literal('pasta'), gates_sha256: hash32 }),
]);

const setup = variant('kind', [
  strictObject({ kind: literal('development'), zkey_sha256: hash32, created: instant }),
  strictObject({
    kind: literal('ceremony'),
    zkey_sha256: hash32,
    ptau_sha256: hash32,
    transcript_sha256: hash32,
    contributions: pipe(array(strictObject({ name: identifier, hash: hexBytes })), minLength(1, 'expected at least one contribution')),
    beacon: hexBytes,
    created: instant,
  }),
  strictObject({ kind: literal('transparent') }),
]);

/** The members of a list of allowed names; `*` stands for any. */
const allowed = pipe(array(identifier), maxLength(1000, 'expected at most 1000 names'));

export const registrySchema = strictObject({
  version: literal(1),
  issued_at: instant,
  expires: instant,
  entries: array(
    strictObject({
      clause_id: clauseId,
      clause_version: clauseVersion,
      clause_hash: hash32,
      source_hash: hash32,
      interface: interfaceSchema,
      circuits: array(
        strictObject({
          proof_system: proofSystemSchema,
          circuit_descriptor: circuitDescriptor,
          circuit_hash: hash32,
          vk: hexBytes,
          vk_hash: hash32,
          setup,
        }),
      ),
      signers: array(strictObject({ did: union([literal('*'), did]), roles: array(picklist(['prover', 'verifier', 'dao'])) })),
      daos: allowed,
      jurisdictions: allowed,
      status: picklist(['active', 'revoked']),
      valid_from: instant,
      valid_to: nullable(instant),
      revocations: array(strictObject({ reason: picklist(['compromised', 'unsound', 'superseded']), at: instant })),
    }),
  ),
  signer: did,
  signature: signature64,
});
