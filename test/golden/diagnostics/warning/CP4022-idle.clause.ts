import { clause, flag, integer, list, optional, present, record, sensor, some } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({
      level: integer({ min: 0, max: 100 }),
      doses: list({ min: 0, max: 3 }, record({ number: optional(integer({ min: 1, max: 9 })), batch: integer({ min: 0, max: 999 }) })),
    }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    const spare = reading.level - reading.level;
    return { ok: spare > 0 || some(reading.doses, (dose) => present(dose.number)) };
  },
});
