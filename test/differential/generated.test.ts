/**
 * The circuit equations, `circuit-equations.ts`, for clauses from the type-directed generator. Fewer clauses than inside the compiler, because
 * each costs a run of circom. `npm run fuzz -- --equation circom` goes on with other clauses.
 */
import { expect, test } from 'vitest';
import { type Family, sampleOf } from '../../compiler/testing/equations/sampling.js';
import { type CircuitSample, checkCircom, checkO1js, circuitSample } from './circuit-equations.js';

const CLAUSES = 150;
const EXECUTIONS_EACH = 6;
/** Inputs from which those are picked. */
const CANDIDATES = 60;

/** A fixed sequence of bytes for each seed. */
function tape(seed: number, length: number): number[] {
  let x = (seed * 7919 + 1) % 2147483648;
  return Array.from({ length }, () => {
    x = (x * 1103515245 + 12345) % 2147483648;
    return (x >> 16) & 255;
  });
}

/** Half of the clauses may have everything; the others numbers, flags, names and lists, a third of them what may be absent, dates, instants and texts as well. */
const FAMILIES: readonly Family[] = [
  'numbers',
  'language',
  'structures',
  'language',
  'numbers',
  'language',
  'numbers',
  'language',
  'scalars',
  'language',
];

const samples: (CircuitSample & { readonly seed: number; readonly family: Family })[] = [];
for (let seed = 1; samples.length < CLAUSES; seed++) {
  const family = FAMILIES[samples.length % FAMILIES.length] ?? 'numbers';
  // Short and long ones in turn; those of the larger families are large enough when they are short.
  const length = family === 'numbers' ? 2 + (seed % 4) : 1 + (seed % 2);
  const { clause, inputs } = sampleOf(tape(seed, family === 'language' ? 700 : 300), tape(seed + 1_000_000, CANDIDATES * 100), {
    length,
    inputsEach: CANDIDATES,
    family,
  });
  const sample = circuitSample(`seed ${seed}`, clause, inputs, EXECUTIONS_EACH);
  if (sample !== undefined) samples.push({ ...sample, seed, family });
}

test('the sample has rejections and acceptances', () => {
  const kinds = samples.flatMap(({ executions }) => executions.map(({ reference }) => reference.kind));
  expect(kinds.filter((kind) => kind === 'accepted').length).toBeGreaterThan(2 * CLAUSES);
  expect(kinds.filter((kind) => kind === 'rejected').length).toBeGreaterThan(CLAUSES / 4);
});

/** circom takes a second or so for each, in a process of its own, so two run at a time. */
test.concurrent.each(samples)('completeness: seed $seed with $family, the circom circuit answers as evaluate does', checkCircom);

for (const sample of samples) {
  test(`completeness and soundness: seed ${sample.seed}, the o1js program accepts what evaluate says and nothing else`, () =>
    checkO1js(sample));
}
