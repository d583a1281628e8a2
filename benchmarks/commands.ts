/** Whole commands as a user meets them, from the start of the process to its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandRun, median, runCommand } from './measure.js';
import { COMMAND, exampleSource, ROOT } from './prepared.js';
import type { Row } from './report.js';

const ROUNDS = 5;

async function timed(args: readonly string[]): Promise<CommandRun> {
  const run = await runCommand(process.execPath, [COMMAND, ...args], ROOT);
  if (run.exitCode !== 0) throw new Error(`clauseproof ${args.join(' ')} ended with ${run.exitCode}:\n${run.output}`);
  return run;
}

/** Runs the commands in turn, `ROUNDS` times, and `demo` once. */
export async function benchmarkCommands(): Promise<Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-bench-'));
  try {
    const source = exampleSource('drought');
    const runs = { check: [] as CommandRun[], compile: [] as CommandRun[], setup: [] as CommandRun[] };
    for (let round = 0; round < ROUNDS; round++) {
      const dir = join(scratch, `round-${round}`);
      runs.check.push(await timed(['check', source]));
      runs.compile.push(await timed(['compile', source, '--out', dir]));
      runs.setup.push(await timed(['setup', dir, '--development']));
    }
    const seconds = (name: keyof typeof runs) => median(runs[name].map((run) => run.seconds));
    const demo = await timed(['demo']);
    const note = `median of ${ROUNDS}, whole process`;
    return [
      { measure: 'check of the drought example', value: seconds('check'), unit: 's', limit: { most: 1.5 }, note },
      { measure: 'compile, without the Kimchi key', value: seconds('compile'), unit: 's', limit: { most: 6 }, note },
      { measure: 'setup --development', value: seconds('setup'), unit: 's', limit: { most: 5 }, note },
      { measure: 'demo, after install', value: demo.seconds, unit: 's', limit: { most: 120 }, note: 'one run' },
      ...(demo.peakMegabytes === undefined
        ? []
        : [
            {
              measure: 'demo, peak memory',
              value: demo.peakMegabytes,
              unit: 'MB',
              limit: { most: 1500 },
              note: 'resident, all its processes, sampled',
            } as const,
          ]),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
