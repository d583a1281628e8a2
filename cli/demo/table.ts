/** The table of seasons. */
import type { Verdict } from '@clauseproof/verifier/verdict';
import Table from 'cli-table3';
import { verdictWord } from '../certificates/verdict-text.js';
import { outColors } from '../shell/terminal.js';

export interface Season {
  /** Its first day. */
  readonly first: string;
  readonly status: string;
  readonly payout: string;
  /** Witness and proof, in milliseconds. */
  readonly proveMs: number;
  readonly verdict: Verdict;
  readonly verifyMs: number;
}

export function seasonsTable(seasons: readonly Season[]): string {
  const table = new Table({
    head: ['90 days from', 'status', 'payout (USD)', 'proving', 'verifying', 'verdict'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { first, status, payout, proveMs, verdict, verifyMs } of seasons) {
    const pays = status === 'VIOLATION';
    table.push([
      first,
      pays ? outColors.yellow(status) : status,
      payout,
      `${Math.round(proveMs)} ms`,
      `${Math.round(verifyMs)} ms`,
      verdictWord(verdict.verdict),
    ]);
  }
  return table.toString();
}
