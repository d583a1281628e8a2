/** `clauseproof registry ...`: keys, sets, revocations, demands and schema versions of a registry. */
import { type Command, Option } from 'commander';
import type { ChangeRequest, PeriodRequest, SetRequest } from '../certificates/change-registry.js';
import { collect, instantArgument, positiveInteger } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

const load = () => import('../certificates/change-registry.js');
const OWN = '--registry registry.json --key registry.key.json';

export function addRegistry(program: Command, shell: Shell): void {
  const registry = program
    .command('registry')
    .description('change what a registry says about keys, sets of signers, revocations and demands')
    .addHelpText(
      'after',
      examples(
        `clauseproof registry key node5.public.json ${OWN}`,
        `clauseproof registry set NSFValidatorSet@2025-Q2 --role verifier --threshold 2 --member did:nsf:Validator#node5 ... ${OWN}`,
        `clauseproof registry demand WFP::Drought::RainfallIndexPayout@1.0.0 demands.json ${OWN}`,
        `clauseproof registry revoke did:nsf:Validator#node5 --reason compromised ${OWN}`,
      ),
    );

  const step = (name: string, description: string, example: string) =>
    registry
      .command(name)
      .description(description)
      .requiredOption('--registry <file>', 'the registry')
      .requiredOption('--key <file>', 'the registry key')
      .option('--expires <time>', 'when the registry must have been renewed (default: in a year)', instantArgument)
      .option('--json', 'print what was written as JSON')
      .addHelpText('after', examples(`clauseproof registry ${name} ${example} ${OWN}`));
  const withPeriod = (command: Command) =>
    command
      .option('--valid-from <time>', 'first moment at which it counts (default: now)', instantArgument)
      .option('--valid-to <time>', 'end of the time in which it counts (default: none)', instantArgument);

  withPeriod(step('key', 'register a public key, for did:nsf and to revoke it some day', 'node5.public.json'))
    .argument('<file>', 'what `keygen --json` or `keygen --show KEY --json` printed')
    .action(async (file: string, options: ChangeRequest & PeriodRequest) => {
      await (await load()).registerKey(file, options);
      shell.finish(0);
    });
  withPeriod(
    step(
      'set',
      'register the members of a set of validators or DAO signers in one epoch',
      'DAO@1 --role dao --threshold 2 --member did:key:z6Mk...',
    ),
  )
    .argument('<set>', 'ID@EPOCH')
    .addOption(new Option('--role <role>', 'what its members sign as').choices(['verifier', 'dao']).makeOptionMandatory())
    .requiredOption('--threshold <number>', 'how many distinct members must sign', positiveInteger)
    .requiredOption('--member <did>', 'a member; their order is that of the bitmap; may be given again', collect)
    .action(async (set: string, options: ChangeRequest & SetRequest) => {
      await (await load()).registerSet(set, options);
      shell.finish(0);
    });
  step(
    'revoke',
    'revoke a clause version or the key of a DID',
    'WFP::Drought::RainfallIndexPayout@1.0.0 --reason superseded --at 2026-01-31',
  )
    .argument('<name>', 'ID@VERSION, or a DID')
    .addOption(
      new Option('--reason <reason>', 'compromised and unsound count at every time, superseded from --at on')
        .choices(['compromised', 'unsound', 'superseded'])
        .makeOptionMandatory(),
    )
    .option('--at <time>', 'since when (default: now)', instantArgument)
    .action(async (name: string, options: Parameters<Awaited<ReturnType<typeof load>>['revoke']>[1]) => {
      await (await load()).revoke(name, options);
      shell.finish(0);
    });
  step(
    'demand',
    'pin parameters, bind inputs to the context, list models, name who co-signs',
    'WFP::Drought::RainfallIndexPayout@1.0.0 demands.json',
  )
    .argument('<clause>', 'ID@VERSION')
    .argument('<file>', '{"constraints": {"pinned", "bound", "models"}, "co_signers": [{"set", "role", "required"}]}')
    .action(async (clause: string, file: string, options: ChangeRequest) => {
      await (await load()).demand(clause, file, options);
      shell.finish(0);
    });
  step('schemas', 'admit certificates of these schema versions only', 'nsf.cac.v1')
    .argument('<versions...>', 'such as nsf.cac.v1')
    .action(async (versions: readonly string[], options: ChangeRequest) => {
      await (await load()).admit(versions, options);
      shell.finish(0);
    });
}
