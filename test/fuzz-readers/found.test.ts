/** Every input that a fuzzing run ever found, again; and the beginning of a run, so that the targets and their laws stay in order. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generator, mutant } from './mutants.mjs';
import { findingOf, TARGETS } from './targets.mjs';

const FOUND = new URL('found/', import.meta.url);
const names = Object.keys(TARGETS);

describe('the readers', () => {
  test.each(Object.entries(TARGETS))('%s: genuine samples and the first mutants', async (name, { seeds }) => {
    const random = generator(1);
    for (const seed of seeds) expect(await findingOf(name, seed)).toBeUndefined();
    for (let i = 0; i < 60; i++) expect(await findingOf(name, mutant(seeds, random))).toBeUndefined();
  });

  test('what was found is found no more', async () => {
    for (const file of existsSync(FOUND) ? readdirSync(FOUND) : []) {
      const name = names.find((target) => file.startsWith(`${target}.`));
      if (name === undefined) continue;
      expect(await findingOf(name, Uint8Array.from(readFileSync(new URL(file, FOUND)))), file).toBeUndefined();
    }
  });

  test('an error without a code is a finding', async () => {
    expect(await findingOf('cose', undefined as never)).toBeUndefined();
    expect(await findingOf('unknown', new Uint8Array())).toMatch(/^TypeError/);
  });
});
