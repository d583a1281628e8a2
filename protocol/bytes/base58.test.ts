import { base58 } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase58, encodeBase58 } from './base58.js';

test('is what @scure/base computes, leading zeros too', () => {
  const bytes = fc
    .tuple(fc.nat({ max: 3 }), fc.uint8Array({ maxLength: 40 }))
    .map(([zeros, rest]) => Uint8Array.from([...new Array<number>(zeros).fill(0), ...rest]));
  fc.assert(
    fc.property(bytes, (input) => {
      expect(encodeBase58(input)).toBe(base58.encode(input));
      expect(decodeBase58(encodeBase58(input))).toEqual(input);
    }),
  );
});

test.each(['0', 'O', 'I', 'l', ' ', 'z ', '+'])('%j is refused', (text) => {
  expect(() => decodeBase58(text)).toThrow(expect.objectContaining({ code: 'did.malformed' }));
});
