/**
 * Every command of the README is run, in order, in an empty folder, and after them those of docs/testing.md and
 * docs/import.md, which go on from there. `npm test` itself cannot be run from inside itself; its
 * script is compared instead with what the gate calls.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const testing = readFileSync(join(ROOT, 'docs/testing.md'), 'utf8');

const importing = readFileSync(join(ROOT, 'docs/import.md'), 'utf8');
/** Blocks of docs/import.md that are files: what the commands there read, and what they write. */
const files = [...importing.matchAll(/^```(json|ts) (\S+)\n([\s\S]*?)^```/gm)].map(([, kind = '', name = '', text = '']) => ({
  kind,
  name,
  text,
}));

/** The shell blocks of all pages, in order. */
const shellBlocks = [...`${readme}\n${testing}\n${importing}`.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');

/** `npx clauseproof` is the built command of this checkout; a failing line ends the script. */
const PRELUDE = `set -euo pipefail
npx() { if [ "$1" != clauseproof ]; then echo "not a command of this project: npx $1" >&2; exit 99; fi; shift; node '${join(ROOT, 'cli/bin/clauseproof.mjs')}' "$@"; }
`;

function runBlock(block: string) {
  return spawnSync('bash', ['-c', PRELUDE + block], { cwd: scratch, encoding: 'utf8', timeout: 280_000 });
}

test('every shell block is one of the kinds that this test runs', () => {
  expect(shellBlocks.length).toBeGreaterThanOrEqual(3);
  for (const block of shellBlocks) expect(block).toMatch(/npx clauseproof|npm /);
});

test('the two commands exist, and the gate calls the second', () => {
  const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
  for (const [, name] of readme.matchAll(/^npm run ([\w:-]+)/gm)) expect(scripts).toHaveProperty([name ?? '']);
  expect(scripts['test']).toBe(scripts['ready']);
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('npm test');
});

test('every command stands in the README, or in the page that it names', () => {
  const help = spawnSync('node', [join(ROOT, 'cli/bin/clauseproof.mjs'), '--help'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '200' },
  }).stdout;
  const commands = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
  expect(commands.length).toBeGreaterThan(20);
  expect(commands.filter((name) => !new RegExp(`clauseproof ${name}\\b|npm run ${name}\\b|\`${name}\``).test(readme))).toEqual([]);
});

test('the commands of the README run in order and succeed', { timeout: 300_000 }, () => {
  for (const { kind, name, text } of files) if (kind === 'json') writeFileSync(join(scratch, name), text);
  for (const block of shellBlocks.filter((text) => text.includes('npx clauseproof'))) {
    const run = runBlock(block);
    expect(run.stderr + run.stdout).not.toMatch(/^ {4}at /m);
    expect(run.status, run.stdout + run.stderr).toBe(0);
  }
  const written = files.filter(({ kind }) => kind === 'ts');
  expect(written).toHaveLength(1);
  for (const { name, text } of written) expect(readFileSync(join(scratch, name), 'utf8')).toBe(text);
});

test('npm run demo ends with yes', { timeout: 300_000 }, () => {
  const run = spawnSync('npm', ['run', '--silent', 'demo'], { cwd: ROOT, encoding: 'utf8', timeout: 280_000 });
  expect(run.status, run.stdout + run.stderr).toBe(0);
});

test('the clause in the README is the example', () => {
  const shown = /^```ts\n([\s\S]*?)^```/m.exec(readme)?.[1];
  const example = readFileSync(join(ROOT, 'examples/drought/drought.clause.ts'), 'utf8');
  expect(example).toContain(shown?.slice(shown.indexOf('export default')));
});
