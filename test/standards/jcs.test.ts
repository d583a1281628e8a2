/** RFC 8785 in full by the published `canonicalize`: its test data, and the numbers of its appendix B. */
import { readdirSync, readFileSync } from 'node:fs';
import { canonicalize } from '@clauseproof/protocol';
import { describe, expect, test } from 'vitest';

const folder = new URL('../vectors/jcs/testdata/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');

test.each(readdirSync(new URL('input/', folder)))('test data %s', (name) => {
  const text = canonicalize(JSON.parse(read(`input/${name}`)));
  expect(text).toBe(read(`output/${name}`).trimEnd());
  const hex = read(`outhex/${name.replace('.json', '.txt')}`).replace(/\s+/g, '');
  expect(Buffer.from(text).toString('hex')).toBe(hex);
});

/** Appendix B of the RFC: IEEE 754 bits, and the text. */
const NUMBERS: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];
const numberOf = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE();

describe('appendix B', () => {
  test.each(NUMBERS)('%s is %s', (bits, text) => {
    expect(canonicalize(numberOf(bits))).toBe(text);
    expect(canonicalize([{ n: numberOf(bits) }])).toBe(`[{"n":${text}}]`);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('%s is refused', (bits) => {
    expect(() => canonicalize(numberOf(bits))).toThrow(expect.objectContaining({ code: 'jcs.number' }));
  });
});

test('names are sorted by UTF-16 units, and texts are escaped in the one way', () => {
  const names = {
    '\u20ac': 'Euro',
    '\r': 'Return',
    '\ufb33': 'Dalet',
    '1': 'One',
    '\ud83d\ude00': 'Smile',
    '\u0080': 'Control',
    '\u00f6': 'o',
  };
  expect(Object.values(JSON.parse(canonicalize(names)) as object)).toEqual(['One', 'Return', 'Control', 'o', 'Euro', 'Smile', 'Dalet']);
  expect(canonicalize('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  expect(canonicalize({ __proto__: null, b: [], a: {} })).toBe('{"a":{},"b":[]}');
});

test.each([['\ud800'], [{ '\udfff': 1 }], [undefined], [{ a: undefined }], [new Array(1)], [new Date(0)], [1n], [() => 1]])(
  'what is not I-JSON is refused, not dropped: %#',
  (value) => expect(() => canonicalize(value)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^jcs\./) })),
);
