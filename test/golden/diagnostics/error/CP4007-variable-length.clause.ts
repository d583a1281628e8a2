import { clause, ensure, flag, integer, list, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ levels: list({ min: 1, max: 4 }, integer({ min: 0, max: 9 })), at: integer({ min: 0, max: 5 }) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    const first = reading.levels[0];
    const second = reading.levels[1];
    const chosen = reading.levels[reading.at];
    if (reading.levels.length > 2 && reading.levels[2] > reading.levels[3]) return { ok: true };
    ensure(reading.at < reading.levels.length, 'the level that is meant is there');
    return { ok: first < second && chosen < 5 && reading.levels[reading.at] > 3 };
  },
});
