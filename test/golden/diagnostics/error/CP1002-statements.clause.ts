import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

class Outer {}
enum Kind {
  A,
}
interface Shape {
  a: number;
}
namespace Space {}
ensure(true, 'outside');

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
    while (reading.wet) {
      ensure(reading.wet, 'wet');
    }
    do {
      ensure(reading.wet, 'wet');
    } while (reading.wet);
    for (const key in reading) ensure(reading.wet, key);
    try {
      ensure(reading.wet, 'wet');
    } catch {}
    throw reading.level;
    again: ensure(reading.wet, 'wet');
    debugger;
    {
      ensure(reading.wet, 'wet');
    }
    reading.level;
    max(reading.level, 1);
    class Inner {}
    return;
  },
});
