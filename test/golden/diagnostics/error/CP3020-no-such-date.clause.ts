import { clause, date, flag, instant, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::NoSuchDate',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { reading: sensor({ day: date(), at: instant() }) },
  outputs: { ok: flag() },
  rule({ reading }) {
    const leap = reading.day > date('2023-02-29');
    const early = reading.day < date('1599-12-31');
    const offset = reading.at > instant('2024-01-01T00:00:00+01:00');
    const second = reading.at > instant('2016-12-31T23:59:60Z');
    return { ok: leap || early || offset || second };
  },
});
