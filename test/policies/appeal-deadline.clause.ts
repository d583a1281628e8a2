import {
  addDays,
  addHours,
  addMonths,
  type CalendarDate,
  clause,
  credential,
  date,
  dateOf,
  days,
  daysBetween,
  decimal,
  ensure,
  flag,
  instant,
  integer,
  max,
  parameters,
  round,
  weekdayOf,
} from '@clauseproof/compiler/clause';

/** Saturdays and Sundays move to Monday. */
function nextBusinessDay(day: CalendarDate): CalendarDate {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, 2) : weekday === 7 ? addDays(day, 1) : day;
}

export default clause({
  id: 'Court::Procedure::AppealDeadline',
  version: '1.0.0',
  title: 'Whether an appeal was filed within a month of service, ending on a business day, and what interest fell due',
  inputs: {
    file: credential({
      served: date(),
      filed: instant(),
      principal: decimal({ unit: 'EUR', min: 0, max: 10_000_000, step: 0.01 }),
      due: date(),
    }),
    law: parameters({ months: integer({ min: 1, max: 6 }), rate: decimal({ min: 0, max: 0.2, step: 0.0001 }) }),
  },
  outputs: {
    inTime: flag(),
    interest: decimal({ unit: 'EUR', min: 0, max: 500_000_000, step: 0.01 }),
    lastDay: date({ max: '2101-12-31' }),
  },
  rule({ file, law }) {
    const end = nextBusinessDay(addMonths(file.served, law.months, 'clamp'));
    const filedOn = dateOf(addHours(file.filed, 1));
    ensure(filedOn >= file.served, 'filed after service');
    const late = max(daysBetween(file.due, filedOn), 0);
    const interest = round((file.principal * law.rate * late) / days(365), 0.01, 'halfEven');
    return { inTime: filedOn <= end, interest, lastDay: end };
  },
});
