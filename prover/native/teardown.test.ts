/**
 * Threads and processes that end in the middle of native work must not take the process along: no crash, whatever the engine was doing.
 * Every case is a process of its own, so that a crash is an exit code here and not the end of the test run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtFile } from '../built-file.js';
import { developmentKey } from '../setup/development.js';
import { readR1cs } from '../setup/r1cs.js';
import { makeTinyCircuit, squaringChain } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from '../witness/calculator.js';
import { chooseEngine } from './load.js';

let scratch: string;
const file = (name: string): string => join(scratch, name);
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'clauseproof-teardown-'));
  const circuit = await makeTinyCircuit(squaringChain(400));
  await writeFile(file('key.zkey'), await developmentKey(readR1cs(circuit.r1cs)));
  await writeFile(file('witness.bin'), (await WitnessCalculator.create(circuit.wasm)).calculate({ a: [5n] }).bytes);
  await circuit.remove();
}, 60_000);
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Exit code, or the signal that ended it. */
async function run(mode: string, kernel: string, milliseconds: number): Promise<unknown> {
  const args = [builtFile('testing/native-teardown.js'), mode, kernel, file('key.zkey'), file('witness.bin'), String(milliseconds)];
  const [code, signal] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  return signal ?? code;
}

describe.each(chooseEngine('').available)('%s', (kernel) => {
  // Long enough for the proofs to end on a busy machine, before the thread's end lets libuv deliver them.
  test.concurrent('a worker is ended before its finished proofs are delivered', async () => {
    expect(await run('terminate', kernel, 1500)).toBe(0);
  });
  test.concurrent('a worker is ended while it makes tables', async () => {
    for (const milliseconds of [5, 40, 150]) expect(await run('worker-load', kernel, milliseconds)).toBe(0);
  });
  test.concurrent.each(['load', 'prove'])('process.exit in the middle: %s', async (mode) => {
    for (const milliseconds of [20, 60, 200]) expect(await run(mode, kernel, milliseconds)).toBe(0);
  });
});
