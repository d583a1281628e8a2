/**
 * What an example is: a clause, inputs beside it, and for each input the outcome derived by hand. The tests of every package
 * hold their own way of computing a clause against these.
 *
 * TRAP: outcomes must not be copied from a program's output; the comment beside each shows the arithmetic.
 */

/** The outcome a case expects. Outputs are canonical JSON: decimals are strings with exactly the step's digits. */
export type ExpectedOutcome =
  | { readonly outputs: Readonly<Record<string, string | number | boolean>> }
  /** An `ensure` that fails, by its reason. */
  | { readonly ensure: string }
  /** An input refused before any rule runs: a code of the protocol, and the pointer below `inputs`. */
  | { readonly input: string; readonly pointer: string };

export interface ExampleCase {
  /** Name of the file `inputs/NAME.json`, a whole INPUT.json of `clauseproof prove`. */
  readonly name: string;
  readonly expected: ExpectedOutcome;
}

export interface Example {
  readonly name: string;
  /** The entry module, beside this file's package root: `NAME/NAME.clause.ts`. */
  readonly entry: string;
  readonly cases: readonly ExampleCase[];
}
