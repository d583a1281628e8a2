/**
 * What a command gets from the shell and gives back.
 */

/** 0: yes. 1: the answer is no. 2 (usage or environment) is reached by throwing. */
export type ExitCode = 0 | 1;

export interface Shell {
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Ends an action with its exit code. */
  finish(code: ExitCode): void;
}

/** The examples part of a command's `--help`. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}
