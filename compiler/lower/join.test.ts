/** Where arms of a branch join, a variable is what the arm taken made of it: also where both arms made the same of it. */
import { test } from 'vitest';
import { checkClause } from '../check/check-clause.js';
import { stages } from '../testing/equations/stages.js';

const clauseWith = (body: string) => `import { clause, flag, integer, oneOf, sensor } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Lower::Join',
  version: '1.0.0',
  title: 'Branches that change variables',
  inputs: { in: sensor({ a: integer({ min: 0, max: 3 }), b: integer({ min: 0, max: 2 }), f: flag(), k: oneOf('RED', 'GREEN', 'BLUE') }) },
  outputs: { n: integer({ min: 0, max: 99 }) },
  rule({ in: given }) {
    ${body}
  },
});
`;

test.each([
  'let v = 50; if (given.f) { v = given.a; } else { v = given.a; } return { n: v };',
  'let v = 50; if (given.f) { v = given.a; } else { v = given.b; } return { n: v };',
  'let v = given.b; if (given.f) { v = given.a; } else if (given.a > 1) { v = given.a; } else { v = given.a; } return { n: v };',
  "let v = 50; switch (given.k) { case 'RED': v = 7; break; case 'GREEN': v = given.a; break; case 'BLUE': v = given.a; break; } return { n: v };",
  "let v = 50; switch (given.k) { case 'RED': v = given.b; break; case 'GREEN': v = given.a; break; default: v = given.a; } return { n: v };",
  'let v = 50; let w = given.a; if (given.f) { w = v; v = given.b; } else { w = v; v = given.b; } return { n: v + w };',
  'let v = 50; if (given.f) { if (given.a > 1) return { n: 3 }; v = given.b; } else { v = given.b; } return { n: v };',
])('soundness: %s', (body) => {
  const { clause, diagnostics } = checkClause([{ name: 'test.clause.ts', text: clauseWith(body) }], 'test.clause.ts');
  if (clause === undefined) throw new Error(`the clause of the test is wrong: ${diagnostics.map(({ message }) => message).join('; ')}`);
  const leaves = [];
  for (let a = 0n; a < 4n; a++)
    for (let b = 0n; b < 3n; b++) for (let f = 0n; f < 2n; f++) for (let k = 0n; k < 3n; k++) leaves.push([a, b, f, k]);
  stages(clause, leaves, { compiled: 0, accepted: 0, rejected: 0 });
});
