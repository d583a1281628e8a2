/**
 * Diagnostics for the person or the program at hand: module names become paths from the working folder, so that an editor or a code host
 * finds the file. The compiler knows names only.
 */
import { join, relative, sep } from 'node:path';
import type { Diagnostic, Span } from '@clauseproof/compiler/diagnostic';
import type { LoadedClause } from './load-modules.js';

export type DiagnosticFormat = 'text' | 'json' | 'sarif';

/** @param color only for text */
export async function renderDiagnostics(
  { modules, root }: LoadedClause,
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  color: boolean,
): Promise<string> {
  const pathOf = (name: string) => relative(process.cwd(), join(root, name)).split(sep).join('/');
  const here = (span: Span): Span => ({ ...span, module: pathOf(span.module) });
  const files = modules.map(({ name, text }) => ({ name: pathOf(name), text }));
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
