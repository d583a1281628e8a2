/**
 * Clause source -> diagnostics, or everything that is generated from it. Pure and synchronous; no files, no toolchains.
 */
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { checkClause } from './check/check-clause.js';
import { type BackEndResult, checkTyped, compileTyped } from './compile-typed.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
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
  return back.result === undefined
    ? { diagnostics: all }
    : { diagnostics: all, compilation: { clause, clauseInterface, hashes, ...back.result } };
}

/** All diagnostics of `compileClause`, without making a circuit. */
export function diagnoseClause(modules: readonly SourceModule[], entry: string): readonly Diagnostic[] {
  const { diagnostics, clause } = checkClause(modules, entry);
  return clause === undefined ? diagnostics : [...diagnostics, ...checkTyped(clause).diagnostics];
}
