/** `clauseproof compile FILE --out DIR`: circuit, program and manifest; with a report of what each line costs, or only that. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';
import { print, printJson, say } from '../shell/terminal.js';

interface CompileOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly report?: boolean;
  readonly reportHtml?: string;
  readonly json?: boolean;
}

export function addCompile(program: Command, shell: Shell): void {
  program
    .command('compile')
    .description('compile a clause into a Circom circuit and an o1js program')
    .argument('<file>', 'NAME.clause.ts')
    .option('--out <folder>', 'the folder to write; one that an earlier compile wrote is replaced')
    .option('--force', 'throw away keys that belong to another circuit')
    .option('--report', 'say what each construct and line costs, and how long proving takes; without --out nothing is written')
    .option('--report-html <file>', 'write that as a page with a flame graph')
    .option('--json', 'print the manifest, the report or both as JSON')
    .addHelpText(
      'after',
      examples(
        'clauseproof compile drought.clause.ts --out drought',
        'clauseproof compile drought.clause.ts --out drought --json',
        'clauseproof compile drought.clause.ts --report --report-html cost.html',
      ),
    )
    .action(async (file: string, { out, force = false, report = false, reportHtml, json = false }: CompileOptions) => {
      const wantsReport = report || reportHtml !== undefined;
      if (out === undefined && !wantsReport) {
        throw new CliError('usage.missing-mandatory-option-value', "required option '--out <folder>' not specified", {
          help: 'name the folder to write, or ask for a report: --report',
        });
      }
      if (out !== undefined) await (await import('../folder/replace.js')).assertReplaceable(out);
      const { compileFile } = await import('../source/compile-clause.js');
      const { loaded, compilation } = await compileFile(file);
      if (compilation === undefined) {
        shell.finish(1);
        return;
      }
      const { signal } = shell;
      const manifest =
        out === undefined
          ? undefined
          : await (await import('../folder/compile-folder.js')).compileFolder(loaded, compilation, { out, force, quiet: json, signal });
      if (!wantsReport) {
        if (json) printJson(manifest);
        shell.finish(0);
        return;
      }
      const { costReport } = await import('@clauseproof/compiler/cost/report');
      const { estimates } = await import('@clauseproof/compiler/cost/proving-time');
      const counted = manifest === undefined ? undefined : { rows: manifest.targets.kimchi.rows };
      const cost = costReport(compilation.clause, compilation.constraints, loaded.modules, counted);
      if (reportHtml !== undefined) {
        const [{ costHtml }, { writeWhole }] = await Promise.all([import('@clauseproof/compiler/cost/html'), import('../shell/files.js')]);
        await writeWhole(reportHtml, costHtml(cost));
        say(`Wrote ${reportHtml}`);
      }
      if (json) printJson({ ...(manifest === undefined ? {} : { manifest }), cost: { ...cost, proving: estimates(cost) } });
      else if (report) print(`${manifest === undefined ? '' : '\n'}${(await import('@clauseproof/compiler/cost/text')).costText(cost)}`);
      shell.finish(0);
    });
}
