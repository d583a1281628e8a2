/** Imported clauses decide as the reference implementation does: the published rules on their tests, and arbitrary logic on arbitrary data. */
import { type CertLogicExpression, evaluate as reference } from 'certlogic-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCases } from '../../cases/parse.js';
import { runSuite } from '../../cases/suite.js';
import { checkClause } from '../../check/check-clause.js';
import { diagnoseClause } from '../../compile.js';
import { data as arbitraryData, logic as arbitraryLogic, PUBLISHED } from '../../testing/certlogic.js';
import { casesText } from '../cases-text.js';
import type { ImportedClause } from '../importer.js';
import { certLogicImporter } from './certlogic.js';
import { type Data, truthOf } from './evaluate.js';

/** What is wrong with a clause and its cases, read from their texts as `clauseproof test` does. */
function wrongWith({ fileName, clauseText, rule, cases }: ImportedClause): readonly string[] {
  const module = { name: `${fileName}.clause.ts`, text: clauseText };
  const errors = diagnoseClause([module], module.name).filter(({ severity }) => severity === 'error');
  const { clause } = checkClause([module], module.name);
  if (errors.length > 0 || clause === undefined) return errors.map(({ code, message }) => `${code} ${message}`);
  const text = casesText(rule, cases);
  if (text === undefined) return [];
  const parsed = parseCases({ name: `${fileName}.cases.yaml`, text });
  const { results, diagnostics } = runSuite(clause, parsed.cases, `${fileName}.cases.yaml`);
  return [...parsed.diagnostics, ...diagnostics, ...results.flatMap((one) => one.diagnostics)].map(({ message }) => message);
}

describe('the published rules', () => {
  test.each(['constant', 'input'] as const)('all 87 become clauses and all 533 tests hold, value sets as %s', (valueSets) => {
    const { clauses, refusals } = certLogicImporter({ valueSets }).importDocuments(PUBLISHED);
    expect(refusals).toEqual([]);
    expect(clauses).toHaveLength(87);
    expect(clauses.flatMap(({ cases }) => cases)).toHaveLength(533);
    expect(clauses.flatMap((clause) => wrongWith(clause).map((message) => `${clause.rule}: ${message}`))).toEqual([]);
  });
});

/** What the reference implementation makes of it; what it cannot evaluate is not accepted. */
function accepted(logic: unknown, data: unknown): boolean {
  try {
    return truthOf((reference(logic as CertLogicExpression, data) ?? null) as Data) === 'truthy';
  } catch {
    return false;
  }
}

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
