/** `clauseproof keygen`: a key in a file that only its owner can read. */
import { type Command, Option } from 'commander';
import { didArgument } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface KeygenOptions {
  readonly out: string;
  readonly suite: 'Ed25519' | 'ECDSA-P256' | 'ECDSA-secp256k1' | 'BLS12-381' | 'X25519';
  readonly did?: string;
  readonly show?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addKeygen(program: Command, shell: Shell): void {
  program
    .command('keygen')
    .description('make a signing key, or one that receives sealed openings, and print its DID')
    .option('--out <file>', 'where to write the key', 'clauseproof.key.json')
    .addOption(
      new Option('--suite <name>', 'X25519 receives, the others sign; BLS12-381 is for validator sets')
        .choices(['Ed25519', 'ECDSA-P256', 'ECDSA-secp256k1', 'BLS12-381', 'X25519'])
        .default('Ed25519'),
    )
    .option('--did <did>', 'a did:nsf or did:web under which others know the key (default: its did:key)', didArgument)
    .option('--force', 'overwrite a key that is there; what it signed can then never be signed again')
    .option('--show <file>', 'make nothing: print the public part of a key that is there')
    .option('--json', 'print the DID and the public key as JSON')
    .addHelpText(
      'after',
      examples(
        'clauseproof keygen',
        'clauseproof keygen --out registry.key.json',
        'clauseproof keygen --suite ECDSA-P256 --out prover.key.json',
        'clauseproof keygen --suite BLS12-381 --did did:nsf:Validator#node5 --out node5.key.json',
        'clauseproof keygen --suite X25519 --out auditor.key.json',
        'clauseproof keygen --show node5.key.json --json > node5.public.json',
      ),
    )
    .action(async (options: KeygenOptions) => {
      const { createKeyFile, describeKey } = await import('../keys/key-file.js');
      const file = options.show ?? options.out;
      const { did, kind, publicKey, proofOfPossession } =
        options.show === undefined
          ? { kind: options.suite, ...(await createKeyFile(file, options.force === true, options.suite, options.did)) }
          : await describeKey(file);
      if (options.json === true) {
        const possession = proofOfPossession === undefined ? {} : { proof_of_possession: proofOfPossession };
        printJson({ did, suite: kind, public_key: publicKey, ...possession, file });
      } else if (options.show !== undefined) print(`${did}\n\n  ${kind}\n  ${publicKey}`);
      else print(`${outColors.green('ok')}  ${file} (only you can read it; keep a copy in a safe place)\n\n  ${did}`);
      shell.finish(0);
    });
}
