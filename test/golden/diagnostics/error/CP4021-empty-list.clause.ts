import { clause, integer, list, max, min, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  version: '1.0.0',
  title: 'Shows a diagnostic',
  inputs: {
    reading: sensor({ levels: list({ min: 0, max: 3 }, integer({ min: 0, max: 9 })), more: list({ min: 1, max: 3 }, integer({ min: 0, max: 9 })) }),
  },
  outputs: {
    least: integer({ min: 0, max: 9 }),
    most: integer({ min: 0, max: 9 }),
    known: integer({ min: 0, max: 9 }),
  },
  rule({ reading }) {
    const most = reading.levels.length > 0 ? max(reading.levels) : 0;
    return { least: min(reading.levels, (level) => level), most, known: min(reading.more) };
  },
});
