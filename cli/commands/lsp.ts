/** `clauseproof lsp`: the language server, which editors start and talk to. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';

export function addLsp(program: Command, shell: Shell): void {
  program
    .command('lsp')
    .description('run the language server for editors: diagnostics, types, intervals, costs, definitions')
    .option('--stdio', 'talk over standard input and output; there is no other way, so it may be left out')
    .addHelpText(
      'after',
      `${examples('clauseproof lsp --stdio')}
An editor starts this by itself: give it the command above for files *.clause.ts and *.rules.ts. docs/editors.md shows how.`,
    )
    .action(async () => {
      const { runLanguageServer } = await import('../language-server/server.js');
      shell.finish((await runLanguageServer()) ? 0 : 1);
    });
}
