/**
 * The one error class of this package: a stable code, a place, a sentence.
 *
 * INVARIANT: messages and pointers never contain a private value. They name bounds, types and places only, because they end up in
 * logs and job records. A pointer does hold member names, also unknown ones, so that a misspelt name can be found.
 */

/** One thing that is wrong, as data. `pointer` is an RFC 6901 JSON pointer into the text that was read. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly pointer?: string;
}

export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  /** Stable, such as `json.duplicate-key`; `docs/protocol.md` lists them. */
  readonly code: string;
  declare readonly pointer?: string;
  /** Every problem found, where the reader looks for all of them at once; otherwise the one above. */
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, pointer?: string, problems?: readonly Problem[]) {
    super(message);
    this.code = code;
    if (pointer !== undefined) this.pointer = pointer;
    this.problems = problems ?? [pointer === undefined ? { code, message } : { code, message, pointer }];
  }
}

/** An error that stands for all of `problems` (at least one): it takes code and pointer from the first. */
export function protocolErrorOf(problems: readonly Problem[]): ProtocolError {
  const first = problems[0];
  if (first === undefined) throw new TypeError('protocolErrorOf needs at least one problem');
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  return new ProtocolError(first.code, first.message + more, first.pointer, problems);
}
