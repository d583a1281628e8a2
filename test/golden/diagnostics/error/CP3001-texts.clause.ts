import { clause, date, flag, instant, oneOf, oneOfTexts, sensor, text } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Texts',
  version: '1.0.0',
  title: 'Shows diagnostics',
  inputs: {
    reading: sensor({ code: text({ maxBytes: 4 }), weather: oneOf('RAIN', 'DRY'), day: date(), at: instant(), ok: flag() }),
  },
  outputs: { ok: flag() },
  rule({ reading }) {
    const other = reading.code === reading.weather;
    const order = reading.code < 'B';
    const times = reading.day < reading.at;
    const list = oneOfTexts(reading.code, 'A');
    const numbers = oneOfTexts(reading.code, [1, 2]);
    const day = oneOfTexts(reading.day, ['A']);
    const literal = reading.day === '2024-01-01';
    let word = 'A';
    switch (word) {
      case 'A':
        break;
      default:
        word = reading.code;
    }
    return { ok: other || order || times || list || numbers || day || literal };
  },
});
