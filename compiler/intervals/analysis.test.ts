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
