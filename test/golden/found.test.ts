/**
 * Clauses that once found a mistake: each file of `found/` holds the text of a shrunk clause, inputs, and the equation that failed.
 * `npm run fuzz` writes them; a mistake that was mended must not come back.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EQUATIONS } from '../../compiler/testing/equations/catalogue.js';
import { checkCircom, checkO1js, circuitSample } from '../differential/circuit-equations.js';
import { readFound } from '../fuzz/found.js';

const FOLDER = new URL('found/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

test('there are found clauses', () => {
  expect(files.length).toBeGreaterThan(5);
});

test.each(files)('%s', async (file) => {
  const { equation, clause, inputs } = readFound(readFileSync(new URL(file, FOLDER), 'utf8'));
  if (equation === 'circom' || equation === 'o1js') {
    const sample = circuitSample(file, clause, inputs, inputs.length, 0);
    if (sample === undefined) throw new Error(`${file}: the clause does not compile`);
    await (equation === 'circom' ? checkCircom(sample) : checkO1js(sample));
    return;
  }
  const check = EQUATIONS[equation];
  if (check === undefined) throw new Error(`${file}: there is no equation '${equation}'`);
  const tally = { compiled: 0, accepted: 0, rejected: 0 };
  check(clause, inputs, tally);
  expect(tally.compiled).toBeGreaterThan(0);
});
