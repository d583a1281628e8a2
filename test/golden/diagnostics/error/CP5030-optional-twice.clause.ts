import { clause, flag, optional, present, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ wet: optional(optional(flag())) }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    return { ok: present(reading.wet) };
  },
});
