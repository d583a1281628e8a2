/** `clauseproof doctor` tells which engine proves here, and what to do for a faster one. */
import { chooseEngine } from '@clauseproof/prover/groth16/kernel';
import { expect, test } from 'vitest';
import { clauseproof, isRefused, succeeds } from './clauseproof.js';

test('the engine and kernel that proofs will use, with the reason', async () => {
  const choice = chooseEngine('');
  const { stdout } = await succeeds(['doctor']);
  expect(stdout).toContain(choice.kernel === undefined ? 'WebAssembly' : `native, kernel ${choice.kernel}`);
  expect(stdout).toContain(choice.reason);
  const found = JSON.parse((await succeeds(['doctor', '--json'])).stdout) as { groth16: object };
  expect(found.groth16).toMatchObject({ ...choice, works: true });
  expect(found).toMatchObject({ witness: { engine: choice.engine } });
  expect(stdout).toMatch(choice.engine === 'native' ? /ok {4}Witnesses: native/ : /note {2}Witnesses: WebAssembly/);
});

test('switched off: the fallback, and how to come back', async () => {
  const { stdout, code } = await clauseproof(['doctor'], { env: { CLAUSEPROOF_KERNEL: 'off' } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/note {2}Groth16: WebAssembly/);
  expect(stdout).toMatch(/note {2}Witnesses: WebAssembly/);
  expect(stdout).toContain('Unset CLAUSEPROOF_KERNEL');
});

test('a kernel that does not exist is refused', async () => {
  await isRefused(['doctor'], 'engine.kernel', { env: { CLAUSEPROOF_KERNEL: 'avx9' } });
});
