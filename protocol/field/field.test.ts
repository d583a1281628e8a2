import { bn254 } from '@noble/curves/bn254.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeField, encodeField, MODULUS } from './field.js';

test('the moduli are those of the curves', () => {
  expect(MODULUS.bn254).toBe(bn254.fields.Fr.ORDER);
  // The base field of Pallas, as its specification writes it.
  expect(MODULUS.pasta).toBe(2n ** 254n + 45560315531419706090280762371685220353n);
});

test.each(['bn254', 'pasta'] as const)('decodeField(encodeField(x)) = x on %s', (field) => {
  fc.assert(fc.property(fc.bigInt(0n, MODULUS[field] - 1n), (x) => decodeField(encodeField(x, field), field) === x));
});

test.each(['bn254', 'pasta'] as const)('soundness: an element of %s has one spelling', (field) => {
  const p = MODULUS[field];
  const spelled = (x: bigint) => `0x${x.toString(16).padStart(64, '0')}`;
  expect(() => decodeField(spelled(p), field)).toThrow(expect.objectContaining({ code: 'field.out-of-range' }));
  expect(() => decodeField(spelled(p + 1n), field)).toThrow(expect.objectContaining({ code: 'field.out-of-range' }));
  for (const text of ['0x1', `0x${'0'.repeat(65)}`, `0x${'A'.repeat(64)}`, '1', `-0x${'0'.repeat(63)}1`, ` ${spelled(1n)}`]) {
    expect(() => decodeField(text, field)).toThrow(expect.objectContaining({ code: 'field.malformed' }));
  }
  for (const x of [-1n, p]) expect(() => encodeField(x, field)).toThrow(expect.objectContaining({ code: 'field.out-of-range' }));
});
