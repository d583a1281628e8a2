import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

let outside = 1;
const { x } = y;

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
    var a = 1;
    let b;
    const [first, second] = reading.levels;
    const { level = 3, ...others } = reading;
    const { kind: { inner } } = reading;
    reading.level = 3;
    // What was refused is known by its names: nothing more is said about their uses.
    if (first > second && level > inner) return { ok: others.wet };
    return { ok: reading.wet };
  },
});
