/** `clauseproof doctor`: which engines prove on this machine, and why. */
import type { Command } from 'commander';
import { examples, type Shell } from '../shell/command.js';
import { print, printJson } from '../shell/terminal.js';

export function addDoctor(program: Command, shell: Shell): void {
  program
    .command('doctor')
    .description('say which engines and kernels prove on this machine, and why')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `${examples('clauseproof doctor', 'CLAUSEPROOF_KERNEL=portable clauseproof doctor --json')}
Exit code 0 when everything works, be it slowly; 1 when an engine computes wrong results; 2 for a kernel that cannot run here.`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const { diagnose } = await import('../doctor/diagnosis.js');
      const diagnosis = diagnose();
      if (json === true) printJson(diagnosis);
      else print((await import('../doctor/diagnosis-text.js')).diagnosisText(diagnosis));
      shell.finish(diagnosis.groth16.works ? 0 : 1);
    });
}
