/** Offsets to lines and columns. */

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors and SARIF count by default. */
  readonly column: number;
}

/** The position of `offset` in `text`; an offset beyond the end is the end. Lines end in LF or CR LF. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) line += 1;
  return { line, column: before.length - lastBreak };
}

/** The text of a line, numbered from 1, without its line end. */
export function lineText(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').replace(/\r$/, '');
}
