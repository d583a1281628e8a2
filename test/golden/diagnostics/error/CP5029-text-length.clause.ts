import { clause, flag, sensor, text } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::TextLength',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: { reading: sensor({ none: text({ maxBytes: 0 }), half: text({ maxBytes: 1.5 }), book: text({ maxBytes: 100_000 }), ok: flag() }) },
  outputs: { ok: flag() },
  rule({ reading }) {
    return { ok: reading.ok && reading.none === reading.half && reading.book === reading.none };
  },
});
