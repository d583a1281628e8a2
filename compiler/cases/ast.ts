/**
 * The cases of a clause: what its author says that it does, in `NAME.cases.yaml` beside `NAME.clause.ts`.
 *
 * Inputs keep the digits of their numbers as written. Spans lie in the cases file.
 */
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import type { Span } from '../diagnostics/diagnostic.js';

export interface ClauseCase {
  readonly name: string;
  /** Of its name. */
  readonly span: Span;
  /** The `inputs` of the file with those of the case over them. */
  readonly inputs: JsonWithLiterals;
  /** A job file whose `inputs` lie below those; a path from the folder of the cases file. */
  readonly inputsFrom?: { readonly path: string; readonly span: Span };
  readonly expected: ExpectedAcceptance | ExpectedRejection;
}

export interface ExpectedAcceptance {
  readonly kind: 'accepted';
  readonly span: Span;
  readonly outputs: readonly { readonly name: string; readonly span: Span; readonly value: JsonWithLiterals }[];
}

export interface ExpectedRejection {
  readonly kind: 'rejected';
  readonly span: Span;
  /** Of an `ensure`. Absent for a rejection by code. */
  readonly reason?: string;
  /** `input.out-of-range`, ... */
  readonly code?: string;
  /** Below `inputs`: where the input lies that is refused. */
  readonly pointer?: string;
}
