import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from './hex.js';

test('fromHex(toHex(bytes)) = bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes), bytes.length)).toEqual(bytes);
    }),
  );
});

test.each(['', '00', '0X00', '0x0', '0xAB', '0xag', ' 0x00', '0x00 ', '0x00\n'])('%j is refused', (text) => {
  expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'hex.malformed' }));
});

test('a wrong length is refused', () => {
  expect(() => fromHex('0x0011', 3)).toThrow(expect.objectContaining({ code: 'hex.malformed' }));
});
