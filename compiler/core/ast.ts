/**
 * Core IR: one flat list of pure nodes over exact integers; every loop, call, list and record of the clause is gone.
 *
 * A number of the clause is `node value * scale`, where the scale is a constant that only `lower` knows. Flags are the integers 0
 * and 1, names are their index, so that conditions, selections and sums share one algebra.
 *
 * INVARIANT: operands have smaller ids than the node that uses them, and the condition and guard of a path have smaller ids than
 * the nodes that were evaluated on that path.
 * Trap: nodes are computed whether or not their path is taken (a circuit has no branches). What a node means off its path is
 * arbitrary but determined, and nothing on a taken path may depend on it.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type { LeapDay, MonthEnd, RoundingMode } from '../typed/ast.js';

/** Functions of day numbers (since 1970-01-01) and of whole numbers of months and years; total over the integers. */
export type CalendarFunction =
  | { readonly name: 'yearOf' | 'monthOf' | 'dayOf' }
  /** `unit`: whether a day is moved, or a second, which keeps its place in the day. */
  | { readonly name: 'addMonths'; readonly rule: MonthEnd; readonly unit: 'day' | 'second' }
  | { readonly name: 'addYears'; readonly rule: LeapDay; readonly unit: 'day' | 'second' }
  /** Of a day of birth and a day. */
  | { readonly name: 'age'; readonly rule: LeapDay };

export type NodeId = number;
export type PathId = number;

/** The path that is always taken. */
export const ROOT: PathId = 0;

/** Integers low..high, both included. */
export interface IntegerInterval {
  readonly low: bigint;
  readonly high: bigint;
}

export interface Term {
  readonly node: NodeId;
  readonly coefficient: bigint;
}

/** Of a divisor, where it is proven: set by `fold-conditions`, which sees the program that `check-ranges` saw. */
export type Sign = 1n | -1n;

/** `constant + sum of coefficient * node`. INVARIANT: terms are sorted by node, each node once, no zero coefficient. */
export interface Form {
  readonly constant: bigint;
  readonly terms: readonly Term[];
}

/** `quotient` marks a rational value; no such node is left after the pass `eliminate-quotients`. */
export type NodeType = 'flag' | 'integer' | 'quotient';

interface Place {
  readonly type: NodeType;
  /** Where the node was first evaluated: facts of this path hold whenever its value matters. */
  readonly path: PathId;
  readonly span: Span;
  /** The variable that the author gave this value to. */
  readonly name?: string;
}

export type Operation =
  | { readonly kind: 'constant'; readonly value: bigint }
  /** The encoded scalar leaf of an input, in [0, size]; 0 wherever the flag `mask` is 0, as what is absent is encoded. */
  | { readonly kind: 'input'; readonly leaf: number; readonly size: bigint; readonly mask?: NodeId }
  | { readonly kind: 'linear'; readonly form: Form }
  | { readonly kind: 'product'; readonly left: NodeId; readonly right: NodeId }
  | { readonly kind: 'select'; readonly condition: NodeId; readonly whenTrue: NodeId; readonly whenFalse: NodeId }
  /**
   * 1 if operand < 0, else 0. `ties`: the answer for operand = 0 does not matter (the two sides of a `min` are then equal).
   * `within`: the operand never leaves this interval, on any path; set by `guard-partial-operations` to size the gadget.
   */
  | { readonly kind: 'negative'; readonly operand: NodeId; readonly ties: boolean; readonly within?: IntegerInterval }
  /** 1 if operand = 0, else 0. */
  | { readonly kind: 'zero'; readonly operand: NodeId }
  /** The rational numerator / denominator; the denominator is not zero on the node's path. `sign` is the sign that was proven there. */
  | { readonly kind: 'quotient'; readonly numerator: NodeId; readonly denominator: NodeId; readonly sign?: Sign }
  /** The integer nearest to `operand * multiplier / divisor` by the mode. */
  | {
      readonly kind: 'round';
      readonly operand: NodeId;
      readonly multiplier: bigint;
      readonly divisor: bigint;
      readonly mode: RoundingMode;
    }
  /** No such node is left after the pass `expand-calendar`. */
  | { readonly kind: 'calendar'; readonly of: CalendarFunction; readonly operands: readonly NodeId[] }
  /** Floored remainder: it has the sign of the divisor, which is `sign` on the node's path. */
  | { readonly kind: 'modulo'; readonly dividend: NodeId; readonly divisor: NodeId; readonly sign?: Sign }
  /**
   * floor(numerator / denominator) with denominator > 0 on the node's path. `within` bounds the result where the path is taken;
   * after `guard-partial-operations` it holds everywhere, as does 1 <= denominator <= divisorMax.
   */
  | {
      readonly kind: 'divide';
      readonly numerator: NodeId;
      readonly denominator: NodeId;
      readonly within?: IntegerInterval;
      readonly divisorMax?: bigint;
    }
  /** numerator - denominator * division, where `division` is the floored quotient of the two. */
  | { readonly kind: 'remainder'; readonly division: NodeId; readonly numerator: NodeId; readonly denominator: NodeId };

export type CoreNode = Place & Operation;

/**
 * A path through the rule: a branch taken, or an `ensure` passed, below another path. Branches may be taken or not; an `ensure` is
 * a constraint, so behind it the condition holds as surely as the guard.
 */
export interface CorePath {
  readonly parent: PathId;
  readonly kind: 'root' | 'branch' | 'ensured';
  readonly condition: NodeId;
  /** Flag: all branch conditions up to here. The node of the constant 1 where there is none. */
  readonly guard: NodeId;
}

/** Rejects where the guard of `path` is 1 and `condition` is 0. In the order of execution. */
export interface Ensure {
  readonly path: PathId;
  readonly condition: NodeId;
  readonly span: Span;
  readonly reason: string;
}

export interface CoreOutput {
  readonly name: string;
  /** The encoded value, in [0, size]. */
  readonly node: NodeId;
  readonly size: bigint;
  readonly span: Span;
}

/** What `check-ranges` must prove before anything else may rely on it. Bounds are texts for the message. */
export type Obligation = { readonly path: PathId; readonly span: Span } & (
  | { readonly kind: 'divisor'; readonly node: NodeId; readonly scale: string; readonly unit: string }
  /** A whole number from 0 on, below `most`; of a list of variable length, `rest` is its `length` minus the index minus 1. */
  | {
      readonly kind: 'index';
      readonly node: NodeId;
      readonly scale: string;
      readonly most: number;
      readonly rest?: NodeId;
      readonly length?: NodeId;
    }
  /** The value is there. */
  | { readonly kind: 'presence'; readonly node: NodeId }
  /** The list is not empty. */
  | { readonly kind: 'element'; readonly node: NodeId; readonly operator: string }
  | { readonly kind: 'output'; readonly node: NodeId; readonly output: number; readonly size: bigint }
  /** A computed day or second number. */
  | { readonly kind: 'calendar'; readonly node: NodeId; readonly of: 'date' | 'instant' }
  /** Days from a birth to a day: not negative. */
  | { readonly kind: 'age'; readonly node: NodeId }
);

/** A condition as the author wrote it, once for each copy that unrolling and inlining made. */
export interface ConditionUse {
  readonly node: NodeId;
  readonly path: PathId;
  readonly span: Span;
  readonly role: 'if' | 'conditional' | 'ensure' | 'operand';
}

/** Input leaves that are 0 wherever the guard is 0: so is encoded what is absent, and the circuit demands it. */
export interface Absence {
  readonly guard: NodeId;
  readonly leaves: readonly number[];
  readonly span: Span;
}

export interface CoreProgram {
  readonly nodes: readonly CoreNode[];
  readonly paths: readonly CorePath[];
  /** The largest encoding of each input leaf, over all fields in order. */
  readonly leafSizes: readonly bigint[];
  readonly absences: readonly Absence[];
  readonly ensures: readonly Ensure[];
  readonly outputs: readonly CoreOutput[];
  readonly obligations: readonly Obligation[];
  readonly conditions: readonly ConditionUse[];
}

/** Ids of the operands of a node, in order. */
export function operandsOf(node: CoreNode): readonly NodeId[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'input':
      return node.mask === undefined ? [] : [node.mask];
    case 'linear':
      return node.form.terms.map((term) => term.node);
    case 'calendar':
      return node.operands;
    case 'product':
      return [node.left, node.right];
    case 'select':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'negative':
    case 'zero':
    case 'round':
      return [node.operand];
    case 'quotient':
    case 'divide':
      return [node.numerator, node.denominator];
    case 'modulo':
      return [node.dividend, node.divisor];
    case 'remainder':
      return [node.division, node.numerator, node.denominator];
  }
}

export function nodeAt(nodes: readonly CoreNode[], id: NodeId): CoreNode {
  const node = nodes[id];
  if (node === undefined) throw new Error(`internal error: no core node ${id}`);
  return node;
}

export function pathAt(paths: readonly CorePath[], id: PathId): CorePath {
  const path = paths[id];
  if (path === undefined) throw new Error(`internal error: no path ${id}`);
  return path;
}
