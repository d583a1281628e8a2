import { clause, flag, integer, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ level: integer({ min: 0, max: 100 }), wet: flag() }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.level >= 0 ? reading.wet : false };
  },
});
