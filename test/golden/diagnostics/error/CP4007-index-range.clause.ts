import { clause, flag, integer, list, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ levels: list(3, integer({ min: 0, max: 100 })) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    let rises = 0;
    for (let i = 0; i < reading.levels.length; i++) {
      if (reading.levels[i + 1] > reading.levels[i]) rises += 1;
    }
    return { ok: rises > 1 };
  },
});
