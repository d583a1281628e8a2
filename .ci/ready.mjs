/**
 * `npm run ready` (and `npm test`): everything that CI runs, in order. Every step runs even if an earlier one failed, so that
 * one run shows all problems. The last line counts tests and steps together: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-ready-'));
const report = join(scratch, 'vitest.json');

const node = (script, ...args) => [process.execPath, [script, ...args]];
const STEPS = [
  { name: 'install and build', command: node('.ci/bootstrap.mjs') },
  { name: 'browser', command: node('.ci/browser.mjs') },
  { name: 'format and lint', command: node('node_modules/@biomejs/biome/bin/biome', 'ci', '.') },
  {
    name: 'dependency rules',
    command: node('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', '.'),
  },
  { name: 'unused files, exports and dependencies', command: node('node_modules/knip/bin/knip.js') },
  {
    name: 'tests',
    command: node('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`),
  },
];

let passed = 0;
let failed = 0;
for (const { name, command } of STEPS) {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  const { status } = spawnSync(command[0], command[1], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (status === 0) passed += 1;
  else failed += 1;
}

// INVARIANT: a run in which no test was executed has failed, whatever the exit codes say.
const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
rmSync(scratch, { recursive: true, force: true });
if (results.numPassedTests === 0) failed += 1;
passed += results.numPassedTests;
failed += results.numFailedTests;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
