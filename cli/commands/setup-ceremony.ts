/** `clauseproof setup contribute / beacon / finish / verify`: the steps of a ceremony after its first key. */
import type { Command } from 'commander';
import { positiveInteger } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

interface StepOptions {
  readonly ptau: string;
  readonly zkey: string;
  readonly name: string;
  readonly beacon: string;
  readonly iterations?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

const load = () => import('../certificates/ceremony.js');

export function addCeremonySteps(setup: Command, shell: Shell): void {
  setup
    .command('contribute')
    .description('add a contribution to the key of a ceremony, with randomness of this machine that is forgotten at once')
    .argument('<from>', 'the key that the contributor before you made, or ceremony_0000.zkey')
    .argument('<to>', 'the key to write and to hand on')
    .requiredOption('--name <name>', 'who contributes; it stands in the record for ever')
    .option('--force', 'overwrite the key that is there')
    .option('--json', 'print the contribution')
    .addHelpText('after', examples('clauseproof setup contribute drought/ceremony_0000.zkey ada.zkey --name Ada'))
    .action(async (from: string, to: string, options: StepOptions) => {
      await (await load()).contributeStep(from, to, options, shell.signal);
      shell.finish(0);
    });
  setup
    .command('beacon')
    .description('end the contributions with a public value that nobody could foresee')
    .argument('<from>', 'the key of the last contributor')
    .argument('<to>', 'the key to write')
    .requiredOption('--beacon <hex>', 'the value, for example the hash of a block that was announced beforehand')
    .option('--iterations <exponent>', 'hash it 2^EXPONENT times, 10 to 63 (default: 10)', positiveInteger)
    .option('--force', 'overwrite the key that is there')
    .option('--json', 'print the contribution')
    .addHelpText('after', examples('clauseproof setup beacon grace.zkey final.zkey --beacon 0102030405060708 --iterations 10'))
    .action(async (from: string, to: string, options: StepOptions) => {
      await (await load()).beaconStep(from, to, options, shell.signal);
      shell.finish(0);
    });
  setup
    .command('finish')
    .description('verify the last key of a ceremony from the circuit on, and install it')
    .argument('<dir>', 'the compiled folder')
    .requiredOption('--ptau <file>', 'the powers-of-tau file that the ceremony began with')
    .requiredOption('--zkey <file>', 'the key with the beacon')
    .option('--json', 'print the setup record')
    .addHelpText('after', examples('clauseproof setup finish drought --ptau powersOfTau28_hez_final_12.ptau --zkey final.zkey'))
    .action(async (dir: string, options: StepOptions) => {
      await (await load()).finishStep(dir, options, shell.signal);
      shell.finish(0);
    });
  setup
    .command('verify')
    .description('check the installed key: it follows from the circuit and the powers of tau, by the contributions of its record')
    .argument('<dir>', 'the compiled folder')
    .requiredOption('--ptau <file>', 'the powers-of-tau file that the ceremony began with')
    .option('--json', 'print the result')
    .addHelpText(
      'after',
      `${examples('clauseproof setup verify drought --ptau powersOfTau28_hez_final_12.ptau')}
Exit code 1 when the key does not follow from them.`,
    )
    .action(async (dir: string, options: StepOptions) => {
      shell.finish((await (await load()).verifyStep(dir, options, shell.signal)) ? 0 : 1);
    });
}
