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
  | { readonly kind: 'oneOf'; readonly names: readonly string[] };

export type ValueType =
  | ScalarType
  | { readonly kind: 'list'; readonly length: number; readonly element: ValueType }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly type: ValueType }[] };
