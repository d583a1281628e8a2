/**
 * Types of values at the edge of a clause: inputs, parameters, outputs.
 *
 * They travel inside the clause interface (signed in the registry), so bounds and steps are kept as the decimal text of the
 * source and numbers never pass through floating point.
 */

export type ScalarType =
  | { readonly kind: 'flag' }
  /** Whole numbers in [min, max]; encoded as v - min. */
  | { readonly kind: 'integer'; readonly min: string; readonly max: string; readonly unit?: string }
  /** Exact multiples of `step` in [min, max]; encoded as (v - min) / step. */
  | { readonly kind: 'decimal'; readonly min: string; readonly max: string; readonly step: string; readonly unit?: string }
  /** One of `names`; encoded as its index. */
  | { readonly kind: 'oneOf'; readonly names: readonly string[] }
  /** Days in [min, max], written `2024-02-29`; encoded as the number of days after min. */
  | { readonly kind: 'date'; readonly min: string; readonly max: string }
  /** Seconds of UTC in [min, max], written `2024-02-29T23:59:59Z`; encoded as the number of seconds after min. */
  | { readonly kind: 'instant'; readonly min: string; readonly max: string }
  /** UTF-8 of at most `maxBytes` bytes; encoded in elements of 31 bytes, so it is one scalar only up to there. */
  | { readonly kind: 'text'; readonly maxBytes: number };

export type ValueType =
  | ScalarType
  | { readonly kind: 'list'; readonly length: number; readonly element: ValueType }
  /** From `min` to `max` elements; encoded as length - min, then `max` elements, those behind the end as zeros. */
  | { readonly kind: 'variableList'; readonly min: number; readonly max: number; readonly element: ValueType }
  /** Encoded as a presence bit, then the value; one that is absent as zeros. */
  | { readonly kind: 'optional'; readonly value: ValueType }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly type: ValueType }[] };

/** Whether values of the type are single. */
export function isScalar(type: ValueType): type is ScalarType {
  return type.kind !== 'list' && type.kind !== 'variableList' && type.kind !== 'record' && type.kind !== 'optional';
}
