import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ wet: flag(), 'rain-fall': flag(), __proto: flag() }),
    größe: sensor({ wet: flag() }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.wet };
  },
});
