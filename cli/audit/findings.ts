/** What an audit compared, row by row; the answer is yes when every row agrees and there is at least one. */
import { plainTable } from '../certificates/verdict-text.js';
import { oneLine, outColors, print, printJson } from '../shell/terminal.js';

export interface Compared {
  /** What was compared. */
  readonly name: string;
  readonly agrees: boolean;
  /** What the certificate, folder or registry says, and what was found. Public values only. */
  readonly stated?: unknown;
  readonly found?: unknown;
}

/** @returns whether all agree. */
export function reportFindings(rows: readonly Compared[], words: { readonly yes: string; readonly no: string }, json: boolean): boolean {
  const agrees = rows.length > 0 && rows.every((row) => row.agrees);
  if (json) {
    printJson({ agrees, compared: rows });
    return agrees;
  }
  const table = plainTable([34, 12]);
  for (const row of rows) {
    const difference = row.agrees || row.stated === undefined ? '' : `${textOf(row.stated)}, but found ${textOf(row.found)}`;
    table.push([row.name, row.agrees ? outColors.green('same') : outColors.red('different'), difference]);
  }
  print(`${outColors.bold(agrees ? outColors.green(words.yes) : outColors.red(words.no))}\n\n${table.toString().replace(/ +$/gm, '')}`);
  return agrees;
}

function textOf(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'), 90);
}
