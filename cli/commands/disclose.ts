/** `clauseproof disclose CAC` and `clauseproof unseal FILE`: show chosen inputs, to all or to some. */
import type { Command } from 'commander';
import type { DiscloseRequest } from '../disclosure/disclose.js';
import { collect } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

export function addDisclose(program: Command, shell: Shell): void {
  program
    .command('disclose')
    .description('show chosen private inputs of a certificate; everything else stays hidden')
    .argument('<cac>', 'the certificate')
    .requiredOption('--openings <file>', 'what `prove --openings` wrote (of one execution, or of a batch)')
    .requiredOption('--out <file>', 'the disclosure')
    .option('--field <pointer>', 'an input to show, /group/name; may be given again', collect)
    .option('--all', 'show all inputs')
    .option('--to <did>', 'encrypt it to this recipient (a did:key of X25519); may be given again', collect)
    .option('--force', 'overwrite a file that is there')
    .option('--json', 'print what was shown as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof disclose cac.json --openings openings.json --field /farmer/insured --out opening.json',
        'clauseproof disclose cac.json --openings openings.json --all --to did:key:z6LS... --out sealed.json',
      )}
The smallest thing that can be shown is a commitment: an openable input alone, or all private inputs of a group together.
The file names its certificate by full_cac_hash and is checked with \`clauseproof verify CAC --opening FILE\`.`,
    )
    .action(async (cac: string, options: DiscloseRequest) => {
      const { disclose } = await import('../disclosure/disclose.js');
      await disclose(cac, options);
      shell.finish(0);
    });
}

export function addUnseal(program: Command, shell: Shell): void {
  program
    .command('unseal')
    .description('open what was encrypted to your key')
    .argument('<file>', 'what `disclose --to` wrote')
    .requiredOption('--key <file>', 'a key that receives (keygen --suite X25519)')
    .requiredOption('--out <file>', 'where to write what is inside; written with mode 600')
    .option('--force', 'overwrite a file that is there')
    .addHelpText('after', examples('clauseproof unseal sealed.json --key auditor.key.json --out opening.json'))
    .action(async (file: string, options: { key: string; out: string; force?: boolean }) => {
      const { unsealFile } = await import('../disclosure/unseal.js');
      await unsealFile(file, options);
      shell.finish(0);
    });
}
