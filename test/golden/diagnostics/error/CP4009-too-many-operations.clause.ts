import { clause, flag, integer, max, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ level: integer({ min: 0, max: 100 }), fee: integer({ min: 0, max: 100 }) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    let largest = 0;
    for (let i = 0; i < 500; i++) {
      for (let j = 0; j < 500; j++) {
        largest = max(largest, reading.level * i - reading.fee * j);
      }
    }
    return { ok: largest > 1 };
  },
});
