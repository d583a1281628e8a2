/** `clauseproof compile FILE --out DIR`: circuit, program and manifest, whole or not at all. */
import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface CompileOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addCompile(program: Command, shell: Shell): void {
  program
    .command('compile')
    .description('compile a clause into a Circom circuit and an o1js program')
    .argument('<file>', 'NAME.clause.ts')
    .requiredOption('--out <folder>', 'the folder to write; one that an earlier compile wrote is replaced')
    .option('--force', 'throw away keys that belong to another circuit')
    .option('--json', 'print the manifest')
    .addHelpText(
      'after',
      examples('clauseproof compile drought.clause.ts --out drought', 'clauseproof compile drought.clause.ts --out drought --json'),
    )
    .action(async (file: string, options: CompileOptions) => {
      const { assertReplaceable, replaceFolder, temporaryBeside } = await import('../folder/replace.js');
      await assertReplaceable(options.out);
      const { compileFile } = await import('../source/compile-clause.js');
      const { loaded, compilation } = await compileFile(file);
      if (compilation === undefined) {
        shell.finish(1);
        return;
      }
      const { buildFolder } = await import('../folder/build.js');
      const { step } = await import('../shell/progress.js');
      const temporary = await temporaryBeside(options.out);
      try {
        const manifest = await step('Compiling the circuit', () => buildFolder(temporary, loaded, compilation, shell.signal));
        const { kept } = await replaceFolder(temporary, options.out, manifest, options.force === true);
        if (options.json === true) printJson(manifest);
        else {
          const { groth16, kimchi } = manifest.targets;
          print(`${outColors.green('ok')}  ${manifest.clause_id}@${manifest.clause_version}  ->  ${options.out}

  constraints   ${groth16.constraints} (Groth16 on BN254, ${groth16.toolchain})
  rows          ${kimchi.rows} (Kimchi on Pasta, ${kimchi.toolchain})
  clause hash   ${manifest.clause_hash}
  circuit hash  ${groth16.circuit_hash} (groth16)
                ${kimchi.circuit_hash} (kimchi)
${kept.length === 0 ? `\nNext: clauseproof setup ${options.out} --development` : `\nThe circuit is the same as before: kept ${kept.join(', ')}.`}`);
        }
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
      shell.finish(0);
    });
}
