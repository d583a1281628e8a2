import { clause, flag, sensor, text } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::LongerText',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { reading: sensor({ code: text({ maxBytes: 4 }), name: text({ maxBytes: 80 }), ok: flag() }) },
  outputs: { code: text({ maxBytes: 3 }), name: text({ maxBytes: 31 }) },
  rule({ reading }) {
    if (reading.ok) return { code: reading.code, name: reading.code };
    return { code: 'NONE', name: reading.name };
  },
});
