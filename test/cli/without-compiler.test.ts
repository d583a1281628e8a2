/**
 * Installations where the native engine is not built: `npm ci --ignore-scripts`, no compiler, a compiler that fails, no Python. None fails,
 * `clauseproof doctor` tells the reason, and WebAssembly proves.
 *
 * The installation is a copy of two packages below node_modules, so that everything else is found as in this repository.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VECTORS = join(ROOT, 'test/vectors/semaphore/semaphore-1');

let folder: string;
const packageOf = (name: string): string => join(folder, 'node_modules/@clauseproof', name);
const PROOF = `
import { readFileSync } from 'node:fs';
import { createBestEngine } from './node_modules/@clauseproof/prover/dist/native/best-engine.js';
import { readWitnessFile } from '@clauseproof/prover/groth16/witness-file';
import { Witness } from '@clauseproof/prover/witness';
const engine = await createBestEngine(readFileSync(${JSON.stringify(`${VECTORS}.zkey`)}));
const witness = readWitnessFile(readFileSync(${JSON.stringify(`${VECTORS}.wtns`)}));
const signals = new Witness(witness).publicSignals(engine.publicSignals);
console.log(engine.name, await engine.verify(signals, await engine.prove(witness)));
process.exit(0);
`;

beforeAll(() => {
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'node_modules/.cache/without-compiler-'));
  for (const name of ['cli', 'prover'])
    cpSync(join(ROOT, name), packageOf(name), {
      recursive: true,
      filter: (from) => !['build', 'node_modules', '.cache'].includes(basename(from)),
    });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'proof.js'), PROOF);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const doctor = (...args: string[]): string => {
  const { CLAUSEPROOF_KERNEL: _, ...env } = process.env;
  return execFileSync(process.execPath, [join(packageOf('cli'), 'bin/clauseproof.mjs'), 'doctor', ...args], { encoding: 'utf8', env });
};
const install = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  spawnSync(process.execPath, [join(packageOf('prover'), 'native/install.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

describe('an installation without scripts', () => {
  test('the doctor says that nothing was built, and how to', () => {
    expect(JSON.parse(doctor('--json'))).toMatchObject({
      groth16: { engine: 'wasm', works: true, available: [], reason: expect.stringContaining('has not been built') },
    });
    expect(doctor()).toMatch(/note {2}Groth16: WebAssembly[\s\S]*npm rebuild @clauseproof\/prover/);
  });

  test('WebAssembly proves', () => {
    const { CLAUSEPROOF_KERNEL: _, ...env } = process.env;
    expect(execFileSync(process.execPath, ['proof.js'], { cwd: folder, encoding: 'utf8', env })).toBe('wasm true\n');
  });
});

describe.each([
  ['a compiler that fails', { CXX: 'false' }, /CXX is false/],
  ['a compiler that is not there', { CXX: '/nowhere/c++' }, /\/nowhere\/c\+\+/],
  ['nothing on the path', { PATH: '', Path: '', PYTHON: '', npm_config_python: '' }, /find any Python/],
  ['switched off', { CLAUSEPROOF_NATIVE: 'off' }, /CLAUSEPROOF_NATIVE=off/],
])('%s', (_, env, why) => {
  test('the installation succeeds and says why there is no native engine, and so does the doctor', () => {
    const { status, stderr } = install(env, '--quiet');
    expect(status).toBe(0);
    expect(stderr).toMatch(why);
    expect(stderr).toContain('WebAssembly engine is used instead');
    expect(existsSync(join(packageOf('prover'), 'native/build/Release'))).toBe(false);
    const { groth16 } = JSON.parse(doctor('--json')) as { groth16: { engine: string; reason: string; advice: string } };
    expect(groth16).toMatchObject({ engine: 'wasm', works: true });
    expect(groth16.reason).toMatch(why);
    expect(groth16.advice).toContain('compiler');
  });

  test('whoever requires it is told by the exit code', () => {
    expect(install(env, '--require').status).toBe(1);
  });
});
