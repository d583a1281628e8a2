/**
 * The rows of one verification as they arise. A check adds one row; a `fail` ends the run, because what follows would build on it.
 */
import { CHECKS, type CheckName } from '../verdict/checks.js';
import type { Code } from '../verdict/codes.js';
import { type CheckRow, completeRows, conclude, type OpenedInput, row, type UnitStanding, type Verdict } from '../verdict/verdict.js';

/** What a check found. `value` is what later checks need; it is absent exactly if the run must stop. */
export type Finding<T> =
  | { readonly outcome: 'pass' | 'unknown' | 'skipped'; readonly code: Code; readonly detail?: string; readonly value: T }
  | { readonly outcome: 'fail' | 'unknown'; readonly code: Code; readonly detail?: string; readonly value?: undefined };

export function pass<T>(code: Code, value: T, detail?: string): Finding<T> {
  return { outcome: 'pass', code, value, ...(detail === undefined ? {} : { detail }) };
}

export function fail(code: Code, detail?: string): Finding<never> {
  return { outcome: 'fail', code, ...(detail === undefined ? {} : { detail }) };
}

/** Cannot be decided with what the caller brought, and nothing later could be either. */
export function unknown(code: Code, detail?: string): Finding<never> {
  return { outcome: 'unknown', code, ...(detail === undefined ? {} : { detail }) };
}

/** Cannot be decided, but what follows still says something. */
export function doubt<T>(code: Code, value: T, detail?: string): Finding<T> {
  return { outcome: 'unknown', code, value, ...(detail === undefined ? {} : { detail }) };
}

export class Report {
  readonly #rows: CheckRow[] = [];
  inputs: readonly UnitStanding[] = [];
  /** Known once the structure was read; published with every verdict from then on. */
  identity: { readonly execution_id?: string; readonly full_cac_hash?: string } = {};
  replayKey: string | undefined;
  openings: readonly OpenedInput[] | undefined;
  seenAt: string | undefined;

  /** Adds the row. @returns what later checks need, or undefined if the run must stop here. */
  add<T>(name: CheckName, finding: Finding<T>): T | undefined {
    this.#rows.push(row(name, finding.outcome, finding.code, finding.detail));
    return finding.value;
  }

  /** Takes back the row of an earlier check that a later one overrules. */
  replace(name: CheckName, finding: Finding<unknown>): void {
    this.#rows.splice(
      this.#rows.findIndex((done) => done.name === name),
      1,
      row(name, finding.outcome, finding.code, finding.detail),
    );
  }

  /** Ends the run without a conclusion: the first check without a row, or else the last one, becomes unknown. */
  interrupt(): void {
    const next = CHECKS.find((check) => !this.#rows.some((done) => done.name === check.name));
    const name = next?.name ?? this.#rows.pop()?.name ?? 'syntax';
    this.#rows.push(row(name, 'unknown', 'internal'));
  }

  verdict(): Verdict {
    const checks = completeRows(this.#rows);
    const verdict = conclude(checks);
    const replay = verdict === 'valid' && this.replayKey !== undefined ? { replay_key: this.replayKey } : {};
    const openings = this.openings === undefined ? {} : { openings: this.openings };
    const seen = this.seenAt === undefined ? {} : { seen_at: this.seenAt };
    return { verdict, checks, inputs: this.inputs, ...openings, ...this.identity, ...seen, ...replay };
  }
}
