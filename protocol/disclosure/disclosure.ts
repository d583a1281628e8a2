/**
 * A disclosure: the values and salts of some commitment units of one CAC, shown by their holder. What is not in it stays hidden.
 *
 * A unit is the smallest thing that can be opened. It opens one commitment only, because the salt is fresh for each execution; a disclosure
 * names its CAC by `full_cac_hash`, so it cannot be taken for one of another execution.
 */
import { type ClauseInterface, type CommitmentUnit, commitmentUnits, type InterfaceField } from '../clause/interface.js';
import { type PoseidonHash, unitCommitment } from '../commitment/commitment.js';
import { ProtocolError } from '../errors.js';
import { encodeField, FIELD_OF, type ProofSystem } from '../field/field.js';
import { sameJson } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { anyJson, listOf, literal, object, parseShape, type Shape, text, whole } from '../schema/shape.js';
import { hash32 } from '../schema/strings.js';
import { executionIdText } from '../statement/context.js';
import { decodeValue, encodeValue } from '../values/codec.js';

export interface OpenedUnit {
  readonly unit: number;
  /** All fields of the unit, in canonical JSON. */
  readonly fields: readonly { readonly index: number; readonly pointer: string; readonly value: Json }[];
  /** 0x + 62 hex. */
  readonly salt: string;
}

export interface Disclosure {
  readonly version: 1;
  readonly kind: 'clauseproof-disclosure';
  readonly full_cac_hash: string;
  readonly execution_id: string;
  readonly units: readonly OpenedUnit[];
}

const count = whole(0, 65535);
export const saltText = text(/^0x(?!0{62}$)[0-9a-f]{62}$/, '0x and 62 lower-case hexadecimal digits, not all 0');

const disclosureSchema: Shape<Disclosure> = object({
  version: literal(1),
  kind: literal('clauseproof-disclosure'),
  full_cac_hash: hash32,
  execution_id: executionIdText,
  units: listOf(
    object({
      unit: count,
      fields: listOf(
        object({ index: count, pointer: text(/^\/[^/]{1,64}\/[^/]{1,64}$/, 'a pointer such as /group/field'), value: anyJson }),
        1,
      ),
      salt: saltText,
    }),
    1,
  ),
});

/** @throws ProtocolError `disclosure.malformed` | `disclosure.missing-member` | `disclosure.unknown-member`. Messages hold no value. */
export const parseDisclosure = (json: unknown): Disclosure => parseShape(disclosureSchema, json, 'disclosure');

/**
 * The commitment that opened values and salt give, as the CAC writes it. The caller compares it with the published one.
 * @throws ProtocolError `disclosure.unit` for a unit that the interface does not have or other fields than its own;
 *   `disclosure.not-canonical` | `input.*` for values.
 */
export function commitmentOfOpening(
  iface: ClauseInterface,
  opened: OpenedUnit,
  proofSystem: ProofSystem,
  poseidon: PoseidonHash,
): { readonly unit: CommitmentUnit; readonly commitment: string } {
  const at = `/units/${opened.unit}`;
  const unit = commitmentUnits(iface).find(({ index }) => index === opened.unit);
  if (unit === undefined || unit.kind === 'disclosed')
    throw new ProtocolError('disclosure.unit', 'the clause has no such unit to open', at);
  if (
    !sameJson(
      opened.fields.map(({ index }) => index),
      unit.fields,
    )
  )
    throw new ProtocolError('disclosure.unit', 'a unit is opened with exactly its own fields', at);
  const encoded: bigint[][] = iface.fields.map(() => []);
  for (const { index, pointer, value } of opened.fields) {
    const field = iface.fields[index] as InterfaceField;
    if (field.pointer !== pointer) throw new ProtocolError('disclosure.unit', 'this field has another pointer', at);
    const leaves = encodeValue(field.type, value, pointer);
    if (!sameJson(decodeValue(field.type, leaves), value))
      throw new ProtocolError('disclosure.not-canonical', 'the value is not in its canonical form', pointer);
    encoded[index] = leaves;
  }
  const commitment = unitCommitment(poseidon, iface, unit, encoded, BigInt(opened.salt));
  return { unit, commitment: encodeField(commitment, FIELD_OF[proofSystem]) };
}
