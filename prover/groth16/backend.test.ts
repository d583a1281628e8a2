/** How often the backend runs the calculator, and what it does when a witness that it bound itself is wrong. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createExecutor, type Executor } from '../executor.js';
import { openFolder } from '../folder.js';
import { createNativeEngine } from '../native/engine.js';
import { chooseEngine } from '../native/load.js';
import { drawSecrets } from '../secrets.js';
import { developmentSetup } from '../setup/development.js';
import { type ClauseFixture, fixtureJob, makeClauseFixture } from '../testing/clause-fixture.js';
import { type Calculator, Witness, WitnessCalculator } from '../witness/calculator.js';
import { ContextBinding } from '../witness/context-binding.js';
import { NativeCalculator } from '../witness/native-calculator.js';

let fixture: ClauseFixture;
let executor: Executor;

beforeAll(async () => {
  fixture = await makeClauseFixture();
  await developmentSetup(fixture.dir);
  executor = await createExecutor(fixture.dir, 'groth16');
}, 60_000);
afterAll(async () => {
  await executor.close();
  await fixture.remove();
});
afterEach(() => vi.restoreAllMocks());

async function prove(): Promise<string> {
  const { manifest } = await openFolder(fixture.dir);
  const { status } = await executor.execute(fixtureJob(fixture), drawSecrets(manifest.interface));
  return status;
}

/** The calculator that jobs use here. */
const watched: Calculator = chooseEngine().engine === 'native' ? NativeCalculator.prototype : WitnessCalculator.prototype;

test('witnesses are native where the engine is', () => {
  expect(executor.witness.engine).toBe(chooseEngine().engine);
  expect(executor.witness.reason).toMatch(/circuit\.witness|native engine/);
});

test('the first job runs the calculator twice, every later one once', async () => {
  const calculate = vi.spyOn(watched, 'calculate');
  const runs: number[] = [];
  for (let job = 0; job < 3; job++) {
    calculate.mockClear();
    expect(await prove()).toBe('proved');
    runs.push(calculate.mock.calls.length);
  }
  expect(runs).toEqual([2, 1, 1]);
});

test('tables are one copy for everybody with the same key, and those made during proofs are counted', async () => {
  const folder = await openFolder(fixture.dir);
  const other = await createExecutor(fixture.dir, 'groth16');
  const atFirst = { ...other.memory };
  const twin = await createNativeEngine(await folder.provingKey());
  expect(atFirst.shared).toBe(executor.memory.shared);
  expect(await prove()).toBe('proved');
  expect(other.memory.shared).toBe(twin.facts().bytes);
  expect(executor.memory.shared).toBe(other.memory.shared);
  await twin.close();
  await other.close();
});

test('a bound witness that is wrong costs a second attempt, never a wrong proof', async () => {
  expect(await prove()).toBe('proved');
  const { bind } = ContextBinding.prototype;
  const bound = vi.spyOn(ContextBinding.prototype, 'bind').mockImplementation(function (this: ContextBinding, zero, context) {
    const bytes = bind.call(this, zero, context).bytes.slice();
    // The last wire is no public signal: only the proof shows that it is wrong.
    bytes[bytes.length - 32] = (bytes[bytes.length - 32] ?? 0) ^ 1;
    return new Witness(bytes);
  });
  const calculate = vi.spyOn(watched, 'calculate');
  expect(await prove()).toBe('proved');
  expect(bound).toHaveBeenCalledOnce();
  expect(calculate.mock.calls.length).toBe(2);
});
