import {
  addYears,
  ageInYears,
  clause,
  credential,
  date,
  dateOf,
  flag,
  instant,
  integer,
  min,
  oneOf,
  optional,
  parameters,
  present,
  record,
  text,
} from '@clauseproof/compiler/clause';

export default clause({
  id: 'Transport::Licences::HeavyVehicle',
  version: '1.0.0',
  title: 'Whether a driver may drive a heavy vehicle now',
  inputs: {
    licence: credential({
      born: date(),
      category: text({ maxBytes: 4 }),
      issued: date(),
      expires: optional(date()),
      medical: optional(record({ at: date(), fit: flag() })),
      points: integer({ min: -3, max: 18 }),
    }),
    check: parameters({ at: instant(), massClass: oneOf('B', 'C1', 'C') }),
  },
  outputs: { allowed: flag() },
  rule({ licence, check }) {
    const today = dateOf(check.at);
    if (licence.born > today || licence.issued > today) return { allowed: false };
    const age = ageInYears(licence.born, today, 'feb28');
    const needed = check.massClass === 'C' ? 21 : 18;
    if (age < needed || licence.points <= 0) return { allowed: false };
    const ends = min(
      present(licence.expires) ? licence.expires : addYears(licence.issued, 15, 'feb28'),
      addYears(licence.born, 80, 'feb28'),
    );
    if (today > ends) return { allowed: false };
    if (check.massClass !== 'B') {
      if (!present(licence.medical)) return { allowed: false };
      const { at, fit } = licence.medical;
      if (!fit || addYears(at, age >= 50 ? 1 : 5, 'mar1') < today) return { allowed: false };
    }
    return {
      allowed:
        (licence.category === 'B' && check.massClass === 'B') ||
        (licence.category === 'C' && check.massClass === 'C') ||
        (licence.category === 'C' && check.massClass === 'C1'),
    };
  },
});
