/** Imported clauses decide as the reference implementation does: the published rules on their tests, and arbitrary logic on arbitrary data. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, data as arbitraryData, logic as arbitraryLogic, PUBLISHED, wrongWith } from '../../testing/certlogic.js';
import { certLogicImporter } from './certlogic.js';

describe('the published rules', () => {
  test.each(['constant', 'input'] as const)('all 87 become clauses and all 533 tests hold, value sets as %s', (valueSets) => {
    const { clauses, refusals } = certLogicImporter({ valueSets }).importDocuments(PUBLISHED);
    expect(refusals).toEqual([]);
    expect(clauses).toHaveLength(87);
    expect(clauses.flatMap(({ cases }) => cases)).toHaveLength(533);
    expect(clauses.flatMap((clause) => wrongWith(clause).map((message) => `${clause.rule}: ${message}`))).toEqual([]);
  });
});

test('arbitrary logic becomes a clause that decides arbitrary data as the reference does, or is refused with a reason', () => {
  const seen = { clauses: 0, refused: 0, accepted: 0, rejected: 0 };
  const importer = certLogicImporter({ valueSets: 'input' });
  fc.assert(
    fc.property(arbitraryLogic, fc.array(arbitraryData, { minLength: 6, maxLength: 6 }), (logic, datas) => {
      const tests = datas.map((data, i) => ({ name: `test ${i}`, ...(data as object), expected: accepted(logic, data) }));
      const text = JSON.stringify([{ id: 'X', logic, tests }]);
      const { clauses, refusals } = importer.importDocuments([{ name: 'rules.json', text, tests: [] }]);
      for (const { code, message } of refusals) expect(`${code} ${message}`).toMatch(/^certlogic\.[a-z-]+ X[:,] ?.+/);
      if (clauses.length === 0) seen.refused += 1;
      for (const clause of clauses) {
        expect(wrongWith(clause), clause.clauseText).toEqual([]);
        seen.clauses += 1;
        for (const { outputs } of clause.cases) seen[outputs['accepted'] === true ? 'accepted' : 'rejected'] += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.clauses, seen.refused, seen.accepted, seen.rejected)).toBeGreaterThan(15);
});
