import { expect, test } from 'vitest';
import { provingPage } from './page.js';
import type { Measured, ProvingResult } from './result.js';
import { summarize } from './summary.js';

const subject = { name: 'small', constraints: 2337, domainLog2: 12 };
const rates = (prove: number) => ({ prove, prove_and_check: prove / 2, witness_and_prove: prove / 4, witness_prove_and_check: prove / 8 });
const measured = (contestant: string, prove: number): Measured => ({ contestant, proofs_per_second: rates(prove), latency_ms: {} });
const missing = (contestant: string, why: string): Measured => ({
  contestant,
  proofs_per_second: { prove: 0 },
  latency_ms: {},
  missing: why,
});

test('the ratio is of our best kernel over the best of snarkjs; other peers are no part of it', () => {
  const all = [
    measured('snarkjs-threads', 4),
    measured('snarkjs-workers', 5),
    measured('wasm', 10),
    measured('portable', 50),
    measured('ifma', 150),
    measured('rapidsnark', 1000),
  ];
  const { ratio, ratio_with_check, ratio_with_witness, ratio_by_kernel, witness_overhead } = summarize(subject, all, { wasm: 1 });
  expect(ratio).toBe(30);
  expect([ratio_with_check, ratio_with_witness]).toEqual([30, 30]);
  expect(ratio_by_kernel).toEqual({ wasm: 2, portable: 10, ifma: 30 });
  expect(witness_overhead).toBe(4);
});

test('without a proof of snarkjs there is no ratio, and the error says why', () => {
  const all = [missing('snarkjs-threads', 'its process ended'), missing('snarkjs-workers', 'out of memory'), measured('ifma', 150)];
  expect(() => summarize(subject, all, { wasm: 1 })).toThrow(/small.*its process ended.*out of memory/);
});

test('the page loads nothing, runs nothing, and escapes what contestants said', () => {
  const circuit = summarize(subject, [measured('snarkjs-threads', 4), measured('ifma', 120), missing('portable', '<b>gone</b>')], {
    wasm: 1,
  });
  const result: ProvingResult = {
    version: 1,
    suite: 'proving',
    quick: false,
    machine: { cpu: 'A <fast> one', cores: 2, memory_bytes: 1, node: '20.19.0', platform: 'linux-x64' },
    snarkjs: '0.7.6',
    rounds: 5,
    seconds_per_window: 2,
    circuits: [circuit],
  };
  const page = provingPage(result);
  expect(page).not.toMatch(/<script|<link|src=|href=|url\(|<b>gone|<fast>/);
  expect(page).toContain('<b>30.0 times</b>');
  expect(page).toContain('&#60;b&#62;gone');
});
