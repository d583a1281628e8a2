/** `clauseproof run FILE INPUT.json`: what the clause says about these inputs, without a circuit or a proof. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';

interface RunOptions {
  readonly explain?: boolean;
  readonly json?: boolean;
}

export function addRun(program: Command, shell: Shell): void {
  program
    .command('run')
    .description('evaluate a clause on an input; nothing is compiled or proved')
    .argument('<file>', 'NAME.clause.ts')
    .argument('<input>', 'INPUT.json; only its member "inputs" is used')
    .option('--explain', 'show the values and the branch that decided, line by line (they may be private)')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof run drought.clause.ts dry-season.json', 'clauseproof run drought.clause.ts dry-season.json --explain')}
Exit code 1 when the clause rejects the inputs: then no proof exists for them.`,
    )
    .action(async (file: string, input: string, options: RunOptions) => {
      const { runClause } = await import('../source/run-clause.js');
      shell.finish((await runClause(file, input, { explain: options.explain === true, json: options.json === true })) ? 0 : 1);
    });
}
