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
  },
  rule({ reading }) {
    let n = reading.count;
    n++;
    --n;
    n **= 2;
    const a = reading.count == 1;
    const b = reading.count != 1;
    const c = reading.count ** 2;
    const d = reading.count ?? 1;
    const f = reading.count & 1;
    const g = reading.count | 1;
    const h = reading.count << 1;
    const i = ~reading.count;
    const j = +reading.count;
    const k = 'level' in reading;
    const l = reading instanceof reading;
    const m = (n = 3);
    const o = n++;
    return { ok: reading.wet };
  },
});
