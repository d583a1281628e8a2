/**
 * Diagnostics as text for people: code and message, place, the line of the source with the span marked, labels, help, and a last line that
 * counts.
 */
import type { SourceModule } from '../source/module.js';
import type { Diagnostic, Severity, Span } from './diagnostic.js';
import { lineText, positionAt } from './position.js';

type Paint = (text: string) => string;

interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
}

const ansi =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const plain: Paint = (text) => text;

const COLORS: Palette = {
  severity: { error: ansi(31, 39), warning: ansi(33, 39), note: ansi(36, 39) },
  strong: ansi(1, 22),
  faint: ansi(2, 22),
};
const PLAIN: Palette = { severity: { error: plain, warning: plain, note: plain }, strong: plain, faint: plain };

/** Longer lines are cut around the marked part. */
const MAX_LINE = 160;

/**
 * All diagnostics in their order, each as a block, and a summary line; '' if there are none.
 * @param modules the texts that the spans lie in
 */
export function renderText(
  diagnostics: readonly Diagnostic[],
  modules: readonly SourceModule[],
  options: { readonly color?: boolean } = {},
): string {
  if (diagnostics.length === 0) return '';
  const palette = options.color === true ? COLORS : PLAIN;
  const texts = new Map(modules.map((module) => [module.name, module.text]));
  return [...diagnostics.map((diagnostic) => block(diagnostic, texts, palette)), summary(diagnostics)].join('\n\n');
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const counted = (severity: Severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  };
  return [...counted('error'), ...counted('warning'), ...counted('note')].join(', ');
}

function block({ code, severity, span, message, labels, help }: Diagnostic, texts: ReadonlyMap<string, string>, palette: Palette): string {
  const paint = palette.severity[severity];
  const lines = [`${paint(`${severity}[${code}]`)}: ${palette.strong(message)}`, ...excerpt(span, '^', texts, paint, palette)];
  for (const label of labels) lines.push(...excerpt(label.span, '-', texts, palette.faint, palette, label.message));
  if (help !== undefined) lines.push(`  ${palette.faint('help:')} ${help}`);
  return lines.join('\n');
}

function excerpt(span: Span, mark: string, texts: ReadonlyMap<string, string>, paint: Paint, palette: Palette, note = ''): string[] {
  const text = texts.get(span.module);
  if (text === undefined) return [`  ${palette.faint('-->')} ${span.module}`];
  const { line, column } = positionAt(text, span.start);
  const gutter = ' '.repeat(String(line).length);
  const head = `${gutter}${palette.faint('-->')} ${span.module}:${line}:${column}`;
  const source = lineText(text, line);
  // A span over several lines is marked to the end of its first line.
  const length = Math.max(1, Math.min(span.end - span.start, source.length - column + 1));
  const from = source.length <= MAX_LINE ? 0 : Math.max(0, Math.min(column - 1 - MAX_LINE / 4, source.length - MAX_LINE));
  const shown = source.slice(from, from + MAX_LINE);
  // Tabs stay tabs in the line of marks, so that the marks stand below what they mark.
  const indent = source.slice(from, column - 1).replace(/[^\t]/g, ' ');
  const marks = paint(mark.repeat(Math.max(1, Math.min(length, from + MAX_LINE - column + 1))));
  const bar = palette.faint('|');
  return [
    `${head}`,
    `${palette.faint(String(line))} ${bar} ${shown}`,
    `${gutter} ${bar} ${indent}${marks}${note === '' ? '' : ` ${paint(note)}`}`,
  ];
}
