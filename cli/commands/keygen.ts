/** `clauseproof keygen`: an Ed25519 key in a file that only its owner can read. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print, printJson } from '../shell/terminal.js';

export function addKeygen(program: Command, shell: Shell): void {
  program
    .command('keygen')
    .description('make a signing key and print its DID')
    .option('--out <file>', 'where to write the key', 'clauseproof.key.json')
    .option('--force', 'overwrite a key that is there; what it signed can then never be signed again')
    .option('--json', 'print the DID as JSON')
    .addHelpText('after', examples('clauseproof keygen', 'clauseproof keygen --out registry.key.json'))
    .action(async (options: { out: string; force?: boolean; json?: boolean }) => {
      const { createKeyFile } = await import('../keys/key-file.js');
      const { did } = await createKeyFile(options.out, options.force === true);
      if (options.json === true) printJson({ did, file: options.out });
      else print(`${outColors.green('ok')}  ${options.out} (only you can read it; keep a copy in a safe place)\n\n  ${did}`);
      shell.finish(0);
    });
}
