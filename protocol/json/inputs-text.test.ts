/** Inputs are written with the digits that they were read with. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputsText } from './inputs-text.js';
import { type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from './strict.js';

const number = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.constantFrom('', '.0', '.10', '.000000000000000000001', 'e3', 'E-07'))
  .map(([negative, whole, rest]) => new NumberLiteral(`${negative ? '-' : ''}${whole}${rest}`));
const name = fc.string().filter((text) => text !== '__proto__');
const json = fc.letrec<{ value: JsonWithLiterals }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.string(),
    number,
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')).map((members) => ({ ...members })),
  ),
})).value;

test('what was written is read back, digit by digit', () => {
  fc.assert(
    fc.property(json, (value) => {
      const read = parseJsonKeepingNumbers(inputsText(value));
      expect(read).toEqual(value);
      expect(inputsText(read)).toBe(inputsText(value));
    }),
  );
});

test('members stand in code-unit order, and those that are undefined are left out', () => {
  expect(inputsText({ b: new NumberLiteral('0.10'), a: [null], c: undefined, B: '"' } as never)).toBe('{"B":"\\"","a":[null],"b":0.10}');
});
