/**
 * Plants a violation of every dependency rule and expects the checker to name it: a checker that silently reads no module
 * (it happened with a TypeScript version it did not know) fails here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = join(ROOT, '.dependency-cruiser.mjs');

let planted: string;
beforeAll(() => {
  planted = mkdtempSync(join(tmpdir(), 'clauseproof-planted-'));
});
afterAll(() => rmSync(planted, { recursive: true, force: true }));

/** Writes `files` below a fresh folder and returns the names of the rules that the checker says are broken there. */
function brokenRules(name: string, files: Record<string, string>): string[] {
  const folder = join(planted, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))].filter((top) => top !== 'node_modules');
  const run = spawnSync(process.execPath, [CRUISER, '--config', CONFIG, '--output-type', 'json', ...tops], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[]; totalCruised: number } };
  expect(report.summary.totalCruised).toBeGreaterThan(0);
  return report.summary.violations.map((violation) => violation.rule.name);
}

const other = (folder: string) => ({ [`${folder}/b.ts`]: 'export const b = 1;\n' });
const imports = (specifier: string) => `import { b } from '${specifier}';\nexport const a = b;\n`;
const library = (name: string) => ({
  [`node_modules/${name}/package.json`]: `{"name":"${name}","version":"1.0.0","type":"module","main":"index.js"}`,
  [`node_modules/${name}/index.js`]: 'export const b = 1;\n',
});

test.each([
  ['protocol-packages', { 'protocol/a.ts': imports('../verifier/b.js'), ...other('verifier') }],
  ['protocol-libraries', { 'protocol/a.ts': imports('snarkjs'), ...library('snarkjs') }],
  ['protocol-no-node', { 'protocol/a.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n" }],
  ['circuits-packages', { 'circuits/a.ts': imports('../compiler/b.js'), ...other('compiler') }],
  ['circuits-libraries', { 'circuits/a.ts': imports('snarkjs'), ...library('snarkjs') }],
  ['compiler-packages', { 'compiler/a.ts': imports('../prover/b.js'), ...other('prover') }],
  ['compiler-packages', { 'compiler/a.ts': imports('@clauseproof/prover'), ...library('@clauseproof/prover') }],
  ['compiler-packages', { 'compiler/a.ts': imports('../circuits/o1js/b.js'), ...other('circuits/o1js') }],
  ['compiler-libraries', { 'compiler/a.ts': imports('o1js'), ...library('o1js') }],
  ['compiler-no-node', { 'compiler/a.ts': "import { readFileSync } from 'fs';\nexport const a = readFileSync;\n" }],
  ['prover-packages', { 'prover/a.ts': imports('../compiler/b.js'), ...other('compiler') }],
  ['verifier-packages', { 'verifier/a.ts': imports('../prover/b.js'), ...other('prover') }],
  ['verifier-libraries', { 'verifier/a.ts': imports('snarkjs'), ...library('snarkjs') }],
  ['verifier-no-node', { 'verifier/a.ts': "import { createHash } from 'node:crypto';\nexport const a = createHash;\n" }],
  ['web-packages', { 'web/a.ts': imports('../prover/b.js'), ...other('prover') }],
  ['web-libraries', { 'web/a.ts': imports('snarkjs'), ...library('snarkjs') }],
  ['cli-packages', { 'cli/a.ts': imports('../benchmarks/b.js'), ...other('benchmarks') }],
  ['examples-packages', { 'examples/a.ts': imports('../prover/b.js'), ...other('prover') }],
  ['no-cycles', { 'protocol/a.ts': imports('./b.js'), 'protocol/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n" }],
  ['resolvable', { 'protocol/a.ts': imports('./missing.js') }],
])('a planted violation of %s is refused', (rule, files) => {
  expect(brokenRules(`${rule}-${Object.values(files).join('').length}`, files as Record<string, string>)).toContain(rule);
});

test('what the rules allow is not refused', () => {
  const files = {
    'verifier/a.ts': imports('../protocol/b.js'),
    ...other('protocol'),
    'compiler/a.ts': imports('../circuits/catalog.js'),
    'circuits/catalog.ts': 'export const b = 1;\n',
  };
  expect(brokenRules('allowed', files)).toEqual([]);
});

test('the repository itself holds to the rules, and all of it is looked at', () => {
  const output = execFileSync(process.execPath, [CRUISER, '--config', CONFIG, '--output-type', 'json', '.'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(output) as { summary: { error: number }; modules: { source: string }[] };
  expect(report.summary.error).toBe(0);
  for (const folder of ['protocol', 'circuits', 'compiler', 'prover', 'verifier', 'web', 'cli', 'examples']) {
    expect(
      report.modules.filter((module) => module.source.startsWith(`${folder}/`) && !module.source.includes('/dist/')).length,
    ).toBeGreaterThan(3);
  }
});
