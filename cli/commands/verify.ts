/**
 * `clauseproof verify`: does a certificate hold? Loads the light verifier only: no compiler, no prover, no proof system's library
 * (a Kimchi certificate loads o1js when it is met).
 */
import { type Command, Option } from 'commander';
import type { VerifyRequest } from '../certificates/verify-file.js';
import { collect, dids, keyHashes } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description('decide whether a certificate (CAC), or each of a file of them, holds')
    .argument('<file>', 'CAC.json (or the same in CBOR or COSE), or CACS.ndjson with one on each line')
    .requiredOption('--registry <file>', 'the signed registry')
    .requiredOption('--trust <did>', 'a registry key to trust; may be given again', dids)
    .option('--allow-development <vk-hash>', 'accept the key of this hash although one party made it alone; may be given again', keyHashes)
    .option('--opening <file>', 'what the holder disclosed, to be checked against the commitments; may be given again', collect)
    .option('--prev <file>', 'an earlier certificate that this one builds on; may be given again', collect)
    .option('--policy <file>', 'further demands: attested inputs, pinned values, co-signatures, scope, age')
    .option('--did-document <file>', 'a DID document of a signer (did:web), fetched beforehand; may be given again', collect)
    .option('--trust-log <did>', 'a log whose receipts are believed about time; may be given again', dids)
    .addOption(new Option('--format <format>', 'how to print the verdict').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `${examples(
        'clauseproof verify cac.json --registry registry.json --trust did:key:z6Mk...',
        'clauseproof verify cac.json --registry registry.json --trust did:key:z6Mk... --opening opening.json',
        'clauseproof verify cacs.ndjson --registry registry.json --trust did:key:z6Mk... --format json',
      )}
Exit code 0 only when every certificate is valid. An indeterminate verdict (an unpinned or expired registry, a missing
earlier certificate) is not valid. A key of a development setup that --allow-development does not name is invalid.`,
    )
    .action(async (file: string, options: VerifyRequest) => {
      const { verifyFile } = await import('../certificates/verify-file.js');
      shell.finish((await verifyFile(file, options)) ? 0 : 1);
    });
}
