/**
 * Installs and builds what is missing, so that `npm run demo` and `npm test` work straight after a clone.
 * Installed: the lock file that npm leaves inside node_modules matches ours. Built: `tsc -b` decides, it is incremental.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs `npm` or a tool of the workspace and ends the process when it fails. */
function run(what, command, args) {
  process.stderr.write(`${what} ...\n`);
  const result = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(`${what} failed (${command} ${args.join(' ')}). Repair what it says above and run the same command again.\n`);
    process.exit(2);
  }
}

/** Whether node_modules holds exactly the packages that package-lock.json names for this platform. */
function isInstalled() {
  const installedLock = `${ROOT}node_modules/.package-lock.json`;
  if (!existsSync(installedLock)) return false;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.link || installed[path]?.version === entry.version,
  );
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node ${process.versions.node} is too old: install Node 20.19 or later and run the same command again.\n`);
  process.exit(2);
}
if (!isInstalled()) run('Installing packages (about a minute)', 'npm', ['ci', '--no-fund', '--no-audit']);
// Never fails: where it cannot be built, it says why and the WebAssembly engine proves.
run('Building the native prover, if it changed', process.execPath, ['prover/native/install.mjs', '--quiet']);
run('Building', process.execPath, ['node_modules/typescript/bin/tsc', '-b']);
