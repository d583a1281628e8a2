/**
 * What becomes of a job. A rejection is an answer (the inputs do not satisfy the clause), an error is not; neither carries a
 * private value.
 */
import { type Problem, ProtocolError } from '@clauseproof/protocol/errors';
import type { Json } from '@clauseproof/protocol/json';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { ProverError } from './errors.js';

/** Everything that opens the commitments of one execution. Secret: a file of mode 600, never a log. */
export interface Openings {
  readonly job_id?: string;
  readonly execution_id: string;
  readonly units: readonly {
    readonly unit: number;
    /** Values by field, canonical JSON. */
    readonly fields: readonly { readonly index: number; readonly pointer: string; readonly value: Json }[];
    /** All values of the unit, encoded, in packing order, as decimal text. */
    readonly values: readonly string[];
    /** 0x + 62 hex. */
    readonly salt: string;
  }[];
}

export interface Proved {
  readonly status: 'proved';
  readonly envelope: ProofEnvelope;
  readonly openings: Openings;
  /** Milliseconds, measured in the worker. */
  readonly timings: { readonly witness: number; readonly prove: number; readonly verify: number };
}

export interface Rejected {
  readonly status: 'rejected';
  /** `input.*` for an input outside its type, otherwise the code of the rule. */
  readonly code: string;
  /** JSON pointer of the input that is wrong. */
  readonly pointer?: string;
  /** Where in the clause the rule stands. */
  readonly place?: { readonly module: string; readonly line: number; readonly column: number };
  readonly reason: string;
  /** All inputs that are wrong, when there are several. */
  readonly problems?: readonly Problem[];
}

export type Outcome = Proved | Rejected;

/** An error as data, for records and across threads. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly pointer?: string;
}

/**
 * Any thrown thing as data. Only messages of our own coded errors are kept: another library's message might quote an input.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProverError || error instanceof ProtocolError) {
    const { code, message, pointer } = error;
    const help = error instanceof ProverError ? error.help : undefined;
    return { code, message, ...(help === undefined ? {} : { help }), ...(pointer === undefined ? {} : { pointer }) };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    code: 'prover.internal',
    message: `an unexpected ${kind} stopped the proof`,
    help: 'Please report it with the clause and the version; the inputs are not needed.',
  };
}
