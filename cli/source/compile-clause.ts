/**
 * From a clause file to its compilation, with what the compiler has to say printed on the way. A clause with errors is an answer (exit
 * code 1), not a failure of the command.
 */
import type { Compilation } from '@clauseproof/compiler/compile';
import type { Diagnostic } from '@clauseproof/compiler/diagnostic';
import { errColors, say } from '../shell/terminal.js';
import { type LoadedClause, loadModules } from './load-modules.js';

/** Diagnostics as text for a terminal, with source excerpts. */
export async function diagnosticsText(loaded: LoadedClause, diagnostics: readonly Diagnostic[], color: boolean): Promise<string> {
  const { renderText } = await import('@clauseproof/compiler/diagnostics/text');
  return renderText(diagnostics, loaded.modules, { color });
}

/** Compiles the clause in `path`; says on stderr what the compiler has to say, and gives no compilation when that includes an error. */
export async function compileFile(path: string): Promise<{ readonly loaded: LoadedClause; readonly compilation?: Compilation }> {
  const [{ compileClause }, loaded] = await Promise.all([import('@clauseproof/compiler/compile'), loadModules(path)]);
  const { diagnostics, compilation } = compileClause(loaded.modules, loaded.entry);
  if (diagnostics.length > 0) say(await diagnosticsText(loaded, diagnostics, errColors.isColorSupported));
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return failed || compilation === undefined ? { loaded } : { loaded, compilation };
}
