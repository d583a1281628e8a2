/** What follows from the form of flags must not be used where a flag has no value of its own: off its path. */
import { test } from 'vitest';
import { checkClause } from '../check/check-clause.js';
import { stages } from '../testing/equations/stages.js';

const clauseWith = (body: string) => `import { clause, flag, integer, sensor } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Core::Implication',
  version: '1.0.0',
  title: 'Chains of comparisons, each evaluated only where the last one failed',
  inputs: { in: sensor({ a: integer({ min: 1, max: 20 }) }) },
  outputs: { f: flag() },
  rule({ in: given }) {
    ${body}
  },
});
`;

test.each([
  'const m = 1 % 1; let v = 2 + m; if (0 < v && 3 < v && 9 < v) { v = 1; } return { f: 0 > v || 3 > v || 9 > v };',
  'return { f: given.a > 5 && given.a > 7 && given.a > 2 };',
  'return { f: given.a < 3 || given.a < 9 || given.a < 4 };',
  'let v = given.a; if (v < 10) { if (v < 5) { v = v + 100; } } return { f: v > 104 || v > 12 };',
  'let v = given.a; if (v < 10) { if (v < 5) { if (v > 3) { v = 60 - v; } } } return { f: v > 54 && v > 12 };',
])('soundness: %s', (body) => {
  const { clause } = checkClause([{ name: 'test.clause.ts', text: clauseWith(body) }], 'test.clause.ts');
  if (clause === undefined) throw new Error('the clause of the test is wrong');
  const leaves = Array.from({ length: 20 }, (_, a) => [BigInt(a)]);
  stages(clause, leaves, { compiled: 0, accepted: 0, rejected: 0 });
});
