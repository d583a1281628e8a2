import { addMonths, addYears, ageInYears, clause, date, dateOf, flag, instant, monthOf, sensor, startOfDay } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::MissingDays',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { reading: sensor({ day: date(), at: instant() }) },
  outputs: { ok: flag() },
  rule({ reading }) {
    const month = addMonths(reading.day, 1, 'last');
    const year = addYears(reading.at, 1, 'clamp');
    const age = ageInYears(reading.day, date('2024-01-01'), 'feb29') > 3;
    const few = addMonths(reading.day, 1) > reading.day;
    const other = monthOf(reading.at) > 3 && startOfDay(reading.at) > reading.at && dateOf(reading.day) > reading.day;
    return { ok: month > reading.day && year > reading.at && age && few && other };
  },
});
