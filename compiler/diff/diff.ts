/**
 * What changed in meaning between two versions of a clause: what they declare, and inputs on which they differ.
 *
 * Same circuits are a proof that nothing changed. Otherwise the answer "same" rests on a search and says on how many inputs.
 */

import { checkTyped, constrain } from '../compile-typed.js';
import type { ConstraintProgram } from '../constraints/ast.js';
import { interfaceOf } from '../interface-of.js';
import type { TypedClause } from '../typed/ast.js';
import { type Search, type SearchOptions, searchDifferences } from './behaviour.js';
import { type Change, declaredChanges } from './declarations.js';

export type { Search, SearchOptions, Witness } from './behaviour.js';
export type { Change } from './declarations.js';

export interface ClauseDifference extends Search {
  /** Nothing that was looked at differs. */
  readonly same: boolean;
  /** Both make the same circuit, so they cannot differ. */
  readonly proven: boolean;
  readonly changes: readonly Change[];
  /** Whether the new one says that it derives from the old one; undefined if it says nothing. */
  readonly fork?: { readonly of: string; readonly matches: boolean };
}

/** Compares two checked clauses. Deterministic. */
export function diffClauses(before: TypedClause, after: TypedClause, options: SearchOptions = {}): ClauseDifference {
  const changes = declaredChanges(before, after);
  const proven = changes.length === 0 && circuitText(before) === circuitText(after);
  const search = proven ? { witnesses: [], tried: 0 } : searchDifferences(before, after, options);
  const fork = after.forkOf === undefined ? {} : { fork: { of: after.forkOf, matches: after.forkOf === `${before.id}@${before.version}` } };
  return { ...search, ...fork, changes, proven, same: changes.length === 0 && search.witnesses.length === 0 };
}

/** The constraints of a clause without names and places; a text of its own where it has no circuit. */
function circuitText(clause: TypedClause): string {
  const { guarded } = checkTyped(clause);
  if (guarded === undefined) return `none ${clause.id}@${clause.version}`;
  const { statements, outputs, salts, fields, inputsRoot }: ConstraintProgram = constrain(guarded, clause, interfaceOf(clause)).constraints;
  const bare = { fields: fields.map(({ pointer, leaves }) => ({ pointer, leaves })), salts, statements, outputs, inputsRoot };
  return JSON.stringify(bare, (name, value: unknown) =>
    name === 'span' || name === 'site' ? undefined : typeof value === 'bigint' ? `${value}n` : value,
  );
}
