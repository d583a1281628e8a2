/**
 * Clause source -> diagnostics, or everything that is generated from it. Pure and synchronous; no files, no toolchains.
 */
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { checkClause } from './check/check-clause.js';
import { type BackEndResult, checkTyped, compileTyped } from './compile-typed.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { type Disclosure, disclosureOf } from './disclosure/disclosure.js';
import { idleInputs } from './disclosure/idle.js';
import { interfaceOf } from './interface-of.js';
import type { SourceModule } from './source/module.js';
import type { TypedClause } from './typed/ast.js';

export interface Compilation extends BackEndResult {
  readonly clause: TypedClause;
  readonly clauseInterface: ClauseInterface;
  readonly hashes: { readonly clauseHash: string; readonly sourceHash: string };
}

export interface CompileResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when a diagnostic is an error. */
  readonly compilation?: Compilation;
}

/**
 * Compiles the clause in module `entry`.
 * @throws Error 'internal error: ...' when the compiler contradicts itself.
 */
export function compileClause(modules: readonly SourceModule[], entry: string): CompileResult {
  const { diagnostics, clause, hashes } = checkClause(modules, entry);
  if (clause === undefined || hashes === undefined) return { diagnostics };
  const clauseInterface = interfaceOf(clause);
  const back = compileTyped(clause, clauseInterface, modules);
  const all = [...diagnostics, ...back.diagnostics];
  if (back.result === undefined) return { diagnostics: all };
  all.push(...idleInputs(disclosureOf(clause, back.result.core), diagnostics));
  return { diagnostics: all, compilation: { clause, clauseInterface, hashes, ...back.result } };
}

/** All diagnostics of `compileClause`, without making a circuit. */
export const diagnoseClause = (modules: readonly SourceModule[], entry: string): readonly Diagnostic[] =>
  examineClause(modules, entry).diagnostics;

/** All diagnostics, and what a proof will tell about the inputs if none of them is an error. */
export function examineClause(
  modules: readonly SourceModule[],
  entry: string,
): { readonly diagnostics: readonly Diagnostic[]; readonly disclosure?: Disclosure } {
  const { diagnostics, clause } = checkClause(modules, entry);
  if (clause === undefined) return { diagnostics };
  const checked = checkTyped(clause);
  const all = [...diagnostics, ...checked.diagnostics];
  if (checked.guarded === undefined) return { diagnostics: all };
  const disclosure = disclosureOf(clause, checked.guarded);
  return { diagnostics: [...all, ...idleInputs(disclosure, diagnostics)], disclosure };
}
