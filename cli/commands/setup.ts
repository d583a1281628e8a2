/** `clauseproof setup DIR`: the proving and the verification key of a compiled folder; its subcommands are the steps of a ceremony. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { addCeremonySteps } from './setup-ceremony.js';

interface SetupOptions {
  readonly development?: boolean;
  readonly ptau?: string;
  readonly contribute?: string;
  readonly beacon?: string;
  readonly kimchi?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addSetup(program: Command, shell: Shell): void {
  const setup = program
    .command('setup')
    .description('make the keys of a compiled clause')
    .argument('<dir>', 'a folder written by compile')
    .option('--development', 'Groth16 keys from local randomness, in seconds: for trying things out, never for production')
    .option('--ptau <file>', 'Groth16 keys by a ceremony, from a prepared file of the Perpetual Powers of Tau')
    .option('--contribute <name>', 'with --ptau: contribute at once, under this name')
    .option('--beacon <hex>', 'with --contribute: end the ceremony with this public value, verify it and install the keys')
    .option('--kimchi', 'the Kimchi verification key (no trusted setup; about half a minute)')
    .option('--force', 'let a development key take the place of a key from a ceremony')
    .option('--json', 'print the setup records')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof setup drought --development',
        'clauseproof setup drought --development --kimchi',
        'clauseproof setup drought --ptau powersOfTau28_hez_final_12.ptau',
        'clauseproof setup contribute drought/ceremony_0000.zkey ada.zkey --name Ada',
        'clauseproof setup beacon ada.zkey final.zkey --beacon 0102aabb',
        'clauseproof setup finish drought --ptau powersOfTau28_hez_final_12.ptau --zkey final.zkey',
        'clauseproof setup verify drought --ptau powersOfTau28_hez_final_12.ptau',
      )}
Whoever runs a development setup could keep its randomness and forge proofs. Verifiers therefore refuse its keys unless they
are told the key's hash (verify --allow-development). Keys of a ceremony hold as long as one contributor was honest.`,
    )
    .action(async (dir: string, options: SetupOptions) => {
      assertKinds(options);
      const records: Record<string, unknown> = {};
      const next: string[] = [];
      if (options.development === true) records['groth16'] = await development(dir, options);
      if (options.ptau !== undefined) {
        const { runCeremony } = await import('../certificates/ceremony.js');
        const { record, next: then } = await runCeremony(
          dir,
          { ...options, ptau: options.ptau, json: options.json === true },
          shell.signal,
        );
        records['groth16'] = record;
        next.push(...then);
      }
      if (options.kimchi === true) records['kimchi'] = await kimchi(dir, options);
      if (options.json === true) printJson(records);
      else if (next.length > 0) print(`Next: ${next.join('\n      ')}`);
      else print(`Next: clauseproof register ${dir} --registry registry.json --key KEY.json`);
      shell.finish(0);
    });
  addCeremonySteps(setup, shell);
}

function assertKinds({ development, ptau, contribute, beacon, kimchi }: SetupOptions): void {
  const wrong = (code: string, message: string, help: string) => new CliError(`usage.${code}`, message, { help });
  if (development !== true && ptau === undefined && kimchi !== true)
    throw wrong('missing-setup-kind', 'say which setup to make', 'give --development, --ptau FILE, --kimchi, or two of them');
  if (development === true && ptau !== undefined)
    throw wrong('two-setups', 'a circuit has one Groth16 key: --development and --ptau exclude each other', 'leave one of them out');
  if (ptau === undefined && (contribute ?? beacon) !== undefined)
    throw wrong('only-with-ptau', '--contribute and --beacon go with --ptau', 'name the powers-of-tau file with --ptau FILE');
  if (beacon !== undefined && contribute === undefined)
    throw wrong('no-contribution', 'a ceremony needs at least one contribution before its beacon', 'give --contribute NAME as well');
}

async function development(dir: string, { force, json }: SetupOptions) {
  const { developmentSetup } = await import('@clauseproof/prover/setup/development');
  const { assertNoCeremonyKey } = await import('../certificates/ceremony.js');
  const { step } = await import('../shell/progress.js');
  if (force !== true) await assertNoCeremonyKey(dir);
  const record = await step('Making the Groth16 keys', () => developmentSetup(dir));
  if (json !== true) {
    print(`${outColors.green('ok')}  development keys for Groth16 in ${dir}

  verification key hash  ${record.vk_hash}
`);
  }
  return record;
}

async function kimchi(dir: string, { json }: SetupOptions) {
  const { kimchiSetup } = await import('@clauseproof/prover/setup/o1js');
  const { step } = await import('../shell/progress.js');
  const record = await step('Making the Kimchi key', () => kimchiSetup(dir));
  if (json !== true) {
    print(`${outColors.green('ok')}  verification key for Kimchi in ${dir}

  verification key hash  ${record.vkHash}
`);
  }
  return { vk: record.vk, vk_hash: record.vkHash };
}
