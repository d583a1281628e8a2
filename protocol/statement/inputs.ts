/**
 * The inputs of an execution as the world sees them: disclosed values, commitments, where they come from, and `input_hash` over it all.
 *
 * `input_hash` (SHA-256) binds the commitments to the CAC, `inputs_root` (Poseidon) binds them to the proof; between the two there is
 * no gap, because both run over the same commitments.
 */
import { type ClauseInterface, type CommitmentUnit, commitmentUnits, type GroupKind } from '../clause/interface.js';
import { name } from '../clause/interface-schema.js';
import { ProtocolError } from '../errors.js';
import { merkleRoot } from '../hash/merkle.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { literal, mapOf, object, optional, parseShape, type Shape } from '../schema/shape.js';
import { dayOrInstant, did, hash32, identifier, signatureHex, suiteName } from '../schema/strings.js';
import type { SuiteName } from '../signature/suite.js';

/** Where the values of one input group come from (4.2.3). All members are optional; what is there is bound into `input_hash`. */
export interface InputMeta {
  /** A link or name of the source. */
  readonly provenance?: string;
  /** Id of the credential validator. */
  readonly validator?: string;
  /** 32 bytes as hex: the version of the source's schema. */
  readonly schema_hash?: string;
  /** A day or an instant. */
  readonly data_timestamp?: string;
  readonly jurisdiction?: string;
  /** Credential groups only: whom the credential is about, who issued it, its hash, and what is known about its revocation. */
  readonly subject?: string;
  readonly issuer?: string;
  readonly vc_hash?: string;
  readonly revocation?: RevocationStatus;
  /** Simulation groups only: the versioned model, and the parameters of the run by name. The forecast is the group's fields. */
  readonly model?: string;
  readonly run_parameters?: Readonly<Record<string, string>>;
}

/** What the prover, or an attesting source, found out about the revocation of a credential. */
export interface RevocationStatus {
  readonly status: 'active' | 'suspended' | 'revoked' | 'unknown';
  /** When it was looked up: a day or an instant. */
  readonly checked_at: string;
  /** The status list or registry in which. */
  readonly source?: string;
}

/** Members that say something only about groups of one kind. */
const META_OF_KIND: Readonly<Partial<Record<keyof InputMeta, GroupKind>>> = {
  subject: 'credential',
  issuer: 'credential',
  vc_hash: 'credential',
  revocation: 'credential',
  model: 'simulation',
  run_parameters: 'simulation',
};

/** A signature of a data source over one commitment unit. */
export interface InputAttestation {
  readonly signer: string;
  readonly suite: SuiteName;
  /** As hex, over `inputAttestationBytes`. */
  readonly signature: string;
}

export interface DisclosedField {
  /** Field index of the interface. */
  readonly index: number;
  /** Canonical JSON of the value. */
  readonly value: Json;
  /** The meta of the field's group. */
  readonly meta: InputMeta;
}

/** A private or openable unit. The disclosed unit is not listed: every verifier computes its commitment from the values. */
export interface CommittedUnit {
  /** Unit index of `commitmentUnits`. */
  readonly unit: number;
  /** A field element of the proof system as 0x and 64 digits. */
  readonly commitment: string;
  /** The meta of the unit's group. */
  readonly meta: InputMeta;
  readonly attested_by?: InputAttestation;
}

export interface PublicInputs {
  /** All disclosed fields, by ascending index. */
  readonly fields: readonly DisclosedField[];
  /** All other units, by ascending number. */
  readonly units: readonly CommittedUnit[];
}

/**
 * MTH over one leaf a disclosed field, `T("in.pub", JCS([i, pointer, type, value, meta]))`, then one a committed unit,
 * `T("in.priv", JCS([u, pointers, types, c_u, meta]))`. Pointers and types come from the interface.
 * @throws ProtocolError `inputs.incomplete` unless fields and units are exactly those of the interface, in order.
 */
export function inputHash(iface: ClauseInterface, inputs: PublicInputs): Uint8Array {
  const disclosed = iface.fields.filter((field) => field.visibility === 'disclosed');
  const committed = commitmentUnits(iface).filter((unit) => unit.kind !== 'disclosed');
  if (
    !sameNumbers(
      disclosed.map((f) => f.index),
      inputs.fields.map((f) => f.index),
    )
  ) {
    throw new ProtocolError('inputs.incomplete', 'the disclosed fields are not exactly those of the interface', '/inputs');
  }
  if (
    !sameNumbers(
      committed.map((u) => u.index),
      inputs.units.map((u) => u.unit),
    )
  ) {
    throw new ProtocolError('inputs.incomplete', 'the commitments are not exactly those of the interface', '/inputs/commitments');
  }
  return merkleRoot([
    ...disclosed.map((field, i) => {
      const { value, meta } = inputs.fields[i] as DisclosedField;
      return taggedHash('in.pub', canonicalBytes([field.index, field.pointer, field.type, value, meta]));
    }),
    ...committed.map((unit, i) => {
      const { commitment, meta } = inputs.units[i] as CommittedUnit;
      const { pointers, types } = unitPlaces(iface, unit);
      return taggedHash('in.priv', canonicalBytes([unit.index, pointers, types, commitment, meta]));
    }),
  ]);
}

/** The pointers and types of a unit's fields, as they are hashed and attested. */
export function unitPlaces(iface: ClauseInterface, unit: CommitmentUnit) {
  const fields = unit.fields.flatMap((index) => iface.fields[index] ?? []);
  return { pointers: fields.map((field) => field.pointer), types: fields.map((field) => field.type) };
}

const optionalIdentifier = optional(identifier);

export const inputMetaSchema: Shape<InputMeta> = object({
  provenance: optionalIdentifier,
  validator: optionalIdentifier,
  schema_hash: optional(hash32),
  data_timestamp: optional(dayOrInstant),
  jurisdiction: optionalIdentifier,
  subject: optionalIdentifier,
  issuer: optional(did),
  vc_hash: optional(hash32),
  revocation: optional(
    object({
      status: literal('active', 'suspended', 'revoked', 'unknown'),
      checked_at: dayOrInstant,
      source: optionalIdentifier,
    }),
  ),
  model: optionalIdentifier,
  run_parameters: optional(mapOf(name, identifier)),
});

export const inputAttestationSchema: Shape<InputAttestation> = object({
  signer: did,
  suite: suiteName,
  signature: signatureHex,
});

/** The meta of one group of a job. @throws ProtocolError `meta.*`. */
export const parseInputMeta = (json: unknown, pointer = ''): InputMeta => parseShape(inputMetaSchema, json, 'meta', pointer);

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}

/** A sensor has no issuer, and a credential has no model: nobody would know what was meant. @throws ProtocolError `inputs.meta`. */
export function assertMetaOfKind(meta: InputMeta, kind: GroupKind, pointer: string): void {
  const strange = (Object.keys(meta) as (keyof InputMeta)[]).find((member) => (META_OF_KIND[member] ?? kind) !== kind);
  if (strange !== undefined)
    throw new ProtocolError('inputs.meta', `only a ${META_OF_KIND[strange]} group has this member`, `${pointer}/${strange}`);
}
