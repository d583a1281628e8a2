import { readdirSync, readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { canonicalBytes, canonicalJson, sameJson } from './canonical.js';
import { parseJson } from './strict.js';

const folder = new URL('../../test/vectors/jcs/testdata/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const names = readdirSync(new URL('input/', folder));

describe('RFC 8785 vectors', () => {
  test('all six are here', () => expect(names).toHaveLength(6));

  test.each(names.filter((name) => name !== 'values.json'))('%s', (name) => {
    const value = JSON.parse(read(`input/${name}`));
    expect(canonicalJson(value)).toBe(read(`output/${name}`).trimEnd());
    const bytes = read(`outhex/${name.replace('.json', '.txt')}`).replace(/\s+/g, '');
    expect(toHex(canonicalBytes(value))).toBe(`0x${bytes}`);
  });

  test('values.json holds fractions: the library writes them, signed data refuses them', () => {
    const value = JSON.parse(read('input/values.json'));
    expect(canonicalize(value)).toBe(read('output/values.json').trimEnd());
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'jcs.number', pointer: '/numbers/0' }));
  });
});

test.each([
  ['undefined', undefined, 'jcs.not-json'],
  ['an undefined member', { a: undefined }, 'jcs.not-json'],
  ['a hole in a list', new Array(1), 'jcs.not-json'],
  ['a function', { a: () => 1 }, 'jcs.not-json'],
  ['a bigint', 1n, 'jcs.not-json'],
  ['a symbol', Symbol('a'), 'jcs.not-json'],
  ['a date, which has toJSON', new Date(0), 'jcs.not-json'],
  ['a map', new Map(), 'jcs.not-json'],
  ['bytes', new Uint8Array(1), 'jcs.not-json'],
  ['NaN', Number.NaN, 'jcs.number'],
  ['-0', [-0], 'jcs.number'],
  ['a fraction', 0.5, 'jcs.number'],
  ['2^53', 2 ** 53, 'jcs.number'],
  ['half a surrogate pair', ['\ud800'], 'jcs.lone-surrogate'],
  ['half a surrogate pair as a name', { '\udc00': 1 }, 'jcs.lone-surrogate'],
])('%s is refused, not dropped', (_, value, code) => {
  expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code }));
});

test('a value that refers to itself is refused', () => {
  const value: { self?: unknown } = {};
  value.self = value;
  expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'jcs.not-json' }));
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

test('parseJson(canonicalJson(x)) = x, and canonical text is a fixed point', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(text).toBe(canonicalize(value));
      expect(parseJson(text)).toEqual(value);
      expect(canonicalJson(parseJson(text))).toBe(text);
      expect(sameJson(value, parseJson(JSON.stringify(value, null, 2)))).toBe(true);
    }),
  );
});
