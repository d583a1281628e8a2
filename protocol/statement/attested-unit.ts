/**
 * What a data source hands to a prover for one commitment unit: the salt that it chose, the commitment, where the numbers come from, and its
 * signature over all of that. Secret, because salt and commitment let short values be guessed.
 */
import { type ClauseInterface, commitmentUnits } from '../clause/interface.js';
import { saltText } from '../disclosure/disclosure.js';
import { ProtocolError } from '../errors.js';
import type { ProofSystem } from '../field/field.js';
import { sameJson } from '../json/canonical.js';
import { listOf, literal, object, parseShape, type Shape, text, whole } from '../schema/shape.js';
import { clauseRef, hash32 } from '../schema/strings.js';
import { proofSystemSchema } from './context.js';
import { type InputAttestation, type InputMeta, inputAttestationSchema, inputMetaSchema, unitPlaces } from './inputs.js';

export interface AttestedUnit {
  readonly version: 1;
  readonly kind: 'clauseproof-attestation';
  /** For whose interface, `id@version`. The signature does not cover it: a source may sign for every clause with the same unit. */
  readonly clause_id: string;
  /** Commitments of the two proof systems differ. */
  readonly proof_system: ProofSystem;
  readonly unit: number;
  readonly pointers: readonly string[];
  /** 0x + 62 hex. */
  readonly salt: string;
  readonly commitment: string;
  readonly meta: InputMeta;
  readonly attested_by: InputAttestation;
}

const attestedUnitSchema: Shape<AttestedUnit> = object({
  version: literal(1),
  kind: literal('clauseproof-attestation'),
  clause_id: clauseRef,
  proof_system: proofSystemSchema,
  unit: whole(0, 65535),
  pointers: listOf(text(/^\/[^/]{1,64}\/[^/]{1,64}$/, 'a pointer such as /group/field'), 1),
  salt: saltText,
  commitment: hash32,
  meta: inputMetaSchema,
  attested_by: inputAttestationSchema,
});

/** @throws ProtocolError `attestation.malformed` | `attestation.missing-member` | `attestation.unknown-member`. */
export const parseAttestedUnit = (json: unknown, pointer = ''): AttestedUnit =>
  parseShape(attestedUnitSchema, json, 'attestation', pointer);

/**
 * That an attestation is about this unit of this interface, in this proof system. Whether it opens to the inputs is for the prover to compare.
 * @throws ProtocolError `attestation.unit` | `attestation.proof-system`.
 */
export function assertAttestedUnit(attested: AttestedUnit, iface: ClauseInterface, proofSystem: ProofSystem, pointer: string): void {
  const unit = commitmentUnits(iface).find(({ index }) => index === attested.unit);
  if (unit === undefined || unit.kind === 'disclosed' || !sameJson(unitPlaces(iface, unit).pointers, attested.pointers))
    throw new ProtocolError('attestation.unit', 'the clause commits to other inputs under this number', pointer);
  if (attested.proof_system !== proofSystem)
    throw new ProtocolError(
      'attestation.proof-system',
      `this attestation is for ${attested.proof_system}, and the proof for ${proofSystem}`,
      pointer,
    );
}
