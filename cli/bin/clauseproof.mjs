#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  const { runClauseproof } = await import(main.href);
  await runClauseproof(process.argv.slice(2));
} else {
  process.stderr.write(
    'error[cli.not-built]: this checkout has not been built\n  help: run `npm run bootstrap` in its top folder, then the same command again\n',
  );
  process.exitCode = 2;
}
