import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 3,
  inputs: {
    reading: sensor({ wet: flag(), a: flag(true), b: integer(1, 2), c: integer({ min: 1 + 1, max: reading }), d: oneOf(A), f: list(3), g: record(flag()) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.wet };
  },
});
