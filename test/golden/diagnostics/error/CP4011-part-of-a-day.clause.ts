import { addDays, addHours, clause, date, decimal, flag, hours, days, instant, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::PartOfADay',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: {
    reading: sensor({
      day: date(),
      at: instant(),
      wait: decimal({ min: 0, max: 10, step: 0.5, unit: 'day' }),
      delay: decimal({ min: 0, max: 10, step: 0.001, unit: 'h' }),
    }),
  },
  outputs: { ok: flag() },
  rule({ reading }) {
    const whole = addDays(reading.at, reading.wait) > addHours(reading.at, 0.25);
    const then = addDays(reading.day, reading.wait) > addDays(reading.day, days(hours(36)));
    return { ok: whole && then && addHours(reading.at, reading.delay) > reading.at };
  },
});
