import { clause, decimal, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ fee: decimal({ min: 0, max: 100, step: 0.01 }) }),
  },
  outputs: {
    half: decimal({ min: 0, max: 50, step: 0.01 }),
  },
  rule({ reading }) {
    return { half: reading.fee * 0.5 };
  },
});
