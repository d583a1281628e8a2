import { clause, decimal, integer, round, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ part: integer({ min: 0, max: 1 }), whole: integer({ min: 0, max: 100 }) }),
  },
  outputs: {
    share: decimal({ min: 0, max: 1, step: 0.01 }),
  },
  rule({ reading }) {
    return { share: round(reading.part / (reading.whole - 1), 0.01, 'floor') };
  },
});
