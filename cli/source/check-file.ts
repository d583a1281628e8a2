/** The front half of the compiler on a file: enough to evaluate a clause and to describe its inputs, and quicker than compiling it. */
import type { TypedClause } from '@clauseproof/compiler/typed';
import { errColors, say } from '../shell/terminal.js';
import { type LoadedClause, loadModules } from './load-modules.js';

/** Says on stderr what there is to say; no clause when that includes an error. */
export async function checkFile(path: string): Promise<{ readonly loaded: LoadedClause; readonly clause?: TypedClause }> {
  const [{ checkClause }, loaded] = await Promise.all([import('@clauseproof/compiler/check'), loadModules(path)]);
  const { diagnostics, clause } = checkClause(loaded.modules, loaded.entry);
  if (diagnostics.length > 0) {
    const { renderText } = await import('@clauseproof/compiler/diagnostics/text');
    say(renderText(diagnostics, loaded.modules, { color: errColors.isColorSupported }));
  }
  return { loaded, ...(clause === undefined ? {} : { clause }) };
}
