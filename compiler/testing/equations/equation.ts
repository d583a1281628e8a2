/** An equation about the compiler: a function that throws where it does not hold for a clause and some of its inputs. */
import type { TypedClause } from '../../typed/ast.js';

export interface Tally {
  compiled: number;
  accepted: number;
  rejected: number;
}

/**
 * @param inputs encoded leaves of one execution each
 * @param tally counts what was looked at: an equation that looked at nothing has not been tested
 * @throws AssertionError with both sides
 */
export type Equation = (clause: TypedClause, inputs: readonly (readonly bigint[])[], tally: Tally) => void;
