/** `clauseproof check FILE`: everything the compiler has to say, at once. */
import { type Command, Option } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print } from '../shell/terminal.js';

export function addCheck(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('find what is wrong in a clause: syntax, types, units, intervals')
    .argument('<file>', 'NAME.clause.ts')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']).default('text'))
    .addHelpText(
      'after',
      examples('clauseproof check drought.clause.ts', 'clauseproof check drought.clause.ts --format sarif > drought.sarif'),
    )
    .action(async (file: string, options: { format: 'text' | 'json' | 'sarif' }) => {
      const { loadModules } = await import('../source/load-modules.js');
      const [{ diagnoseClause }, loaded] = await Promise.all([import('@clauseproof/compiler/compile'), loadModules(file)]);
      const diagnostics = diagnoseClause(loaded.modules, loaded.entry);
      const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      if (options.format === 'json') {
        const { renderJson } = await import('@clauseproof/compiler/diagnostics/json');
        print(renderJson(diagnostics, loaded.modules));
      } else if (options.format === 'sarif') {
        const { renderSarif } = await import('@clauseproof/compiler/diagnostics/sarif');
        print(renderSarif(diagnostics, loaded.modules));
      } else {
        const { diagnosticsText } = await import('../source/compile-clause.js');
        if (diagnostics.length > 0) print(await diagnosticsText(loaded, diagnostics, outColors.isColorSupported));
        if (!failed) print(`${outColors.green('ok')}  ${file}`);
      }
      shell.finish(failed ? 1 : 0);
    });
}
