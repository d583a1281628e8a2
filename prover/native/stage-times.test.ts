/** The profile of a proof: every stage is counted when asked for, and nothing otherwise. */
import { expect, test } from 'vitest';
import { developmentKey } from '../setup/development.js';
import { readR1cs } from '../setup/r1cs.js';
import { makeTinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from '../witness/calculator.js';
import { createNativeEngine } from './engine.js';
import { chooseEngine, loadKernel } from './load.js';

test.each(chooseEngine('').available)('%s: counts the stages of proofs while it is on', async (kernel) => {
  const module = loadKernel(chooseEngine(kernel));
  if (module === undefined) throw new Error('unreachable');
  const circuit = await makeTinyCircuit();
  try {
    const engine = await createNativeEngine(await developmentKey(readR1cs(circuit.r1cs)), { kernel });
    const { bytes } = (await WitnessCalculator.create(circuit.wasm)).calculate({ a: [3n], b: [7n, 1n], unused: [5n] });
    await engine.prove(bytes);
    module.stageTimes(1);
    await engine.prove(bytes);
    const counted = module.stageTimes(0);
    expect(Object.keys(counted)).toContain('G1 chains');
    for (const [stage, { elapsed }] of Object.entries(counted)) expect(elapsed, stage).toBeGreaterThan(0);
    await engine.prove(bytes);
    for (const [stage, { elapsed }] of Object.entries(module.stageTimes(0))) expect(elapsed, stage).toBe(0);
    await engine.close();
  } finally {
    await circuit.remove();
  }
});
