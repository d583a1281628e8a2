/** What expressions and statements share while a clause is evaluated. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { FunctionSymbol } from '../typed/ast.js';
import type { Tracer } from './trace.js';
import type { Value } from './value.js';

/** No outcome: an `ensure` failed, or a value that cannot be. */
export class Rejection extends Error {
  constructor(
    readonly code: string,
    readonly span: Span,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Values of variables by the id of their symbol. */
export type Environment = Map<number, Value>;

export interface Machine {
  /** The value of each input group: a record. */
  readonly groups: ReadonlyMap<string, Value>;
  readonly tracer: Tracer;
  /** Runs the body of a helper. Expressions call functions, whose bodies are statements: handed over, against a circle of imports. */
  readonly call: (machine: Machine, callee: FunctionSymbol, values: readonly Value[], span: Span) => Value;
}
