/** What expressions and statements share while a clause is evaluated. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { Expression, FunctionSymbol, Statement } from '../typed/ast.js';
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

/** Sees what is decided, for those who count it. It cannot change anything. */
export interface Watch {
  /** An expression was found to be true or false. */
  flag(expression: Expression, holds: boolean): void;
  /** A `switch` took its case with this number; what no case names is the number after the last. */
  chose(statement: Statement, chosen: number): void;
}

export interface Machine {
  /** The value of each input group: a record. */
  readonly groups: ReadonlyMap<string, Value>;
  readonly tracer: Tracer;
  readonly watch?: Watch;
  /** Runs the body of a helper. Expressions call functions, whose bodies are statements: handed over, against a circle of imports. */
  readonly call: (machine: Machine, callee: FunctionSymbol, values: readonly Value[], span: Span) => Value;
}
