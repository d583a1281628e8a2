/** `clauseproof schema FILE`: the JSON Schema of a clause's INPUT.json, for editors and generators. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { printJson } from '../shell/terminal.js';

export function addSchema(program: Command, shell: Shell): void {
  program
    .command('schema')
    .description('print the JSON Schema of the inputs of a clause')
    .argument('<file>', 'NAME.clause.ts')
    .addHelpText('after', examples('clauseproof schema drought.clause.ts > drought.schema.json'))
    .action(async (file: string) => {
      const { checkFile } = await import('../source/check-file.js');
      const { clause } = await checkFile(file);
      if (clause === undefined) {
        shell.finish(1);
        return;
      }
      const [{ inputSchema }, { interfaceOf }] = await Promise.all([
        import('@clauseproof/compiler/input-schema'),
        import('@clauseproof/compiler/interface-of'),
      ]);
      printJson(inputSchema(interfaceOf(clause), clause));
      shell.finish(0);
    });
}
