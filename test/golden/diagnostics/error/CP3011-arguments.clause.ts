import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, quantity, record, round, sensor, sum } from '@clauseproof/compiler/clause';

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
    const a = count(reading.levels);
    const b = sum(reading.levels, 1, 2);
    const c = round(reading.level);
    const d = max();
    ensure(reading.wet);
    ensure(reading.wet, '');
    const e = sum(reading.levels, (x) => {
      if (x > 1) return x;
      return 0;
    });
    const q = quantity(2);
    const f = every(reading.levels, (x, i, xs) => x > 1);
    return { ok: reading.wet };
  },
});
