/** Diagnostics as SARIF 2.1.0, which code hosts and editors read. */
import type { SourceModule } from '../source/module.js';
import { CATALOGUE } from './catalogue.js';
import type { Diagnostic, Span } from './diagnostic.js';
import { positionAt } from './position.js';

/** One SARIF log with one run; `rules` holds every code that occurs. */
export function renderSarif(diagnostics: readonly Diagnostic[], modules: readonly SourceModule[]): string {
  const texts = new Map(modules.map((module) => [module.name, module.text]));
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort();
  const titles: Readonly<Record<string, { readonly title: string }>> = CATALOGUE;
  const location = (span: Span, message?: string) => ({
    physicalLocation: { artifactLocation: { uri: encodeURI(span.module) }, region: regionOf(span, texts.get(span.module) ?? '') },
    ...(message === undefined ? {} : { message: { text: message } }),
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'clauseproof',
            rules: codes.map((code) => ({ id: code, shortDescription: { text: titles[code]?.title ?? code } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(({ code, severity, message, span, labels, help }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity,
          message: { text: help === undefined ? message : `${message}\n${help}` },
          locations: [location(span)],
          ...(labels.length === 0 ? {} : { relatedLocations: labels.map((label, id) => ({ id, ...location(label.span, label.message) })) }),
        })),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function regionOf({ start, end }: Span, text: string) {
  const [from, to] = [positionAt(text, start), positionAt(text, end)];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
