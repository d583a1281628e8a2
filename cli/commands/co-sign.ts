/** `clauseproof cosign CAC` and `clauseproof receipt CAC`: signatures of others than the prover. */
import { type Command, Option } from 'commander';
import type { CoSignRequest } from '../certificates/co-sign.js';
import { collect, dids, keyHashes } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

export function addCoSign(program: Command, shell: Shell): void {
  program
    .command('cosign')
    .description('verify a certificate, and sign it as a verifier or for a DAO')
    .argument('<cac>', 'the certificate')
    .requiredOption('--key <file>', 'the key that co-signs')
    .addOption(new Option('--role <role>', 'as what').choices(['verifier', 'dao']).makeOptionMandatory())
    .requiredOption('--out <file>', 'the co-signed certificate')
    .requiredOption('--registry <file>', 'the signed registry')
    .requiredOption('--trust <did>', 'a registry key to trust; may be given again', dids)
    .option('--set <set>', 'add to the aggregate of this set, ID@EPOCH (keys of BLS12-381)')
    .option('--allow-development <vk-hash>', 'accept the key of this hash although one party made it alone; may be given again', keyHashes)
    .option('--prev <file>', 'an earlier certificate that this one builds on; may be given again', collect)
    .option('--policy <file>', 'further demands')
    .option('--did-document <file>', 'a DID document of a signer (did:web), fetched beforehand; may be given again', collect)
    .option('--trust-log <did>', 'a log whose receipts are believed about time; may be given again', dids)
    .option('--force', 'overwrite a file that is there')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof cosign cac.json --role dao --key member.key.json --registry registry.json --trust did:key:z6Mk... --out signed.json',
        'clauseproof cosign cac.json --role verifier --set NSFValidatorSet@2025-Q2 --key node5.key.json --registry registry.json --trust did:key:z6Mk... --out signed.json',
      )}
Exit code 1, and no file, when anything but further co-signatures speaks against the certificate.`,
    )
    .action(async (cac: string, options: CoSignRequest) => {
      const { coSignFile } = await import('../certificates/co-sign.js');
      shell.finish((await coSignFile(cac, options)) ? 0 : 1);
    });
}

export function addReceipt(program: Command, shell: Shell): void {
  program
    .command('receipt')
    .description('state as a log that a certificate exists now; who trusts the log knows then that it is no younger')
    .argument('<cac>', 'the certificate')
    .requiredOption('--key <file>', 'the key of the log')
    .requiredOption('--out <file>', 'the certificate with the receipt')
    .option('--force', 'overwrite a file that is there')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples('clauseproof receipt cac.json --key log.key.json --out cac.seen.json'))
    .action(async (cac: string, options: { key: string; out: string; force?: boolean; json?: boolean }) => {
      const { receiptFor } = await import('../certificates/co-sign.js');
      await receiptFor(cac, options);
      shell.finish(0);
    });
}
