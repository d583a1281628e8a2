import { clause, flag, sensor } from '@clauseproof/compiler/clause';

const LIMIT = 3;
type Kind = 'A' | 'B';

function above(x: number): number {
  return x + 1;
}

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
