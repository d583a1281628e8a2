/**
 * Constraint IR: wires over a field, and statements that determine them. All that a back end gets to see.
 *
 * INVARIANT: every wire is an input (leaf, salt, context half) or the output of exactly one statement, which stands before its uses.
 * Coefficients and constants are small signed integers, not field elements: the same program is emitted for both fields, and
 * `magnitudes.ts` shows that no combination can wrap in either.
 */
import type { GadgetName } from '@clauseproof/circuits/catalog';
import type { Span } from '../diagnostics/diagnostic.js';

export type WireId = number;

/** `constant + sum of coefficient * wire`; terms sorted by wire, each once, no zero coefficient. */
export interface LinearCombination {
  readonly constant: bigint;
  readonly terms: readonly { readonly wire: WireId; readonly coefficient: bigint }[];
}

export interface Wire {
  /** An identifier that is unique in the program; elements of arrays (inputs, and flags of `Thresholds`) have an index. */
  readonly name: string;
  readonly index?: number;
  readonly role: 'leaf' | 'salt' | 'context' | 'output' | 'computed';
}

/** An assertion of the author or of the input bounds: why an execution is refused. */
export interface Site {
  readonly code: string;
  readonly span: Span;
  readonly reason: string;
}

export type Statement = {
  /** The source that the statement comes from. */
  readonly span: Span;
  /** The site that is to blame when the statement cannot be satisfied. */
  readonly site?: number;
} & (
  | {
      readonly kind: 'gadget';
      readonly gadget: GadgetName;
      /** In the order of the catalog; the weights of `Pack` and the bounds of `Thresholds` follow the n. */
      readonly parameters: readonly bigint[];
      /** In the order of the ports; the elements of the one array port of Pack and CommitmentHash. */
      readonly inputs: readonly LinearCombination[];
      readonly outputs: readonly WireId[];
    }
  | { readonly kind: 'product'; readonly left: LinearCombination; readonly right: LinearCombination; readonly output: WireId }
  | { readonly kind: 'linear'; readonly value: LinearCombination; readonly output: WireId }
  | { readonly kind: 'assert-zero'; readonly value: LinearCombination }
  | { readonly kind: 'assert-product-zero'; readonly left: LinearCombination; readonly right: LinearCombination }
);

/** The input array of one field of the interface. */
export interface FieldWires {
  readonly name: string;
  readonly pointer: string;
  readonly leaves: readonly WireId[];
}

export interface ConstraintProgram {
  /** `Org::Domain::Name@version`, for headers. */
  readonly title: string;
  readonly wires: readonly Wire[];
  readonly fields: readonly FieldWires[];
  /** One a commitment unit that is not disclosed, in unit order. */
  readonly salts: readonly WireId[];
  readonly contextHigh: WireId;
  readonly contextLow: WireId;
  /** Declared outputs in order; each within [0, size]. */
  readonly outputs: readonly { readonly wire: WireId; readonly size: bigint }[];
  readonly inputsRoot: WireId;
  readonly statements: readonly Statement[];
  readonly sites: readonly Site[];
}

export function outputsOf(statement: Statement): readonly WireId[] {
  if (statement.kind === 'gadget') return statement.outputs;
  return statement.kind === 'product' || statement.kind === 'linear' ? [statement.output] : [];
}

export function inputsOf(statement: Statement): readonly LinearCombination[] {
  switch (statement.kind) {
    case 'gadget':
      return statement.inputs;
    case 'product':
    case 'assert-product-zero':
      return [statement.left, statement.right];
    case 'linear':
    case 'assert-zero':
      return [statement.value];
  }
}
