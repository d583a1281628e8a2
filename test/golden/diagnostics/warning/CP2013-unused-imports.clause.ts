import { clause, flag, sensor, sum } from '@clauseproof/compiler/clause';
import { above } from '../modules/bands.rules.js';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ wet: flag() }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: reading.wet };
  },
});
