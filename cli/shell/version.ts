/** The version of this installation; all packages of one release share it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export function packageVersion(): string {
  const path = createRequire(import.meta.url).resolve('@clauseproof/cli/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
