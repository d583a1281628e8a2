/**
 * What goes wrong, as data, and how it is shown: a code, what happened, where, and what to do about it.
 *
 * Every package has its own error class; they share a shape (a dotted `code`, a message without private values, sometimes `help`,
 * `pointer` or `problems`), and that shape is what is looked at here, so that an error needs no class of the command to be shown well.
 *
 * TRAP: an error without such a code comes from a bug, and its message may hold anything, private values included. It is never printed
 * unless CLAUSEPROOF_DEBUG is set.
 */
import type { Colors } from 'picocolors/types.js';

/** One thing that is wrong. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** A file with line and column, an option, or a JSON pointer into the file that was read. */
  readonly where?: string;
  readonly help?: string;
}

/** A failure of the command itself: wrong usage, or something in the environment. Exit code 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly code: string,
    message: string,
    readonly details: { readonly where?: string; readonly help?: string; readonly problems?: readonly Problem[] } = {},
  ) {
    super(message);
  }
}

const DOTTED = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;
const SYSTEM: Readonly<Record<string, readonly [code: string, message: string, help: string]>> = {
  ENOENT: ['file.missing', 'there is no such file', 'check the name and the folder you are in'],
  EISDIR: ['file.is-folder', 'this is a folder, and a file is needed', 'name a file inside it'],
  ENOTDIR: ['file.not-a-folder', 'part of this path is a file, and a folder is needed', 'check the path'],
  EEXIST: ['file.not-a-folder', 'part of this path is a file, and a folder is needed', 'check the path'],
  EACCES: ['file.denied', 'the file may not be read or written', 'check its permissions'],
  EPERM: ['file.denied', 'the file may not be read or written', 'check its permissions'],
  EROFS: ['file.read-only', 'the file system is read-only', 'write somewhere else'],
  ENOSPC: ['file.disk-full', 'the disk is full', 'free some space and run the same command again'],
  EMFILE: ['file.too-many-open', 'too many files are open', 'raise the limit (ulimit -n) or use fewer workers'],
};

/** Everything that `error` says, as problems; a single E-INTERNAL when it is not one of ours. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof CliError) {
    return error.details.problems ?? [problem(error.code, error.message, error.details.where, error.details.help)];
  }
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    const shaped = error as {
      code: string;
      message?: string;
      pointer?: string;
      help?: string;
      path?: string;
      problems?: readonly Shaped[];
    };
    const known = SYSTEM[shaped.code];
    if (known !== undefined) return [problem(known[0], known[1], shaped.path, known[2])];
    if ('syscall' in error) return [problem('file.failed', `the operating system refused this: ${shaped.code}`, shaped.path, undefined)];
    if (DOTTED.test(shaped.code)) {
      const all: readonly Shaped[] = shaped.problems ?? [shaped];
      return all.map((one) => problem(one.code, one.message ?? one.code, one.pointer, one.help ?? shaped.help));
    }
  }
  return [
    {
      code: 'E-INTERNAL',
      message: 'something went wrong inside clauseproof',
      help: 'this is a bug: run the same command with CLAUSEPROOF_DEBUG=1 and report what it prints, after removing private values',
    },
  ];
}

interface Shaped {
  readonly code: string;
  readonly message?: string;
  readonly pointer?: string;
  readonly help?: string;
}

function problem(code: string, message: string, where: string | undefined, help: string | undefined): Problem {
  return { code, message, ...(where === undefined || where === '' ? {} : { where }), ...(help === undefined ? {} : { help }) };
}

/** Puts the file before each problem's place: `input.json` and `/inputs/station` give `input.json: /inputs/station`. */
export function inFile(path: string, error: unknown): CliError {
  const problems = problemsOf(error);
  const [first] = problems;
  if (first === undefined || first.code === 'E-INTERNAL') throw error;
  const placed = problems.map((one) => ({ ...one, where: one.where === undefined ? path : `${path}: ${one.where}` }));
  return new CliError(first.code, first.message, { problems: placed });
}

/** Problems as lines for a terminal. */
export function problemText(problems: readonly Problem[], colors: Colors): string {
  return problems
    .map((one) => {
      const head = `${colors.red(colors.bold(`error[${one.code}]`))}: ${one.message}`;
      const where = one.where === undefined ? '' : `\n  ${colors.dim('at')}    ${one.where}`;
      const help = one.help === undefined ? '' : `\n  ${colors.cyan('help')}: ${one.help}`;
      return `${head}${where}${help}\n`;
    })
    .join('');
}
