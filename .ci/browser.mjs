/**
 * Chromium for the tests of the verifier page: Debian's package, installed where it is missing and can be installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHROMIUM = '/usr/bin/chromium';

function run(...args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

if (!existsSync(CHROMIUM)) {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const isInstalled = canInstall && run('update') && run('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  if (!isInstalled) {
    process.stderr.write(`There is no ${CHROMIUM}. Install it and run the same command again: sudo apt-get install chromium\n`);
    process.exit(2);
  }
}
