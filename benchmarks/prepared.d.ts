/** The repository; benchmarks run from `benchmarks/dist/`. */
export declare const ROOT: string;
export declare const COMMAND: string;
/** The example clauses, by the name of their folder. */
export declare const exampleSource: (name: string) => string;
/** Runs `clauseproof`. @returns what it printed. @throws Error with the arguments and all that it printed, unless it ends with 0 */
export declare function clauseproof(...args: readonly string[]): string;
export interface Prepared {
  /** The folder that holds everything; removed by `dispose`. */
  readonly scratch: string;
  /** The compiled folder, with a development setup. */
  readonly dir: string;
  dispose(): void;
}
export declare function prepareDrought(): Prepared;
