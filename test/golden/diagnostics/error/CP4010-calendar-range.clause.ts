import { addDays, addHours, clause, date, flag, instant, integer, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::CalendarRange',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { reading: sensor({ day: date(), at: instant(), wait: integer({ min: -200_000, max: 10, unit: 'day' }), hours: integer({ min: 0, max: 1e12 }) }) },
  outputs: { ok: flag() },
  rule({ reading }) {
    const then = addDays(reading.day, reading.wait);
    if (reading.hours > 1_000_000) return { ok: addHours(reading.at, reading.hours) > instant('2100-01-01T00:00:00Z') };
    return { ok: then > date('2024-01-01') };
  },
});
