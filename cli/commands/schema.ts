/** `clauseproof schema NAME` and `clauseproof schema diff A B`: JSON Schemas of inputs and certificates, and what a change of one means. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { printJson } from '../shell/terminal.js';

export function addSchema(program: Command, shell: Shell): void {
  const schema = program
    .command('schema')
    .description('print the JSON Schema of the inputs of a clause, or of a version of the certificate')
    .argument('<file>', 'NAME.clause.ts, or nsf.cac.v1')
    .addHelpText(
      'after',
      examples(
        'clauseproof schema drought.clause.ts > drought.schema.json',
        'clauseproof schema nsf.cac.v1 > cac.schema.json',
        'clauseproof schema diff nsf.cac.v1 cac-v2.schema.json',
      ),
    )
    .action(async (name: string) => {
      const { versionOrClauseSchema } = await import('../source/schema-files.js');
      const found = await versionOrClauseSchema(name);
      if (found !== undefined) printJson(found);
      shell.finish(found === undefined ? 1 : 0);
    });
  schema
    .command('diff')
    .description('say what changed between two schemas, and whether it breaks anything')
    .argument('<a>', 'the old one: nsf.cac.v1, NAME.clause.ts (its inputs), or a JSON Schema file')
    .argument('<b>', 'the new one')
    .option('--json', 'print the changes as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof schema diff nsf.cac.v1 cac-v2.schema.json',
        'clauseproof schema diff old/drought.clause.ts drought.clause.ts --json',
      )}
Compatible: whatever the old schema takes, the new one takes. Breaking: not, or it cannot be shown. "Old readers refuse it" is
the other direction: a reader of the old version meets documents that it does not know.
Exit code 0 for the same or compatible, 1 for breaking.`,
    )
    .action(async (a: string, b: string, options: { json?: boolean }) => {
      const { diffSchemaFiles } = await import('../source/schema-files.js');
      shell.finish((await diffSchemaFiles(a, b, options.json === true)) ? 0 : 1);
    });
}
