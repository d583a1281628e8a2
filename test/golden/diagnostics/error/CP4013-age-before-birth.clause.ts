import { addYears, ageInYears, clause, date, ensure, flag, integer, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::AgeBeforeBirth',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { person: sensor({ born: date(), at: date({ min: '2020-01-01' }), years: integer({ min: 0, max: 400, unit: 'year' }) }) },
  outputs: { ok: flag() },
  rule({ person }) {
    if (ageInYears(person.born, person.at, 'mar1') < 18) return { ok: false };
    ensure(person.born <= person.at, 'the birth comes first');
    const late = addYears(person.born, person.years, 'feb28') > person.at;
    return { ok: late && ageInYears(person.born, person.at, 'mar1') >= 21 };
  },
});
