/**
 * Diagnostics are data: produced anywhere in the compiler, rendered once (text, JSON, SARIF).
 */

/** A place in a source module: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly module: string;
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'note';

export interface Label {
  readonly span: Span;
  readonly message: string;
}

export interface Diagnostic {
  /** Stable, unique, from `catalogue.ts`; never reused for another meaning. */
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly labels: readonly Label[];
  readonly help?: string;
}
