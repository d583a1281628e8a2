import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  verison: '1.0.0',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  author: 'nobody',
  inputs: {
    reading: sensor({ wet: flag(), level: integer({ min: 0, maximum: 3, max: 3 }) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.wet };
  },
});
