/** Diagnostics as JSON for programs: the data itself, with lines and columns beside the offsets. */
import type { SourceModule } from '../source/module.js';
import type { Diagnostic, Span } from './diagnostic.js';
import { positionAt } from './position.js';

/** `{version: 1, diagnostics: [...]}`; positions count from 1 in UTF-16 units, `end` is exclusive. */
export function renderJson(diagnostics: readonly Diagnostic[], modules: readonly SourceModule[]): string {
  const texts = new Map(modules.map((module) => [module.name, module.text]));
  const place = ({ module, start, end }: Span) => {
    const text = texts.get(module) ?? '';
    return { module, start: { offset: start, ...positionAt(text, start) }, end: { offset: end, ...positionAt(text, end) } };
  };
  const rows = diagnostics.map(({ code, severity, message, span, labels, help }) => ({
    ...{ code, severity, message, place: place(span) },
    labels: labels.map((label) => ({ message: label.message, place: place(label.span) })),
    ...(help === undefined ? {} : { help }),
  }));
  return JSON.stringify({ version: 1, diagnostics: rows }, undefined, 2);
}
