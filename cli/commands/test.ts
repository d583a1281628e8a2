/** `clauseproof test [PATHS...]`: whether clauses do what their authors say, by the cases beside them. */
import { type Command, InvalidArgumentError } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';

interface TestOptions {
  readonly only?: string;
  readonly coverage?: boolean;
  readonly minCoverage?: number;
  readonly watch?: boolean;
  readonly json?: boolean;
}

export function addTest(program: Command, shell: Shell): void {
  program
    .command('test')
    .description('run the cases of clauses: NAME.cases.yaml beside NAME.clause.ts')
    .argument('[paths...]', 'clauses, cases files, or folders to search; this folder if none is given')
    .option('--only <text>', 'run only the cases whose names contain this')
    .option('--coverage', 'show which conditions and branches no case decides')
    .option('--min-coverage <percent>', 'fail if the cases of a clause decide less than this', percent)
    .option('--watch', 'run again whenever a file changes, until Ctrl-C')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof test', 'clauseproof test drought.clause.ts --coverage', 'clauseproof test rules/ --min-coverage 90 --json')}
Exit code 1 when a case fails, a clause has errors, or too little is covered.`,
    )
    .action(async (named: string[], { minCoverage, only, coverage = false, watch = false, json = false }: TestOptions) => {
      if (watch && json) {
        throw new CliError('usage.watch-or-json', '--watch is for people and --json for programs', { help: 'choose one' });
      }
      const paths = named.length === 0 ? ['.'] : named;
      const options = {
        json,
        coverage: coverage || minCoverage !== undefined,
        ...(only === undefined ? {} : { only }),
        ...(minCoverage === undefined ? {} : { minimum: minCoverage }),
      };
      if (watch) {
        const { watchCases } = await import('../cases/watch.js');
        await watchCases(paths, options, shell.signal);
      }
      const { runAll } = await import('../cases/run-all.js');
      shell.finish((await runAll(paths, options)) ? 0 : 1);
    });
}

function percent(value: string): number {
  const number = Number(value);
  if (!/^\d{1,3}(\.\d+)?$/.test(value) || number > 100) throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return number;
}
