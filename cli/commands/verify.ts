/**
 * `clauseproof verify`: does a certificate hold? Loads the light verifier only: no compiler, no prover, no proof system's library
 * (a Kimchi certificate loads o1js when it is met).
 */
import { type Command, Option } from 'commander';
import type { VerifyRequest } from '../certificates/verify-file.js';
import { collect } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

/** An option that was not given is absent. */
type VerifyOptions = Omit<VerifyRequest, 'allowDevelopment'> & Partial<Pick<VerifyRequest, 'allowDevelopment'>>;

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description('decide whether a certificate (CAC), or each of a file of them, holds')
    .argument('<file>', 'CAC.json, or CACS.ndjson with one on each line')
    .requiredOption('--registry <file>', 'the signed registry')
    .requiredOption('--trust <did>', 'a registry key to trust; may be given again', collect)
    .option('--allow-development <vk-hash>', 'accept the key of this hash although one party made it alone; may be given again', collect)
    .addOption(new Option('--format <format>', 'how to print the verdict').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `${examples(
        'clauseproof verify cac.json --registry registry.json --trust did:key:z6Mk...',
        'clauseproof verify cacs.ndjson --registry registry.json --trust did:key:z6Mk... --format json',
      )}
Exit code 0 only when every certificate is valid. An indeterminate verdict (an unpinned or expired registry, a key of a
development setup) is not valid.`,
    )
    .action(async (file: string, options: VerifyOptions) => {
      const { verifyFile } = await import('../certificates/verify-file.js');
      shell.finish((await verifyFile(file, { ...options, allowDevelopment: options.allowDevelopment ?? [] })) ? 0 : 1);
    });
}
