/** What an import did, for a person: refusals first, then what to know, then what was written. */
import type { ImportFinding } from '@clauseproof/compiler/import';
import type { Colors } from 'picocolors/types.js';
import { oneLine } from '../shell/terminal.js';
import type { ImportReport } from './run-import.js';

const LINE = 400;

export function renderImport({ written, notes, refusals }: ImportReport, out: string, colors: Colors): string {
  const cases = written.reduce((sum, one) => sum + one.cases, 0);
  const lines = [
    ...refusals.map((finding) => findingText(colors.red(colors.bold(`refused[${finding.code}]`)), finding, colors)),
    ...notes.map((finding) => findingText(colors.yellow(`note[${finding.code}]`), finding, colors)),
  ];
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const total = `${counted(written.length, 'clause')} with ${counted(cases, 'case')}  ->  ${out}`;
  const refused = refusals.length === 0 ? '' : `; ${colors.red(`${refusals.length} refused`)}`;
  const next = written.length === 0 ? '' : `\n\nNext: clauseproof test ${out}`;
  return `${lines.map((line) => `${line}\n`).join('')}${written.length === 0 ? '' : `${colors.green('ok')}  `}${total}${refused}${next}`;
}

function findingText(head: string, { message, document, pointer, help }: ImportFinding, colors: Colors): string {
  const where = `\n  ${colors.dim('at')}    ${oneLine(document, LINE)}${pointer === '' ? '' : `: ${oneLine(pointer, LINE)}`}`;
  return `${head}: ${oneLine(message, LINE)}${where}${help === undefined ? '' : `\n  ${colors.cyan('help')}: ${oneLine(help, LINE)}`}`;
}
