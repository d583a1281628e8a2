/** `clauseproof check FILE`: everything the compiler has to say, at once. */
import { type Command, Option } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import type { DiagnosticFormat } from '../source/diagnostics.js';

export function addCheck(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('find what is wrong in a clause: syntax, types, units, intervals')
    .argument('<file>', 'NAME.clause.ts')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']).default('text'))
    .option('--json', 'the same as --format json')
    .option('--report', 'also say which inputs each output depends on, and what a rejection tells')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof check drought.clause.ts',
        'clauseproof check drought.clause.ts --report',
        'clauseproof check drought.clause.ts --format sarif > drought.sarif',
      )}
Exit code 1 when there is an error; warnings and notes do not count. --report --format json gives one object with diagnostics and
disclosure, which is null where there is an error.`,
    )
    .action(async (file: string, options: { format: DiagnosticFormat; json?: boolean; report?: boolean }) => {
      const { json = false, report = false } = options;
      if (json && options.format === 'sarif')
        throw new CliError('usage.format', 'two formats were asked for', { where: '--json', help: 'leave out --json or --format sarif' });
      const format = json ? 'json' : options.format;
      if (report && format === 'sarif')
        throw new CliError('usage.format', 'SARIF holds diagnostics only', { where: '--report', help: 'use --format json with --report' });
      const { loadModules } = await import('../source/load-modules.js');
      const loaded = await loadModules(file);
      const [{ examineClause }, { renderDiagnostics }] = await Promise.all([
        import('@clauseproof/compiler/compile'),
        import('../source/diagnostics.js'),
      ]);
      const { diagnostics, disclosure } = examineClause(loaded.modules, loaded.entry);
      const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      if (format === 'json' && report) {
        const { disclosureJson } = await import('../source/disclosure.js');
        const shown = JSON.parse(await renderDiagnostics(loaded, diagnostics, format, false)) as object;
        printJson({ ...shown, disclosure: disclosure === undefined ? null : disclosureJson(loaded, disclosure) });
      } else if (format !== 'text' || diagnostics.length > 0)
        print(await renderDiagnostics(loaded, diagnostics, format, outColors.isColorSupported));
      if (format === 'text' && !failed) print(`${outColors.green('ok')}  ${file}`);
      if (format === 'text' && report && disclosure !== undefined) {
        const { disclosureText } = await import('@clauseproof/compiler/disclosure/text');
        print(`\n${disclosureText(disclosure)}`);
      }
      shell.finish(failed ? 1 : 0);
    });
}
