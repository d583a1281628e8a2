import { clause, ensure, every, flag, integer, list, optional, present, record, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({
      humidity: optional(integer({ min: 0, max: 100 })),
      pressure: optional(integer({ min: 800, max: 1200 })),
      doses: list({ min: 0, max: 3 }, record({ number: optional(integer({ min: 1, max: 9 })) })),
    }),
  },
  outputs: {
    ok: flag(),
    total: integer({ min: 0, max: 27 }),
    doses: integer({ min: 0, max: 27 }),
  },
  rule({ reading }) {
    const damp = reading.humidity > 80;
    if (present(reading.humidity) || present(reading.pressure)) {
      if (!present(reading.humidity) && reading.pressure > 1000) return { ok: reading.humidity > 1, total: 0, doses: 0 };
    }
    const total = sum(reading.doses, (dose) => dose.number);
    ensure(
      every(reading.doses, (dose) => present(dose.number)),
      'every dose has a number',
    );
    return { ok: damp, total, doses: sum(reading.doses, (dose) => dose.number) };
  },
});
