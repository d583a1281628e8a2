/** A verdict for a person: the conclusion, then one row a check. */
import type { CheckRow, Verdict } from '@clauseproof/verifier/verdict';
import Table from 'cli-table3';
import { oneLine, outColors } from '../shell/terminal.js';

/** The verdict's word in its colour. */
export function verdictWord(verdict: Verdict['verdict']): string {
  return { valid: outColors.green, invalid: outColors.red, indeterminate: outColors.yellow }[verdict](verdict);
}

/** The row that decided against `valid`: the first failure, or else the first that could not be decided. */
export function failingRow(verdict: Verdict): CheckRow | undefined {
  return verdict.checks.find((row) => row.outcome === 'fail') ?? verdict.checks.find((row) => row.outcome === 'unknown');
}

/** The whole verdict as lines. Rows that were not reached are left out; the reason above them says why. */
export function verdictText(verdict: Verdict): string {
  const marks = {
    pass: outColors.green('pass'),
    fail: outColors.red('fail'),
    unknown: outColors.yellow('unknown'),
    skipped: outColors.dim('skipped'),
  };
  const reached = verdict.checks.filter((row) => row.code !== 'not-reached');
  const table = plainTable([18, 10]);
  for (const row of reached) table.push([row.name, marks[row.outcome], oneLine(row.sentence, 200)]);
  const standings = verdict.inputs.map(
    ({ kind, pointers, standing, attested_by }) =>
      `  ${standing === 'attested' ? outColors.green(standing) : standing}  ${kind} ${pointers.join(', ')}${attested_by.length === 0 ? '' : ` by ${attested_by.join(', ')}`}`,
  );
  const opened = (verdict.openings ?? []).map(({ pointer, value }) => `  ${pointer}  ${oneLine(JSON.stringify(value), 200)}`);
  const ids = [
    ...(verdict.execution_id === undefined ? [] : [`execution   ${verdict.execution_id}`]),
    ...(verdict.seen_at === undefined ? [] : [`seen at     ${verdict.seen_at}  (the oldest receipt of a trusted log)`]),
    ...(verdict.replay_key === undefined ? [] : [`replay key  ${verdict.replay_key}  (one event counts once: keep it)`]),
  ];
  return [
    `${outColors.bold(verdictWord(verdict.verdict))}`,
    '',
    table.toString().replace(/ +$/gm, ''),
    ...(standings.length === 0
      ? []
      : ['', 'Where the inputs come from, in the words of the prover (claimed) or of a source that signed (attested):', ...standings]),
    ...(opened.length === 0 ? [] : ['', 'Opened by the holder, and what was committed:', ...opened]),
    ...(ids.length === 0 ? [] : ['', ...ids]),
  ].join('\n');
}

/** A table without lines, for output that is also read through `grep`. */
export function plainTable(widths: readonly number[] = []): Table.Table {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const inner = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
  return new Table({
    chars: { ...none, ...inner },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    ...(widths.length === 0 ? {} : { colWidths: [...widths] }),
  });
}
