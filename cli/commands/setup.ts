/** `clauseproof setup DIR --development`: the proving and the verification key of a compiled folder. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface SetupOptions {
  readonly development?: boolean;
  readonly kimchi?: boolean;
  readonly json?: boolean;
}

export function addSetup(program: Command, shell: Shell): void {
  program
    .command('setup')
    .description('make the keys of a compiled clause')
    .argument('<dir>', 'a folder written by compile')
    .option('--development', 'Groth16 keys from local randomness, in seconds: for trying things out, never for production')
    .option('--kimchi', 'the Kimchi verification key (no trusted setup; about half a minute)')
    .option('--json', 'print the setup records')
    .addHelpText(
      'after',
      `${examples('clauseproof setup drought --development', 'clauseproof setup drought --development --kimchi')}
Whoever runs a development setup could keep its randomness and forge proofs. Verifiers therefore refuse its keys unless they
are told the key's hash (verify --allow-development).`,
    )
    .action(async (dir: string, options: SetupOptions) => {
      if (options.development !== true && options.kimchi !== true) {
        throw new CliError('usage.missing-setup-kind', 'say which setup to make', { help: 'give --development, --kimchi, or both' });
      }
      const { step } = await import('../shell/progress.js');
      const records: Record<string, unknown> = {};
      if (options.development === true) {
        const { developmentSetup } = await import('@clauseproof/prover/setup/development');
        const record = await step('Making the Groth16 keys', () => developmentSetup(dir));
        records['groth16'] = record;
        if (options.json !== true) {
          print(`${outColors.green('ok')}  development keys for Groth16 in ${dir}

  verification key hash  ${record.vk_hash}
`);
        }
      }
      if (options.kimchi === true) {
        const { kimchiSetup } = await import('@clauseproof/prover/setup/o1js');
        const record = await step('Making the Kimchi key', () => kimchiSetup(dir));
        records['kimchi'] = { vk: record.vk, vk_hash: record.vkHash };
        if (options.json !== true) {
          print(`${outColors.green('ok')}  verification key for Kimchi in ${dir}

  verification key hash  ${record.vkHash}
`);
        }
      }
      if (options.json === true) printJson(records);
      else print(`Next: clauseproof register ${dir} --registry registry.json --key KEY.json`);
      shell.finish(0);
    });
}
