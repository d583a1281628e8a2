/** The front half of the compiler on a file: enough to evaluate a clause and to describe its inputs, and quicker than compiling it. */
import type { TypedClause } from '@clauseproof/compiler/typed';
import { errColors, say } from '../shell/terminal.js';
import { renderDiagnostics } from './diagnostics.js';
import { type LoadedClause, loadModules } from './load-modules.js';

/** Says on stderr what there is to say; no clause when that includes an error. */
export async function checkFile(path: string): Promise<{ readonly loaded: LoadedClause; readonly clause?: TypedClause }> {
  const loaded = await loadModules(path);
  const { checkClause } = await import('@clauseproof/compiler/check');
  const { diagnostics, clause } = checkClause(loaded.modules, loaded.entry);
  if (diagnostics.length > 0) say(await renderDiagnostics(loaded, diagnostics, 'text', errColors.isColorSupported));
  return { loaded, ...(clause === undefined ? {} : { clause }) };
}
