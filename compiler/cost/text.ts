/** A cost report as text: totals, by construct, the dearest lines, the estimated proving time. */

import { estimates } from './proving-time.js';
import type { CostReport } from './report.js';

const MAX_LINES = 20;
const MAX_SOURCE = 72;

export function costText(report: CostReport): string {
  const { constraints, rows, rowsCounted, domain, constructs, lines } = report;
  const share = (part: number) => `${((100 * part) / Math.max(1, constraints)).toFixed(1)} %`;
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length - shown.length;
  return [
    `constraints   ${constraints} (Groth16 on BN254; domain ${domain})`,
    `rows          ${rowsCounted ? rows : `about ${rows}`} (Kimchi on Pasta)`,
    '',
    ...table(
      ['By construct', 'times', 'constraints', 'share', 'rows'],
      constructs.map((one) => [one.construct, String(one.count), String(one.constraints), share(one.constraints), one.rows.toFixed(1)]),
    ),
    '',
    ...table(
      ['By line', 'constraints', 'share', 'rows', ''],
      shown.map((one) => [
        `${one.module}:${one.line}`,
        ...[String(one.constraints), share(one.constraints), one.rows.toFixed(1)],
        one.source.length > MAX_SOURCE ? `${one.source.slice(0, MAX_SOURCE - 4)} ...` : one.source,
      ]),
    ),
    ...(rest > 0 ? [`... and ${rest} more lines`] : []),
    ...times(report),
  ].join('\n');
}

function times(report: CostReport): string[] {
  const lines = estimates(report).map(
    ({ engine, milliseconds, machine }) => `  ${engine.padEnd(16)} ${timeText(milliseconds).padStart(8)}   ${machine}`,
  );
  return lines.length === 0 ? [] : ['', 'Estimated proving time (witness and proof, one at a time)', ...lines];
}

export const timeText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** The first column to the left, numbers to the right, a last column without a title to the left again. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 || head[i] === '' ? cell.padEnd(i === 0 ? (widths[0] ?? 0) : 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
