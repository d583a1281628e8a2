/** `clauseproof attest DIR INPUT.json`: a data source signs the commitment to its numbers. */
import { type Command, Option } from 'commander';
import type { AttestRequest } from '../disclosure/attest.js';
import { examples, type Shell } from '../shell/command.js';

export function addAttest(program: Command, shell: Shell): void {
  program
    .command('attest')
    .description('sign private inputs as their source, for a prover to use')
    .argument('<dir>', 'a folder written by compile')
    .argument('<input>', 'INPUT.json; only the inputs of the unit, and the meta of its group, are read')
    .requiredOption('--unit <pointer>', 'what to sign: /group (its private inputs), or /group/field (an openable input)')
    .requiredOption('--key <file>', "the source's key")
    .requiredOption('--out <file>', 'the attestation, with the salt; written with mode 600')
    .addOption(new Option('--proof-system <name>', 'for which proofs').choices(['groth16', 'kimchi']).default('groth16'))
    .option('--force', 'overwrite a file that is there')
    .option('--json', 'print what was signed as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof attest drought reading.json --unit /station --key sensor.key.json --out attestation.json')}
The prover gives the file to \`clauseproof prove --attestation FILE\`, or puts it into "attestations" of INPUT.json. A verdict then calls
these inputs attested, and a policy can demand that they are.`,
    )
    .action(async (dir: string, input: string, options: AttestRequest) => {
      const { attest } = await import('../disclosure/attest.js');
      await attest(dir, input, options);
      shell.finish(0);
    });
}
