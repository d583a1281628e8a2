import { clause, integer, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ level: integer({ min: 0, max: 100 }) }),
  },
  outputs: {
    total: integer({ min: 0, max: 100 }),
  },
  rule({ reading }) {
    return { total: reading.level + 1 };
  },
});
