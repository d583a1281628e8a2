/**
 * A compiled and set-up drought clause in a temporary folder, made with the command itself: what the other benchmarks start from.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
/** The repository; benchmarks run from `benchmarks/dist/`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const COMMAND = join(ROOT, 'cli/bin/clauseproof.mjs');
/** The example clauses, by the name of their folder. */
export const exampleSource = (name) => join(ROOT, 'examples', name, `${name}.clause.ts`);
/** Runs `clauseproof`. @returns what it printed. @throws Error with the arguments and all that it printed, unless it ends with 0 */
export function clauseproof(...args) {
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`clauseproof ${args.join(' ')}\nended with ${status ?? signal}:\n${stdout}${stderr}`);
  return stdout;
}
export function prepareDrought() {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-bench-'));
  const dir = join(scratch, 'drought');
  clauseproof('compile', exampleSource('drought'), '--out', dir);
  clauseproof('setup', dir, '--development');
  return { scratch, dir, dispose: () => rmSync(scratch, { recursive: true, force: true }) };
}
//# sourceMappingURL=prepared.js.map
