/** `clauseproof import NOTATION PATHS... --out DIR`: rules in other notations become clauses with their cases. */
import type { CertLogicOptions } from '@clauseproof/compiler/import/certlogic';
import { type Command, Option } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface ImportOptions {
  readonly out: string;
  readonly valueSets: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addImport(program: Command, shell: Shell): void {
  const command = program.command('import').description('make clauses and their cases of rules in another notation');
  command
    .command('certlogic')
    .description('rules in CertLogic, as the EU Digital COVID Certificate has them')
    .argument('<paths...>', 'files with rules, or folders of rules as they are published (rule.json, tests/*.json)')
    .requiredOption('--out <folder>', 'where to write NAME.clause.ts and NAME.cases.yaml')
    .addOption(
      new Option(
        '--value-sets <how>',
        'lists of codes: constant (of the clause, where all tests agree on them), input, or a JSON file that has them',
      ).default('constant'),
    )
    .option('--force', 'overwrite clauses that are there')
    .option('--json', 'print what was written, noted and refused as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof import certlogic EU.json --out rules',
        'clauseproof import certlogic dgc-business-rules-testdata/DE --out rules --value-sets input',
        'clauseproof import certlogic rule.json --out rules --value-sets value-sets.json',
        'clauseproof test rules',
      )}
Exit code 1 when a rule or a test of one was refused; everything else is written.`,
    )
    .action(async (paths: string[], options: ImportOptions) => {
      const [{ runImport }, { certLogicImporter }, { step }] = await Promise.all([
        import('../import/run-import.js'),
        import('@clauseproof/compiler/import/certlogic'),
        import('../shell/progress.js'),
      ]);
      const importer = certLogicImporter({ valueSets: await valueSetsOf(options.valueSets) });
      const { out, force = false, json = false } = options;
      const report = await step('Importing', () => runImport({ importer, paths, out, force, signal: shell.signal }));
      if (json) printJson(report);
      else {
        const { renderImport } = await import('../import/report.js');
        print(renderImport(report, out, outColors));
      }
      shell.finish(report.refusals.length === 0 ? 0 : 1);
    });
}

/** @throws CliError for a file that cannot be read or has no value sets */
async function valueSetsOf(how: string): Promise<CertLogicOptions['valueSets']> {
  if (how === 'constant' || how === 'input') return how;
  const [{ readValueSets }, { readText }, { inFile }] = await Promise.all([
    import('@clauseproof/compiler/import/value-sets'),
    import('../shell/files.js'),
    import('../shell/failure.js'),
  ]);
  const text = await readText(how);
  try {
    return readValueSets(text);
  } catch (error) {
    throw inFile(how, error);
  }
}
