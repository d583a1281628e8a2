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
    cost: decimal({ min: 0, max: 100, step: 0.01, unit: 'USD' }),
  },
  rule({ reading }) {
    const a = reading.level + reading.fee;
    const b = reading.level < reading.fee;
    const c = max(reading.level, reading.fee);
    let total = 0;
    total = total + reading.level;
    total = total + reading.fee;
    const d = quantity(reading.fee, 'EUR') + reading.fee;
    const e = reading.fee + reading.count;
    if (reading.wet) return { ok: true, cost: reading.level };
    return { ok: true, cost: round(reading.fee, 0.01, 'floor') * reading.level };
  },
});
