/**
 * The rows of one verification as they arise. A check adds one row; a `fail` ends the run, because what follows would build on it.
 */
import type { ProtocolError } from '@clauseproof/protocol/errors';
import { CHECKS, type CheckName } from '../verdict/checks.js';
import type { Code } from '../verdict/codes.js';
import { OUTCOME_CODES } from '../verdict/outcome-codes.js';
import { completeRows, conclude, type OpenedInput, type Outcome, row, type UnitStanding, type Verdict } from '../verdict/verdict.js';

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

/** What a reader refused and where, for the sentence of a row; the whole text is at no place of its own. */
export const refusal = ({ message, pointer = '' }: ProtocolError): string => (pointer === '' ? message : `${message} at ${pointer}`);

interface Noted {
  readonly name: CheckName;
  readonly outcome: Outcome;
  readonly code: Code;
  readonly detail?: string | undefined;
}

export class Report {
  #noted: Noted[] = [];
  inputs: readonly UnitStanding[] = [];
  /** Known once the structure was read; published with every verdict from then on. */
  identity: { readonly execution_id?: string; readonly full_cac_hash?: string } = {};
  replayKey: string | undefined;
  openings: readonly OpenedInput[] | undefined;
  seenAt: string | undefined;

  /** Adds the row. @returns what later checks need, or undefined if the run must stop here. */
  add<T>(name: CheckName, { outcome, code, detail, value }: Finding<T>): T | undefined {
    this.#noted.push({ name, outcome, code, detail });
    return value;
  }

  /** Takes back the row of an earlier check that a later one overrules. */
  overrule(name: CheckName, finding: Finding<unknown>): void {
    this.#noted = this.#noted.filter((noted) => noted.name !== name);
    this.add(name, finding);
  }

  /** Ends the run without a conclusion: the first check without a row, or else the last one, becomes unknown. */
  interrupt(): void {
    const next = CHECKS.find((check) => !this.#noted.some((done) => done.name === check.name));
    const name = next?.name ?? this.#noted.pop()?.name ?? 'syntax';
    this.#noted.push({ name, outcome: 'unknown', code: 'internal' });
  }

  async verdict(): Promise<Verdict> {
    const sentences = await sentencesFor(this.#noted);
    const checks = completeRows(this.#noted.map(({ name, outcome, code, detail }) => row(name, outcome, code, detail, sentences)));
    const verdict = conclude(checks);
    const replay = verdict === 'valid' && this.replayKey !== undefined ? { replay_key: this.replayKey } : {};
    const openings = this.openings === undefined ? {} : { openings: this.openings };
    const seen = this.seenAt === undefined ? {} : { seen_at: this.seenAt };
    return { verdict, checks, inputs: this.inputs, ...openings, ...this.identity, ...seen, ...replay };
  }
}

/** The sentences of faults are loaded only where there is one; where they cannot be, the codes still tell. */
async function sentencesFor(noted: readonly Noted[]): Promise<{ readonly [code: string]: string }> {
  if (noted.every(({ code }) => Object.hasOwn(OUTCOME_CODES, code))) return OUTCOME_CODES;
  try {
    return (await import('../verdict/codes.js')).CODES;
  } catch {
    return OUTCOME_CODES;
  }
}
