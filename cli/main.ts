/**
 * `clauseproof`: reads the arguments, runs one command, and is the only place that turns a failure into text and an exit code.
 *
 * Commands load what they need inside their action: `--help` and `verify` must not pay for the compiler or a prover.
 */
import { Command, CommanderError } from 'commander';
import { addAttest } from './commands/attest.js';
import { addReplay, addReproduce } from './commands/audit.js';
import { addCheck } from './commands/check.js';
import { addCoSign, addReceipt } from './commands/co-sign.js';
import { addCompile } from './commands/compile.js';
import { addConvert } from './commands/convert.js';
import { addDemo } from './commands/demo.js';
import { addDiff } from './commands/diff.js';
import { addDisclose, addUnseal } from './commands/disclose.js';
import { addDoctor } from './commands/doctor.js';
import { addImport } from './commands/import.js';
import { addKeygen } from './commands/keygen.js';
import { addLsp } from './commands/lsp.js';
import { addNew } from './commands/new.js';
import { addProve } from './commands/prove.js';
import { addRegister } from './commands/register.js';
import { addRegistry } from './commands/registry.js';
import { addRun } from './commands/run.js';
import { addSchema } from './commands/schema.js';
import { addSetup } from './commands/setup.js';
import { addTest } from './commands/test.js';
import { addVerify } from './commands/verify.js';
import type { ExitCode, Shell } from './shell/command.js';
import { problemsOf, problemText } from './shell/failure.js';
import { INTERRUPTED, watchForInterruption } from './shell/interruption.js';
import { errColors, say, stopQuietlyOnClosedPipe } from './shell/terminal.js';
import { packageVersion } from './shell/version.js';

const COMMANDS = [
  addNew,
  addKeygen,
  addCheck,
  addRun,
  addTest,
  addDiff,
  addSchema,
  addImport,
  addCompile,
  addSetup,
  addRegister,
  addRegistry,
  addAttest,
  addProve,
  addVerify,
  addCoSign,
  addReceipt,
  addConvert,
  addDisclose,
  addUnseal,
  addReplay,
  addReproduce,
  addDemo,
  addDoctor,
  addLsp,
];
/** Something left running (a thread of a library, an open pipe) must not keep a finished command alive. */
const LINGER_MS = 1000;

/** Runs the command line `args` and sets the exit code of the process: 0 yes, 1 the answer is no, 2 usage or environment, 130 interrupted. */
export async function runClauseproof(args: readonly string[]): Promise<void> {
  stopQuietlyOnClosedPipe();
  // What nobody awaited (a stream, a thread of a library) would otherwise end in a stack trace.
  process.on('uncaughtException', (error) => {
    failed(error, undefined);
    process.exit(2);
  });
  process.exitCode = await exitCodeOf(args);
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

async function exitCodeOf(args: readonly string[]): Promise<number> {
  let answer: ExitCode = 0;
  let signal: AbortSignal | undefined;
  const shell: Shell = {
    get signal() {
      signal ??= watchForInterruption();
      return signal;
    },
    finish: (code) => {
      answer = code;
    },
  };
  const program = createProgram(shell);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return answer;
  } catch (error) {
    if (error instanceof CommanderError) return misused(error, program, args);
    return failed(error, signal);
  }
}

function createProgram(shell: Shell): Command {
  const program = new Command('clauseproof')
    .description('Turns a policy clause into a proof that the clause was followed.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    // Options after the name of a subcommand are the subcommand's, even where its parent has one of that name.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      `
Where to begin:
  $ clauseproof demo                 the whole way, on four years of real rainfall
  $ clauseproof new tariff           a first clause of your own

Exit codes: 0 yes, 1 the answer is no, 2 wrong usage or environment, 130 stopped with Ctrl-C.`,
    );
  for (const add of COMMANDS) add(program, shell);
  return program;
}

/** Says what went wrong and gives the exit code. Never a stack trace, unless CLAUSEPROOF_DEBUG asks for one. */
function failed(error: unknown, signal: AbortSignal | undefined): number {
  if (signal?.aborted === true) {
    say('Stopped on request. What was finished is kept.');
    return INTERRUPTED;
  }
  say(problemText(problemsOf(error), errColors));
  if (process.env['CLAUSEPROOF_DEBUG']) say(error instanceof Error ? `${error.stack ?? error.message}` : String(error));
  return 2;
}

/** Wrong arguments: `commander.unknownOption` and its message become `usage.unknown-option` and a way out. Help that was asked for is a 0. */
function misused(error: CommanderError, program: Command, args: readonly string[]): number {
  if (error.exitCode === 0) return 0;
  if (error.code === 'commander.help') return 2;
  const named = program.commands.find((each) => each.name() === args[0]);
  const step = named?.commands.find((each) => each.name() === args[1]);
  const command = step ?? named;
  const path = [named, step].flatMap((each) => each?.name() ?? []).join(' ');
  const kind = error.code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  // commander looks for missing options first, but a misspelt one is why it is missing; and it takes a misspelt step for an argument.
  const misspelt = kind === 'missing-mandatory-option-value' ? unknownOption(command, args) : undefined;
  const asStep =
    kind === 'excess-arguments' && (command?.commands.length ?? 0) > 0 ? messageOf(() => complaintsOf(command).unknownCommand()) : '';
  const better =
    misspelt !== undefined
      ? { code: 'usage.unknown-option', message: messageOf(() => complaintsOf(command).unknownOption(misspelt)) }
      : { code: 'usage.unknown-command', message: asStep.includes('Did you mean') ? asStep : undefined };
  const wrong =
    better.message === undefined
      ? { code: `usage.${kind}`, message: plain(error.message) }
      : { code: better.code, message: better.message };
  const help = `see \`clauseproof ${path === '' ? '' : `${path} `}--help\``;
  say(problemText([{ ...wrong, help }], errColors));
  return 2;
}

const plain = (message: string): string => message.replace(/^error: /, '').replaceAll('\n', ' ');

/** How commander complains, with a suggestion where there is one. Its types leave these two out. */
interface Complaints {
  unknownOption(name: string): never;
  unknownCommand(): never;
}
const complaintsOf = (command: Command | undefined): Complaints => (command ?? new Command()) as unknown as Complaints;

function messageOf(complain: () => never): string {
  try {
    return complain();
  } catch (error) {
    if (error instanceof CommanderError) return plain(error.message);
    throw error;
  }
}

function unknownOption(command: Command | undefined, args: readonly string[]): string | undefined {
  const names = args.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split('=')[0] ?? word);
  return names.find((name) => command?.options.every((option) => option.long !== name));
}
