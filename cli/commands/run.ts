/** `clauseproof run FILE INPUT.json`: what the clause says about these inputs, without a circuit or a proof. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';

interface RunOptions {
  readonly explain?: boolean;
  readonly html?: string;
  readonly json?: boolean;
}

export function addRun(program: Command, shell: Shell): void {
  program
    .command('run')
    .description('evaluate a clause on an input; nothing is compiled or proved')
    .argument('<file>', 'NAME.clause.ts')
    .argument('<input>', 'INPUT.json; only its member "inputs" is used')
    .option('--explain', 'show the values and the branch that decided, line by line (they may be private)')
    .option('--html <file>', 'write the explanation as a page for people; only its owner can read it, for it shows all values')
    .option('--json', 'print the outcome as JSON; with --explain, every step too')
    .addHelpText(
      'after',
      `${examples('clauseproof run drought.clause.ts dry-season.json', 'clauseproof run drought.clause.ts dry-season.json --explain', 'clauseproof run drought.clause.ts dry-season.json --html why.html')}
Exit code 1 when the clause rejects the inputs: then no proof exists for them.`,
    )
    .action(async (file: string, input: string, options: RunOptions) => {
      const { runClause } = await import('../source/run-clause.js');
      const { explain = false, json = false, html } = options;
      shell.finish((await runClause(file, input, { explain, json, ...(html === undefined ? {} : { html }) })) ? 0 : 1);
    });
}
