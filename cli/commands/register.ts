/** `clauseproof register DIR`: the signed statement that this clause, circuit and key count. */
import type { Command } from 'commander';
import { collect, didOrAnyone, instantArgument } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface RegisterOptions {
  readonly registry: string;
  readonly key: string;
  readonly signer?: readonly string[];
  readonly dao?: readonly string[];
  readonly jurisdiction?: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly expires?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

export function addRegister(program: Command, shell: Shell): void {
  program
    .command('register')
    .description('compile the sources of a folder again, compare, and sign the clause into a registry')
    .argument('<dir>', 'a folder written by compile, with keys made by setup')
    .requiredOption('--registry <file>', 'the registry; created if it is not there')
    .requiredOption('--key <file>', 'the registry key')
    .option('--signer <did>', "who may sign certificates, '*' for anyone; may be given again (default: the registry key)", didOrAnyone)
    .option('--dao <name>', "a DAO that may use the clause, may be given again (default: '*', any)", collect)
    .option('--jurisdiction <name>', "a jurisdiction it is meant for, may be given again (default: '*', any)", collect)
    .option('--valid-from <time>', 'first moment of executions that count (default: now)', instantArgument)
    .option('--valid-to <time>', 'end of the executions that count (default: none)', instantArgument)
    .option('--expires <time>', 'when the registry must have been renewed (default: in a year)', instantArgument)
    .option('--replace', 'replace an entry of the same clause version; certificates made under it no longer hold')
    .option('--json', 'print the entry')
    .addHelpText(
      'after',
      examples(
        'clauseproof register drought --registry registry.json --key registry.key.json',
        'clauseproof register drought --registry registry.json --key registry.key.json --signer did:key:z6Mk... --jurisdiction KEN',
      ),
    )
    .action(async (dir: string, options: RegisterOptions) => {
      const { readKeyFile } = await import('../keys/key-file.js');
      const key = await readKeyFile(options.key);
      const { openFolder } = await import('@clauseproof/prover/folder');
      const folder = await openFolder(dir);
      const { registerFolder } = await import('../certificates/registry-file.js');
      const { rebuildFolder } = await import('../folder/rebuild.js');
      const { step } = await import('../shell/progress.js');
      const { inOneYear, now } = await import('../shell/clock.js');
      const rebuild = () => step('Compiling the sources again', () => rebuildFolder(folder, shell.signal));
      const { signer, dao, jurisdiction, validFrom, validTo } = options;
      const registration = {
        ...(signer === undefined ? {} : { signers: signer }),
        ...(dao === undefined ? {} : { daos: dao }),
        ...(jurisdiction === undefined ? {} : { jurisdictions: jurisdiction }),
        ...(validFrom === undefined ? {} : { validFrom }),
        ...(validTo === undefined ? {} : { validTo }),
        expires: options.expires ?? inOneYear(),
        replace: options.replace === true,
      };
      const entry = await registerFolder(options.registry, key, folder, rebuild, registration, now());
      if (options.json === true) printJson(entry);
      else {
        const keys = entry.circuits.map(
          ({ proof_system, setup, vk_hash }) => `  ${proof_system.padEnd(8)} ${vk_hash}  (setup: ${setup.kind})`,
        );
        print(`${outColors.green('ok')}  ${entry.clause_id}@${entry.clause_version} is registered in ${options.registry}

  registry key  ${key.did}
  signers       ${entry.signers.map(({ did }) => did).join(', ')}
  keys
${keys.join('\n')}

Verifiers trust it with: --registry ${options.registry} --trust ${key.did}`);
      }
      shell.finish(0);
    });
}
