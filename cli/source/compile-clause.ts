/**
 * From a clause file to its compilation, with what the compiler has to say printed on the way. A clause with errors is an answer (exit
 * code 1), not a failure of the command.
 */
import type { Compilation } from '@clauseproof/compiler/compile';
import { errColors, say } from '../shell/terminal.js';
import { renderDiagnostics } from './diagnostics.js';
import { type LoadedClause, loadModules } from './load-modules.js';

/** Compiles the clause in `path`; says on stderr what the compiler has to say, and gives no compilation when that includes an error. */
export async function compileFile(path: string): Promise<{ readonly loaded: LoadedClause; readonly compilation?: Compilation }> {
  const loaded = await loadModules(path);
  const { compileClause } = await import('@clauseproof/compiler/compile');
  const { diagnostics, compilation } = compileClause(loaded.modules, loaded.entry);
  if (diagnostics.length > 0) say(await renderDiagnostics(loaded, diagnostics, 'text', errColors.isColorSupported));
  const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return failed || compilation === undefined ? { loaded } : { loaded, compilation };
}
