/** Diagnostics of clauses as an editor shows them, file by file. */
import type { Diagnostic, Span } from '@clauseproof/compiler/diagnostic';
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as EditorDiagnostic, type Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LoadedView } from './workspace.js';

const SEVERITY = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, note: DiagnosticSeverity.Information } as const;
/** What nobody uses is shown faint. */
const UNUSED: ReadonlySet<string> = new Set(['CP2004', 'CP2005', 'CP2006', 'CP2013']);

/** The diagnostics of a view by the path of the file; files without any have an empty list. */
export function diagnosticsByPath({ view, loaded, paths }: LoadedView, uriOf: (path: string) => string): Map<string, EditorDiagnostic[]> {
  const documents = documentsOf(loaded.modules);
  const byPath = new Map<string, EditorDiagnostic[]>([...paths.values()].map((path) => [path, []]));
  for (const diagnostic of view.diagnostics) {
    const path = paths.get(diagnostic.span.module);
    if (path !== undefined) byPath.get(path)?.push(editorDiagnostic(diagnostic, documents, (module) => uriOf(paths.get(module) ?? '')));
  }
  return byPath;
}

function editorDiagnostic(
  { code, severity, message, span, help, labels }: Diagnostic,
  documents: ReadonlyMap<string, TextDocument>,
  uriOf: (module: string) => string,
): EditorDiagnostic {
  return {
    ...{ code, source: 'clauseproof', severity: SEVERITY[severity], range: rangeIn(documents, span) },
    message: help === undefined ? message : `${message}\nhelp: ${help}`,
    ...(UNUSED.has(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(labels.length === 0
      ? {}
      : {
          relatedInformation: labels.map((label) => ({
            location: { uri: uriOf(label.span.module), range: rangeIn(documents, label.span) },
            message: label.message,
          })),
        }),
  };
}

/** Texts with their lines, by module. */
export function documentsOf(modules: readonly { readonly name: string; readonly text: string }[]): ReadonlyMap<string, TextDocument> {
  return new Map(modules.map(({ name, text }) => [name, TextDocument.create(name, 'typescript', 0, text)]));
}

export function rangeIn(documents: ReadonlyMap<string, TextDocument>, { module, start, end }: Span): Range {
  const document = documents.get(module);
  const nowhere = { line: 0, character: 0 };
  return document === undefined ? { start: nowhere, end: nowhere } : { start: document.positionAt(start), end: document.positionAt(end) };
}
