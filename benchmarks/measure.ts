/**
 * How the benchmarks measure: medians, and whole commands with their peak memory.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface CommandRun {
  readonly seconds: number;
  /** Largest sum of the resident memory of the command and its descendants, in MB; undefined where there is no /proc. */
  readonly peakMegabytes: number | undefined;
  readonly exitCode: number | null;
  readonly output: string;
}

/** Resident kilobytes of every process, with its parent. */
function processTable(): Map<number, { parent: number; kilobytes: number }> {
  const table = new Map<number, { parent: number; kilobytes: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      table.set(Number(name), { parent: field('PPid'), kilobytes: field('VmRSS') });
    } catch {
      // The process ended between the listing and the reading.
    }
  }
  return table;
}

/** Resident memory of `root` and its descendants in MB. Pages that processes share count once for each of them. */
function treeMegabytes(root: number): number {
  const table = processTable();
  let kilobytes = 0;
  for (const [pid, entry] of table) {
    let ancestor = pid;
    while (ancestor !== root && ancestor > 1) ancestor = table.get(ancestor)?.parent ?? 0;
    if (ancestor === root) kilobytes += entry.kilobytes;
  }
  return kilobytes / 1024;
}

/** Runs a command once and measures the whole of it: wall seconds and peak memory, sampled every 50 ms. */
export async function runCommand(command: string, args: readonly string[], cwd: string): Promise<CommandRun> {
  const hasProc = process.platform === 'linux';
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let peak = 0;
  const sampler = hasProc
    ? setInterval(() => {
        if (child.pid !== undefined) peak = Math.max(peak, treeMegabytes(child.pid));
      }, 50)
    : undefined;
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(sampler);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: hasProc ? peak : undefined, exitCode, output };
}

/** Milliseconds that `work` takes. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
