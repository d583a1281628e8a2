import {
  addMonths,
  ageInYears,
  clause,
  credential,
  date,
  daysBetween,
  ensure,
  flag,
  integer,
  list,
  max,
  min,
  oneOf,
  optional,
  parameters,
  present,
  record,
} from '@clauseproof/compiler/clause';

export default clause({
  id: 'Social::Benefits::ResidenceAllowance',
  version: '1.0.0',
  title: 'Grants an allowance to adults below pension age who lived here for 183 days of the last twelve months',
  inputs: {
    person: credential({
      born: date({ max: '2025-12-31' }),
      stays: list({ min: 0, max: 6 }, record({ from: date(), until: optional(date()) })),
      disability: optional(record({ degree: integer({ min: 20, max: 100 }), since: date() })),
    }),
    policy: parameters({ at: date({ min: '2020-01-01', max: '2060-12-31' }), pensionAge: integer({ min: 60, max: 70, unit: 'year' }) }),
  },
  outputs: {
    granted: flag(),
    reason: oneOf('TOO_YOUNG', 'PENSION', 'RESIDENCE', 'OK', 'OK_BY_DISABILITY'),
    days: integer({ min: 0, max: 100000, unit: 'day' }),
  },
  rule({ person, policy }) {
    ensure(person.born <= policy.at, 'born before the application');
    const start = addMonths(policy.at, -12, 'clamp');
    let days = 0;
    for (const stay of person.stays) {
      const until = present(stay.until) ? stay.until : policy.at;
      ensure(stay.from <= until, 'a stay begins before it ends');
      const from = max(stay.from, start);
      const to = min(until, policy.at);
      if (from < to) days += daysBetween(from, to);
    }
    const age = ageInYears(person.born, policy.at, 'mar1');
    if (age < 18) return { granted: false, reason: 'TOO_YOUNG', days };
    if (age >= policy.pensionAge) return { granted: false, reason: 'PENSION', days };
    if (present(person.disability) && person.disability.degree >= 50) return { granted: true, reason: 'OK_BY_DISABILITY', days };
    if (days < 183) return { granted: false, reason: 'RESIDENCE', days };
    return { granted: true, reason: 'OK', days };
  },
});
