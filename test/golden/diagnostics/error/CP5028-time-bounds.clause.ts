import { clause, date, flag, instant, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::TimeBounds',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: {
    reading: sensor({
      born: date({ min: '1582-10-15' }),
      seen: date({ max: '2023-02-29' }),
      read: instant({ min: '2020-01-01' }),
      sent: instant({ max: 2030 }),
      late: instant({ max: '2016-12-31T23:59:60Z' }),
    }),
  },
  outputs: { ok: flag() },
  rule({ reading }) {
    return { ok: reading.born < reading.seen && reading.read < reading.sent && reading.sent < reading.late };
  },
});
