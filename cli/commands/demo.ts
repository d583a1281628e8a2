/** `clauseproof demo`: the whole way on real data, from a clause to verified certificates, and one of them opened up. */
import type { Command } from 'commander';
import { positiveInteger } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

export function addDemo(program: Command, shell: Shell): void {
  program
    .command('demo')
    .description('compile, set up, register, prove and verify a drought insurance over four years of real rainfall')
    .option('--dir <folder>', 'keep what is made in this new folder (default: a temporary one, removed at the end)')
    .option('--workers <number>', 'provers at a time (default: one for each processor)', positiveInteger)
    .addHelpText('after', examples('clauseproof demo', 'clauseproof demo --dir demo --workers 4'))
    .action(async (options: { dir?: string; workers?: number }) => {
      const { runDemo } = await import('../demo/run.js');
      const { availableParallelism } = await import('node:os');
      const dir = options.dir === undefined ? {} : { dir: options.dir };
      shell.finish((await runDemo({ ...dir, workers: options.workers ?? availableParallelism() }, shell.signal)) ? 0 : 1);
    });
}
