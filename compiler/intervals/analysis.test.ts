/** What the interval analysis must keep: the bounds of long maxima, in time that does not explode with their length. */
import { expect, test } from 'vitest';
import { diagnoseClause } from '../compile.js';

const source = (rounds: number, floor: number) => `import { clause, integer, max, sensor } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Intervals::Maximum', version: '1.0.0', title: 'The greatest of many differences',
  inputs: { s: sensor({ a: integer({ min: 0, max: 100 }), b: integer({ min: 0, max: 100 }) }) },
  outputs: { largest: integer({ min: ${floor}, max: ${100 * rounds} }) },
  rule({ s }) {
    let largest = 0;
    for (let i = 0; i < ${rounds}; i++) {
      for (let j = 0; j < ${rounds}; j++) largest = max(largest, s.a * i - s.b * j);
    }
    return { largest };
  },
});
`;

const codes = (text: string) => diagnoseClause([{ name: 'm.clause.ts', text }], 'm.clause.ts').map(({ code }) => code);

test('a maximum of 400 terms keeps the lower bound of its first, and does not take minutes', () => {
  expect(codes(source(20, 0))).toEqual([]);
});

test('and no more than that: a bound that does not hold is still found', () => {
  expect(codes(source(20, 1))).toEqual(['CP4001']);
});

test('what holds only of a value that is there says that the record around it is there', () => {
  const nested = (
    condition: string,
  ) => `import { clause, credential, flag, integer, optional, present, record } from '@clauseproof/compiler/clause';
const DIGIT = integer({ min: 0, max: 9 });
export default clause({
  id: 'Test::Intervals::Presence', version: '1.0.0', title: 'A value in a record that may be absent',
  inputs: { c: credential({ v: optional(record({ p: optional(DIGIT), q: DIGIT })) }) },
  outputs: { large: flag() },
  rule({ c }) {
    const { v } = c;
    if (${condition}) return { large: false };
    return { large: v.q > 3 };
  },
});
`;
  expect(codes(nested('!present(v) || !present(v.p) || v.p < 3'))).toEqual([]);
  expect(codes(nested('present(v) && present(v.p) && v.p < 3'))).toEqual(['CP4020']);
});
