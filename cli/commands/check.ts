/** `clauseproof check FILE`: everything the compiler has to say, at once. */
import { type Command, Option } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print } from '../shell/terminal.js';
import type { DiagnosticFormat } from '../source/diagnostics.js';

export function addCheck(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('find what is wrong in a clause: syntax, types, units, intervals')
    .argument('<file>', 'NAME.clause.ts')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']).default('text'))
    .addHelpText(
      'after',
      `${examples('clauseproof check drought.clause.ts', 'clauseproof check drought.clause.ts --format sarif > drought.sarif')}
Exit code 1 when there is an error; warnings and notes do not count.`,
    )
    .action(async (file: string, { format }: { format: DiagnosticFormat }) => {
      const { loadModules } = await import('../source/load-modules.js');
      const loaded = await loadModules(file);
      const [{ diagnoseClause }, { renderDiagnostics }] = await Promise.all([
        import('@clauseproof/compiler/compile'),
        import('../source/diagnostics.js'),
      ]);
      const diagnostics = diagnoseClause(loaded.modules, loaded.entry);
      const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      if (format !== 'text' || diagnostics.length > 0)
        print(await renderDiagnostics(loaded, diagnostics, format, outColors.isColorSupported));
      if (format === 'text' && !failed) print(`${outColors.green('ok')}  ${file}`);
      shell.finish(failed ? 1 : 0);
    });
}
