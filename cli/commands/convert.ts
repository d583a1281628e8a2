/** `clauseproof convert CAC`: JSON, CBOR, COSE and Verifiable Credential. */
import { type Command, Option } from 'commander';
import type { ConvertRequest } from '../certificates/convert.js';
import { examples, type Shell } from '../shell/command.js';

export function addConvert(program: Command, shell: Shell): void {
  program
    .command('convert')
    .description('write a certificate in another form: the members, hashes and signatures stay the same')
    .argument('<cac>', 'the certificate, in any form')
    .addOption(new Option('--to <form>', 'the form').choices(['json', 'cbor', 'cose', 'vc']).makeOptionMandatory())
    .requiredOption('--out <file>', 'where to write it')
    .option('--key <file>', 'for cose, the key of one who signed the certificate; for vc, the key of the issuer')
    .option('--force', 'overwrite a file that is there')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof convert cac.json --to cbor --out cac.cbor',
        'clauseproof convert cac.cbor --to json --out cac.json',
        'clauseproof convert cac.json --to cose --key prover.key.json --out cac.cose',
        'clauseproof convert cac.json --to vc --key issuer.key.json --out credential.json',
      )}
cbor   deterministic CBOR; hashes and keys as bytes, about half as long
cose   the same in a COSE_Sign1 of RFC 9052; \`verify\` reads it, and checks that signature too
vc     a W3C Verifiable Credential 2.0 with a proof of eddsa-jcs-2022; convert it back to verify the certificate inside`,
    )
    .action(async (cac: string, options: ConvertRequest) => {
      const { convert } = await import('../certificates/convert.js');
      await convert(cac, options);
      shell.finish(0);
    });
}
