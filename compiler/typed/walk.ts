/** Walks over the parts of a typed clause, for those who ask about all of it: which reasons, which conditions, which variables. */
import type { Expression, Statement, TypedClause } from './ast.js';

export type TypedNode = Expression | Statement;

/** Every statement and expression of the rule and the helper functions, from the outside inwards. */
export function* nodesOf({ rule, functions }: TypedClause): Generator<TypedNode> {
  for (const body of [rule, ...functions.map((callee) => callee.body)]) for (const statement of body) yield* nodesBelow(statement);
}

/**
 * `node` and everything in it. Generic over the kinds of nodes: whatever in a node has a `kind` and a `span` is a part of it; symbols
 * (which have neither) and types (which have no span) are not entered.
 */
export function* nodesBelow(node: TypedNode): Generator<TypedNode> {
  yield node;
  for (const part of partsOf(node)) yield* nodesBelow(part);
}

/** The nodes directly below. */
export function partsOf(node: TypedNode): readonly TypedNode[] {
  return Object.entries(node).flatMap(([name, value]) => (name === 'callee' || name === 'symbol' || name === 'type' ? [] : nodesIn(value)));
}

function nodesIn(value: unknown): readonly TypedNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null || 'declaredAt' in value) return [];
  if ('kind' in value && 'span' in value) return [value as TypedNode];
  // Cases of a switch, members of a record, the function of a fold: parts that hold nodes without being one.
  return Object.getPrototypeOf(value) === Object.prototype ? Object.values(value).flatMap(nodesIn) : [];
}

/** The reasons of all `ensure`s. */
export function ensureReasons(clause: TypedClause): ReadonlySet<string> {
  const reasons = new Set<string>();
  for (const node of nodesOf(clause)) if (node.kind === 'ensure') reasons.add(node.reason);
  return reasons;
}
