/** `clauseproof diff OLD NEW`: what changed in meaning between two versions of a clause. */
import type { Command } from 'commander';
import { positiveInteger } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

interface DiffOptions {
  readonly tries?: number;
  readonly json?: boolean;
}

export function addDiff(program: Command, shell: Shell): void {
  program
    .command('diff')
    .description('say what changed in meaning between two versions of a clause, with inputs on which they differ')
    .argument('<old>', 'OLD.clause.ts')
    .argument('<new>', 'NEW.clause.ts')
    .option('--tries <number>', 'how many inputs to try besides the cases (4000)', positiveInteger)
    .option('--json', 'print the differences as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof diff tariff-2024.clause.ts tariff-2025.clause.ts', 'clauseproof diff old.clause.ts new.clause.ts --tries 100000 --json')}
Exit code 0 when nothing differs, 1 when something does. "The same circuit" is a proof; otherwise the answer rests on the inputs that were
tried: those of the cases beside both clauses, those changed in a few places, and others at bounds and at the constants of both rules.`,
    )
    .action(async (before: string, after: string, { tries, json = false }: DiffOptions) => {
      const { diffFiles } = await import('../diff/diff-files.js');
      shell.finish((await diffFiles(before, after, { json, ...(tries === undefined ? {} : { tries }) })) ? 0 : 1);
    });
}
