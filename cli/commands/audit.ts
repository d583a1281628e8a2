/** `clauseproof replay` and `clauseproof reproduce`: execute a certificate again, build its circuit again. */
import type { Command } from 'commander';
import type { ReplayRequest } from '../audit/replay.js';
import type { ReproduceRequest } from '../audit/reproduce.js';
import { dids } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';

export function addReplay(program: Command, shell: Shell): void {
  program
    .command('replay')
    .description('execute a certificate again from its openings and the clause, and compare')
    .argument('<cac>', 'the certificate')
    .requiredOption('--openings <file>', 'what `prove --openings` wrote (of one execution, or of a batch)')
    .requiredOption('--source <file>', 'NAME.clause.ts')
    .option('--json', 'print what was compared as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof replay cac.json --openings openings.json --source drought.clause.ts')}
Exit code 0 when the clause has the certified hash, the inputs open every commitment, and the evaluator gives the certified outputs; 1 when
anything differs. Private values are not printed.`,
    )
    .action(async (cac: string, options: ReplayRequest) => {
      const { replay } = await import('../audit/replay.js');
      shell.finish((await replay(cac, options)) ? 0 : 1);
    });
}

export function addReproduce(program: Command, shell: Shell): void {
  program
    .command('reproduce')
    .description('build the circuits again from the source, and compare every hash')
    .argument('[target]', 'a certificate, or a folder written by compile')
    .requiredOption('--source <file>', 'NAME.clause.ts')
    .option('--registry <file>', 'compare with the entry of this registry too')
    .option('--trust <did>', 'a registry key to trust; may be given again', dids)
    .option('--json', 'print what was compared as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof reproduce cac.json --source drought.clause.ts',
        'clauseproof reproduce drought --source drought.clause.ts',
        'clauseproof reproduce --source drought.clause.ts --registry registry.json --trust did:key:z6Mk...',
      )}
Exit code 0 when every hash is the same, 1 when one differs, 2 when something cannot be read.`,
    )
    .action(async (target: string | undefined, options: ReproduceRequest) => {
      const { reproduce } = await import('../audit/reproduce.js');
      shell.finish((await reproduce(target, options, shell.signal)) ? 0 : 1);
    });
}
