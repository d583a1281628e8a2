import { clause, count, decimal, disclosed, ensure, every, flag, integer, list, max, min, oneOf, record, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({
      level: integer({ min: 0, max: 100, unit: 'mm' }),
      count: integer({ min: 0, max: 100 }),
      fee: decimal({ min: 0, max: 100, step: 0.01, unit: 'USD' }),
      wet: flag(),
      kind: oneOf('RAIN', 'SNOW', 'DRY'),
      levels: list(3, integer({ min: 0, max: 100, unit: 'mm' })),
    }),
  },
  outputs: {
    ok: flag(),
  },
  rule({ reading }) {
    const a = `text`;
    const b = `text ${reading.level}`;
    const c = /a+/;
    const d = null;
    const f = new Date();
    const g = [...reading.levels];
    const h = reading.level as number;
    const i = <number>reading.level;
    const j = reading.level satisfies number;
    const k = reading.level!;
    const l = typeof reading.level;
    const m = this;
    const n = 10n;
    const o = reading?.level;
    const p = function () {};
    const q = class {};
    const r = void 0;
    const s = await reading.level;
    return { ok: reading.wet };
  },
});
