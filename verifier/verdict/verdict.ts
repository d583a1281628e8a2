/**
 * The verdict as data: one row a check, and a conclusion that follows from the rows by one rule. Never a bare boolean.
 */
import type { Json } from '@clauseproof/protocol/json';
import { CHECKS, type CheckName } from './checks.js';
import type { Code } from './codes.js';
import { OUTCOME_CODES } from './outcome-codes.js';

/** `unknown`: could not be decided with what the caller supplied. `skipped`: nothing to look at, or not reached after a failure. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'skipped';

export interface CheckRow {
  readonly name: CheckName;
  readonly outcome: Outcome;
  /** Stable, for programs; see `codes.ts`. */
  readonly code: Code;
  /** For people. May quote public members of the CAC, shortened; never a private value. */
  readonly sentence: string;
}

/** What is known about the origin of one commitment unit: the prover says so, or a source signed it. */
export interface UnitStanding {
  readonly unit: number;
  readonly kind: 'disclosed' | 'private' | 'openable';
  readonly pointers: readonly string[];
  readonly standing: 'claimed' | 'attested';
  /** DIDs whose signatures over this unit were verified. */
  readonly attested_by: readonly string[];
}

/** An input that its holder showed, and that is what was committed. */
export interface OpenedInput {
  readonly unit: number;
  readonly pointer: string;
  readonly value: Json;
}

export interface Verdict {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** One row for each name of CHECKS, in that order. */
  readonly checks: readonly CheckRow[];
  /** Empty until the statement was recomputed. */
  readonly inputs: readonly UnitStanding[];
  /** What was opened; absent without openings. */
  readonly openings?: readonly OpenedInput[];
  /** The oldest time at which a trusted log had seen the CAC. */
  readonly seen_at?: string;
  /** For the caller's store of events already acted on: one event counts once. Only with a `valid` verdict. */
  readonly replay_key?: string;
  readonly execution_id?: string;
  readonly full_cac_hash?: string;
}

/**
 * The one rule. Any `fail` gives `invalid`; otherwise anything missing, unknown or skipped without leave gives `indeterminate`; only then
 * `valid`. An empty list is indeterminate.
 */
export function conclude(rows: readonly CheckRow[]): Verdict['verdict'] {
  if (rows.some((row) => row.outcome === 'fail')) return 'invalid';
  const isSettled = CHECKS.every((check) => {
    const found = rows.filter((row) => row.name === check.name);
    const [row] = found;
    return (
      found.length === 1 &&
      (row?.outcome === 'pass' || (row?.outcome === 'skipped' && check.mayBeSkipped && row.code === 'nothing-to-check'))
    );
  });
  return isSettled && rows.length === CHECKS.length ? 'valid' : 'indeterminate';
}

/**
 * A row whose sentence is the catalogue's, with the detail appended.
 * @param sentences `CODES`, where the code may be one of a fault. A code without a sentence stands for itself.
 */
export function row(
  name: CheckName,
  outcome: Outcome,
  code: Code,
  detail?: string,
  sentences: { readonly [code: string]: string } = OUTCOME_CODES,
): CheckRow {
  const sentence = sentences[code] ?? code;
  return { name, outcome, code, sentence: detail === undefined ? sentence : `${sentence.replace(/\.$/, '')}: ${shorten(detail)}.` };
}

/** Rows for the checks that were never reached, so that every verdict has one row a check. */
export function completeRows(rows: readonly CheckRow[]): readonly CheckRow[] {
  return CHECKS.map((check) => rows.find((found) => found.name === check.name) ?? row(check.name, 'skipped', 'not-reached'));
}

/** Text from a CAC is the sender's: cut to a length, and stripped of control characters that could write over a terminal. */
function shorten(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length > 160 ? `${printable.slice(0, 157)}...` : printable;
}
