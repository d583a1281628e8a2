/**
 * What lowering carries along: the builder, what it has found so far, and the scope of the statement at hand.
 */
import type { ConditionUse, Ensure, NodeId, Obligation, PathId } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Expression } from '../typed/ast.js';
import type { Value } from './value.js';

export interface Lowering {
  readonly builder: CoreBuilder;
  readonly groups: ReadonlyMap<string, Value>;
  readonly ensures: Ensure[];
  readonly obligations: Obligation[];
  readonly conditions: ConditionUse[];
  /** What the author must mend, one for each place; the program is not used then. */
  readonly diagnostics: Map<string, Diagnostic>;
  /** Told the value of every expression, and the path that it is computed on: for editors. */
  readonly onValue?: OnValue;
  /** Expressions contain calls and folds, whose bodies contain expressions again: `lower` ties the knot, so no module imports in a circle. */
  readonly lowerCall: (lowering: Lowering, call: Extract<Expression, { kind: 'call' }>, scope: Scope) => Value;
  readonly lowerFold: (lowering: Lowering, fold: Extract<Expression, { kind: 'fold' }>, scope: Scope) => Value;
}

export type OnValue = (source: Expression, value: Value, path: PathId) => void;

/** Variables by symbol id, and the path that is being executed. Both change as statements are lowered. */
export interface Scope {
  variables: Map<number, Value>;
  path: PathId;
}

export const forkScope = (scope: Scope, path: PathId): Scope => ({ variables: new Map(scope.variables), path });

export const placeOf = (scope: Scope, span: Span): At => ({ path: scope.path, span });

/** The scope in which `condition` is known to be 1. */
export function assuming(lowering: Lowering, scope: Scope, condition: NodeId, span: Span): Scope {
  if (lowering.builder.constantOf(condition) === 1n) return forkScope(scope, scope.path);
  return forkScope(scope, lowering.builder.path(scope.path, 'branch', condition, span));
}

/** Unrolling makes many copies of one place; it is reported once. */
export function report({ diagnostics }: Lowering, diagnostic: Diagnostic): void {
  const { code, span } = diagnostic;
  const key = `${code} ${span.module} ${span.start} ${span.end}`;
  if (!diagnostics.has(key)) diagnostics.set(key, diagnostic);
}

export function recordCondition(lowering: Lowering, scope: Scope, node: NodeId, source: Expression, role: ConditionUse['role']): void {
  lowering.conditions.push({ node, path: scope.path, span: source.span, role });
}
