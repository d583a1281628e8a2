import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

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
    cost: decimal({ min: 0, max: 100, step: 0.01, unit: 'USD' }),
  },
  rule({ reading }) {
    const share = reading.fee / reading.count;
    const other = reading.fee / reading.level;
    const a = share + reading.fee;
    const b = share + share * 2;
    const c = [share];
    const d = sum(reading.levels, (x) => x / reading.count);
    let f = share;
    let g = 1;
    g = reading.count / reading.count;
    const h = share % 3;
    return { ok: true, cost: reading.count === 0 ? 0 : share };
  },
});
