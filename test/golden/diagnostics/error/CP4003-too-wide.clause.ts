import { clause, flag, integer, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ a: integer({ min: 0, max: 1e50 }), b: integer({ min: 0, max: 1e50 }) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.a * reading.b > reading.b * reading.b };
  },
});
