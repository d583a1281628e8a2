/** `clauseproof new NAME`: a first clause, its cases and an input for it, small enough to read in a minute. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';
import { assertFree, writeWhole } from '../shell/files.js';
import { print } from '../shell/terminal.js';

export function addNew(program: Command, shell: Shell): void {
  program
    .command('new')
    .description('write a first clause, its cases and an input for it')
    .argument('<name>', 'lower-case letters, digits and hyphens: river-quality')
    .option('--dir <folder>', 'where to write', '.')
    .option('--force', 'overwrite what is there')
    .addHelpText('after', examples('clauseproof new river-quality', 'clauseproof new river-quality --dir clauses'))
    .action(async (name: string, options: { dir: string; force?: boolean }) => {
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
        throw new CliError('usage.bad-name', 'a name is made of lower-case letters, digits and single hyphens, and begins with a letter', {
          help: 'for example `clauseproof new river-quality`',
        });
      }
      const clausePath = join(options.dir, `${name}.clause.ts`);
      const casesPath = join(options.dir, `${name}.cases.yaml`);
      const inputPath = join(options.dir, `${name}.input.json`);
      for (const path of [clausePath, casesPath, inputPath]) await assertFree(path, options.force, 'choose another name');
      const id = `Example::Rules::${name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase())}`;
      await writeWhole(clausePath, clauseText(id));
      await writeWhole(casesPath, casesText(name));
      await writeWhole(inputPath, inputText(name, id));
      print(`Wrote ${clausePath}, ${casesPath} and ${inputPath}. Next:

  clauseproof check ${clausePath}
  clauseproof test ${clausePath} --coverage
  clauseproof run ${clausePath} ${inputPath} --explain
  clauseproof compile ${clausePath} --out ${join(options.dir, `${name}.compiled`)}`);
      shell.finish(0);
    });
}

function clauseText(id: string): string {
  return `import { clause, count, decimal, ensure, integer, list, oneOf, parameters, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: '${id}',
  version: '0.1.0',
  title: 'Allows a few readings above the limit, and no more',
  inputs: {
    // Private: committed with a hash, never published.
    station: sensor({ readings: list(7, decimal({ unit: 'mg/L', min: 0, max: 1000, step: 0.1 })) }),
    // Parameters are published in the certificate.
    policy: parameters({
      limit: decimal({ unit: 'mg/L', min: 0, max: 1000, step: 0.1 }),
      tolerated: integer({ min: 0, max: 7 }),
    }),
  },
  outputs: {
    status: oneOf('COMPLIANT', 'VIOLATION'),
    exceedances: integer({ min: 0, max: 7 }),
  },
  rule({ station, policy }) {
    ensure(policy.limit > 0, 'the limit must be above zero');
    const exceedances = count(station.readings, (reading) => reading > policy.limit);
    return { status: exceedances <= policy.tolerated ? 'COMPLIANT' : 'VIOLATION', exceedances };
  },
});
`;
}

function casesText(name: string): string {
  return `# What the clause does, case by case: \`clauseproof test ${name}.clause.ts\`.
# These inputs lie below those of every case.
inputs:
  policy: { limit: 50, tolerated: 1 }

cases:
  - name: one reading above the limit is tolerated
    inputs:
      station: { readings: [12, 18.5, 50, 50.1, 33, 20, 9.4] }
    outputs: { status: COMPLIANT, exceedances: 1 }

  - name: two are not
    inputs_from: ${name}.input.json
    outputs: { status: VIOLATION, exceedances: 2 }

  - name: a limit of zero is refused
    inputs:
      station: { readings: [0, 0, 0, 0, 0, 0, 0] }
      policy: { limit: 0 }
    rejected: the limit must be above zero

  - name: readings have one decimal
    inputs:
      station: { readings: [0.05, 0, 0, 0, 0, 0, 0] }
    rejected: { code: input.not-a-multiple, pointer: /station/readings/0 }
`;
}

function inputText(name: string, id: string): string {
  const input = {
    job_id: `${name}-1`,
    inputs: { station: { readings: [12, 18.5, 50, 50.1, 33, 61.7, 9.4] }, policy: { limit: 50, tolerated: 1 } },
    trigger: { type: 'sensor', source: 'Example::Station::1', event_id: 'evt-1' },
    governance_scope: { jurisdiction: 'KEN', dao: 'Example-DAO', clause_fork: `${id}@0.1.0` },
  };
  return `${JSON.stringify(input, null, 2)}\n`;
}
