/**
 * Diagnostics for the person or the program at hand: module names become paths from the working folder, so that an editor or a code host
 * finds the file. The compiler knows names only.
 */
import { join, relative, sep } from 'node:path';
import type { Diagnostic, Span } from '@clauseproof/compiler/diagnostic';
import type { LoadedClause } from './load-modules.js';

export type DiagnosticFormat = 'text' | 'json' | 'sarif';

/** The path of a module, from the working folder. */
export const pathIn = ({ root }: LoadedClause, module: string): string => relative(process.cwd(), join(root, module)).split(sep).join('/');

/** @param color only for text */
export async function renderDiagnostics(
  loaded: LoadedClause,
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  color: boolean,
): Promise<string> {
  const here = (span: Span): Span => ({ ...span, module: pathIn(loaded, span.module) });
  const files = loaded.modules.map(({ name, text }) => ({ name: pathIn(loaded, name), text }));
  const moved = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    span: here(diagnostic.span),
    labels: diagnostic.labels.map((label) => ({ ...label, span: here(label.span) })),
  }));
  switch (format) {
    case 'json':
      return (await import('@clauseproof/compiler/diagnostics/json')).renderJson(moved, files);
    case 'sarif':
      return (await import('@clauseproof/compiler/diagnostics/sarif')).renderSarif(moved, files);
    case 'text':
      return (await import('@clauseproof/compiler/diagnostics/text')).renderText(moved, files, { color });
  }
}
