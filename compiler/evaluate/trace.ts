/**
 * The trace of an evaluation: what was decided, in order, with the values that decided it. It is data; `explain/` writes it for people.
 *
 * Trap: a trace holds private input values. It is for the owner of the inputs, never for logs or certificates.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type { ComparisonOperator, Type } from '../typed/ast.js';

export type TraceKind =
  /** A variable got its first value, or another one. */
  | 'declare'
  | 'assign'
  /** The condition of an `if` or `?:`. */
  | 'condition'
  /** The case that a `switch` took. */
  | 'case'
  /** A step of a loop: the value of its variable. */
  | 'step'
  | 'call'
  | 'ensure'
  | 'return';

/** A comparison that was computed on the way. */
export interface TracedComparison {
  readonly span: Span;
  readonly operator: ComparisonOperator;
  /** What was compared: numbers, dates, names, ... */
  readonly kind: Type['kind'];
  readonly leftSpan: Span;
  readonly rightSpan: Span;
  /** The values for people. */
  readonly left: string;
  readonly right: string;
  readonly holds: boolean;
}

/** A flag that a condition asked for, as it is: a variable or field, whether a value is present, whether a text is one of several. */
export interface TracedFlag {
  readonly span: Span;
  readonly asks: 'flag' | 'presence' | 'membership';
  /** What is present, or one of several. */
  readonly subjectSpan: Span;
  /** The text that is one of several, for people. */
  readonly subject?: string;
  readonly holds: boolean;
}

export type TracedQuestion = TracedComparison | TracedFlag;

export interface TraceStep {
  readonly kind: TraceKind;
  readonly span: Span;
  /** How many branches, loops and calls it stands in. */
  readonly depth: number;
  /** The variable or function. */
  readonly name?: string;
  /** The value for people, with its unit: `12.5 mm`. */
  readonly value: string;
  /** The comparisons and flags that gave the value; the last ones if there were very many. */
  readonly comparisons: readonly TracedQuestion[];
  /** How many came before these. */
  readonly omittedComparisons: number;
}

interface Comparisons {
  readonly kept: TracedQuestion[];
  omitted: number;
}

/** Longer traces lose the steps beyond; what decided the outcome is always kept. */
const MAX_STEPS = 20_000;
const MAX_COMPARISONS = 500;
/** With so many in a trace, each further step keeps few. */
const MANY_COMPARISONS = 50_000;
const FEW_COMPARISONS = 6;

export class Tracer {
  readonly steps: TraceStep[] = [];
  omitted = 0;
  depth = 0;
  private comparisons: Comparisons | undefined;
  private recorded = 0;

  constructor(readonly enabled: boolean) {}

  add(
    kind: TraceKind,
    span: Span,
    value: () => string,
    details: { name?: string; comparisons?: Comparisons; decisive?: boolean } = {},
  ): void {
    if (!this.enabled) return;
    if (this.steps.length >= MAX_STEPS && details.decisive !== true) {
      this.omitted += 1;
      return;
    }
    const { name, comparisons: { kept, omitted } = none() } = details;
    const compared = { comparisons: kept, omittedComparisons: omitted };
    this.steps.push({ kind, span, depth: this.depth, value: value(), ...compared, ...(name === undefined ? {} : { name }) });
  }

  /** Runs `action` and gives the comparisons that it computed. */
  comparing<T>(action: () => T): { result: T; comparisons: Comparisons } {
    if (!this.enabled) return { result: action(), comparisons: none() };
    const outer = this.comparisons;
    const own = none();
    this.comparisons = own;
    try {
      return { result: action(), comparisons: own };
    } finally {
      this.comparisons = outer;
    }
  }

  compared(comparison: () => TracedQuestion): void {
    if (this.comparisons === undefined) return;
    const { kept } = this.comparisons;
    if (kept.length >= (this.recorded < MANY_COMPARISONS ? MAX_COMPARISONS : FEW_COMPARISONS)) {
      kept.shift();
      this.comparisons.omitted += 1;
    }
    kept.push(comparison());
    this.recorded += 1;
  }

  /** Runs `action` one level deeper. */
  inside<T>(action: () => T): T {
    this.depth += 1;
    try {
      return action();
    } finally {
      this.depth -= 1;
    }
  }
}

const none = (): Comparisons => ({ kept: [], omitted: 0 });
