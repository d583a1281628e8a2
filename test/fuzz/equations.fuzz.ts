/** The loop of `npm run fuzz`; `run.mjs` says how it is called. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EQUATIONS } from '../../compiler/testing/equations/catalogue.js';
import type { Tally } from '../../compiler/testing/equations/equation.js';
import { type Family, type Sample, type SampleShape, sampleOf, tapes } from '../../compiler/testing/equations/sampling.js';
import { checkCircom, checkO1js, circuitSample } from '../differential/circuit-equations.js';
import { writeFound } from './found.js';

const SECONDS = Number(process.env['CLAUSEPROOF_FUZZ_SECONDS'] ?? 60);
const NAMES = (process.env['CLAUSEPROOF_FUZZ_EQUATIONS'] ?? 'stages').split(',');
const FIRST_SEED = Number(process.env['CLAUSEPROOF_FUZZ_SEED'] ?? 1);
const FOLDER = new URL('../golden/found/', import.meta.url);
const EVERY = 30_000;

const FAMILIES: readonly Family[] = ['numbers', 'language', 'structures', 'language', 'scalars', 'language'];
/** The language has no constants that could be folded for what may be absent. */
const FOLDABLE: readonly Family[] = ['numbers', 'foldable', 'scalars', 'foldable'];

type Check = (sample: Sample, tally: Tally) => Promise<void> | void;

function checkOf(name: string): Check {
  const equation = EQUATIONS[name];
  if (equation !== undefined) return ({ clause, inputs }, tally) => equation(clause, inputs, tally);
  return async ({ clause, inputs }, tally) => {
    const sample = circuitSample('found', clause, inputs, inputs.length, 0);
    if (sample === undefined) return;
    tally.compiled += 1;
    for (const { reference } of sample.executions) tally[reference.kind] += 1;
    await (name === 'circom' ? checkCircom(sample) : checkO1js(sample));
  };
}

test.each(NAMES)('%s', async (name) => {
  const check = checkOf(name);
  const tally: Tally = { compiled: 0, accepted: 0, rejected: 0 };
  const until = Date.now() + SECONDS * 1000;
  let reported = Date.now();
  const counts: Record<Family, number> = { numbers: 0, structures: 0, scalars: 0, language: 0, foldable: 0 };
  for (let seed = FIRST_SEED; Date.now() < until; seed++) {
    const families = name === 'folding' ? FOLDABLE : FAMILIES;
    const family = families[seed % families.length] ?? 'numbers';
    const shape: SampleShape = { length: 1 + (Math.floor(seed / families.length) % 6), inputsEach: 8, family };
    const property = fc.asyncProperty(...tapes(shape), async (tape, inputTape) => {
      await check(sampleOf(tape, inputTape, shape), tally);
    });
    const before = tally.compiled;
    const result = await fc.check(property, {
      seed,
      // Few, so that families and lengths take turns where each run takes long.
      numRuns: 5,
      interruptAfterTimeLimit: Math.max(1, until - Date.now()),
      markInterruptAsFailure: false,
    });
    if (result.failed && result.counterexample !== null) {
      const [tape, inputTape] = result.counterexample;
      const file = save(name, sampleOf(tape, inputTape, shape));
      expect.soft(result.errorInstance, `seed ${seed} fails; saved as ${file}`).toBeUndefined();
    }
    counts[family] += tally.compiled - before;
    if (Date.now() > reported + EVERY) {
      reported = Date.now();
      const left = Math.max(0, Math.round((until - reported) / 1000));
      process.stderr.write(`${name}: ${tally.compiled} clauses, ${tally.accepted} accepted, ${tally.rejected} rejected, ${left} s left\n`);
    }
  }
  const by = Object.entries(counts).map(([family, count]) => `${count} with ${family}`);
  process.stderr.write(`${name}: ${tally.compiled} clauses (${by.join(', ')}), ${tally.accepted} accepted, ${tally.rejected} rejected\n`);
  expect(tally.compiled).toBeGreaterThan(0);
});

function save(equation: string, { clause, inputs }: Sample): string {
  const text = writeFound({ equation, clause, inputs });
  const file = `${equation}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(file, FOLDER), text);
  return `test/golden/found/${file}`;
}
