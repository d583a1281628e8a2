import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

async function waits(x: number) {
  return x;
}
function* steps(x: number) {
  return x;
}
function generic<T>(x: T) {
  return x;
}
function defaults(x = 1, y?: number, ...rest: number[]) {
  return x;
}
function overload(x: number): number;

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({
      level: integer({ min: 0, max: 100, unit: 'mm' }),
      count: integer({ min: 0, max: 100 }),
      fee: decimal({ min: 0, max: 100, step: 0.01, unit: 'USD' }),
      wet: flag(),
      kind: oneOf('RAIN', 'SNOW', 'DRY'),
      levels: list(3, integer({ min: 0, max: 100, unit: 'mm' })),
    }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    function inner(x: number) {
      return x;
    }
    const f = (x: number) => x;
    return { ok: every(reading.levels, async (x) => x > 1), g: (x) => x };
  },
});
