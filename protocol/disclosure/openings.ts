/** The openings of one execution, as the prover writes them: everything that opens its commitments. Secret. */

import { ProtocolError } from '../errors.js';
import { anyJson, listOf, object, optional, parseShape, type Shape, text, whole } from '../schema/shape.js';
import { executionIdText } from '../statement/context.js';
import { type Disclosure, type OpenedUnit, saltText } from './disclosure.js';

export interface ExecutionOpenings {
  readonly job_id?: string;
  readonly execution_id: string;
  readonly units: readonly (OpenedUnit & {
    /** All values of the unit, encoded, in packing order, as decimal text. */
    readonly values: readonly string[];
  })[];
}

const count = whole(0, 65535);

const openingsSchema: Shape<ExecutionOpenings> = object({
  job_id: optional(text(/^/, 'text')),
  execution_id: executionIdText,
  units: listOf(
    object({
      unit: count,
      fields: listOf(
        object({ index: count, pointer: text(/^\/[^/]{1,64}\/[^/]{1,64}$/, 'a pointer such as /group/field'), value: anyJson }),
        1,
      ),
      values: listOf(text(/^\d{1,80}$/, 'a decimal number')),
      salt: saltText,
    }),
  ),
});

/** @throws ProtocolError `openings.malformed` | `openings.missing-member` | `openings.unknown-member`. Messages hold no value. */
export const parseOpenings = (json: unknown): ExecutionOpenings => parseShape(openingsSchema, json, 'openings');

/**
 * The disclosure of the units that hold these inputs. A unit is opened whole, so every input of it must be named.
 * @param pointers `/group/field`, or undefined for everything.
 * @throws ProtocolError `disclosure.other-cac`, `disclosure.no-such-field`, `disclosure.shared-unit` with what else would be shown.
 */
export function discloseUnits(
  openings: ExecutionOpenings,
  cac: { readonly execution_id: string; readonly hash_graph: { readonly full_cac_hash: string } },
  pointers: readonly string[] | undefined,
): Disclosure {
  if (openings.execution_id !== cac.execution_id)
    throw new ProtocolError('disclosure.other-cac', 'these openings belong to another execution', '/execution_id');
  const wanted = new Set(pointers ?? openings.units.flatMap(({ fields }) => fields.map(({ pointer }) => pointer)));
  for (const pointer of wanted) {
    if (!openings.units.some(({ fields }) => fields.some((field) => field.pointer === pointer)))
      throw new ProtocolError(
        'disclosure.no-such-field',
        'no commitment holds this input: it does not exist, or is public anyway',
        pointer,
      );
  }
  const units = openings.units.filter(({ fields }) => fields.some(({ pointer }) => wanted.has(pointer)));
  for (const { fields } of units) {
    const more = fields.filter(({ pointer }) => !wanted.has(pointer)).map(({ pointer }) => pointer);
    if (more.length > 0)
      throw new ProtocolError(
        'disclosure.shared-unit',
        `this input shares its commitment with ${more.join(', ')}; name them too, or none`,
        fields.find(({ pointer }) => wanted.has(pointer))?.pointer,
      );
  }
  return {
    version: 1,
    kind: 'clauseproof-disclosure',
    full_cac_hash: cac.hash_graph.full_cac_hash,
    execution_id: openings.execution_id,
    units: units.map(({ unit, fields, salt }) => ({ unit, fields, salt })),
  };
}
