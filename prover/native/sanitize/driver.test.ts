/** `npm run native:sanitize` takes long and runs elsewhere; what it compiles must not fall behind the engine. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'vitest';

test('the driver compiles against the engine as it is', async () => {
  const driver = fileURLToPath(new URL('driver.cpp', import.meta.url));
  await promisify(execFile)(process.env['CXX'] ?? 'g++', ['-std=c++17', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', driver]);
});
