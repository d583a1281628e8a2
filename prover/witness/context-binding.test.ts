/** A witness bound to a context is, byte for byte, the one that the calculator makes; what is not so bound is not learned. */
import { expect, test } from 'vitest';
import { randomScalar } from '../setup/key-points.js';
import { makeTinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from './calculator.js';
import { ContextBinding, type ContextHalves } from './context-binding.js';

const circuit = (rest: string): string => `pragma circom 2.1.0;
template BindContext() { signal input hi; signal input lo; signal h; signal l; h <== hi * hi; l <== lo * lo; }
template Clause() {
    signal input a;
    signal input ctx_hi;
    signal input ctx_lo;
    signal output c;
    signal x[20];
    x[0] <== a;
    for (var i = 1; i < 20; i++) x[i] <== x[i - 1] * x[i - 1] + 3;
    ${rest}
    BindContext()(ctx_hi, ctx_lo);
}
component main {public [ctx_hi, ctx_lo]} = Clause();
`;
const half = (): bigint => randomScalar() & ((1n << 128n) - 1n);

async function withCircuit(
  rest: string,
  use: (run: (a: bigint, context: ContextHalves) => ReturnType<WitnessCalculator['calculate']>) => void,
): Promise<void> {
  const tiny = await makeTinyCircuit(circuit(rest));
  try {
    const calculator = await WitnessCalculator.create(tiny.wasm);
    use((a, [hi, lo]) => calculator.calculate({ a: [a], ctx_hi: [hi], ctx_lo: [lo] }));
  } finally {
    await tiny.remove();
  }
}

test('learned once, right for all inputs and contexts; the unbound witness stays as it is', async () => {
  await withCircuit('c <== x[19] + a;', (run) => {
    const context = [half(), half()] as const;
    const binding = ContextBinding.learn(run(3n, [0n, 0n]), run(3n, context), context, 3);
    expect(binding).toBeDefined();
    const contexts: ContextHalves[] = [
      [0n, 0n],
      [1n, 1n],
      [(1n << 128n) - 1n, 0n],
      ...Array.from({ length: 20 }, () => [half(), half()] as const),
    ];
    for (const next of contexts) {
      const a = randomScalar();
      const zero = run(a, [0n, 0n]);
      expect(Buffer.compare(binding?.bind(zero, next).bytes ?? new Uint8Array(), run(a, next).bytes)).toBe(0);
      expect(Buffer.compare(zero.bytes, run(a, [0n, 0n]).bytes)).toBe(0);
    }
  });
});

test('two runs that do not tell teach nothing: a half that is zero, halves with one square, another circuit', async () => {
  await withCircuit('c <== x[19] + a;', (run) => {
    const learn = (context: ContextHalves) => ContextBinding.learn(run(3n, [0n, 0n]), run(3n, context), context, 3);
    for (const context of [
      [0n, 5n],
      [5n, 0n],
      [0n, 0n],
      [5n, 5n],
    ] as const)
      expect(learn(context)).toBeUndefined();
    expect(ContextBinding.learn(run(3n, [0n, 0n]), run(4n, [5n, 6n]), [5n, 6n], 3)).toBeUndefined();
  });
});

test('a circuit that does more with its context than square it is not bound', async () => {
  await withCircuit('c <== x[19] + ctx_hi * a;', (run) => {
    const context = [half(), half()] as const;
    expect(ContextBinding.learn(run(3n, [0n, 0n]), run(3n, context), context, 3)).toBeUndefined();
  });
});
