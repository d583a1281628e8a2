import { describe, expect, test } from 'vitest';
import { ProtocolError } from '../errors.js';
import { NumberLiteral, parseJson, parseJsonKeepingNumbers } from './strict.js';

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'accepted';
}

const REFUSED: readonly (readonly [text: string, code: string])[] = [
  ['', 'json.syntax'],
  [' ', 'json.syntax'],
  ['{', 'json.syntax'],
  ['[', 'json.syntax'],
  ['"', 'json.syntax'],
  ['{"a"}', 'json.syntax'],
  ['{"a":}', 'json.syntax'],
  ['{"a":1,}', 'json.syntax'],
  ['{,}', 'json.syntax'],
  ['{a:1}', 'json.syntax'],
  ["{'a':1}", 'json.syntax'],
  ['[1,]', 'json.syntax'],
  ['[,1]', 'json.syntax'],
  ['[1 2]', 'json.syntax'],
  ['[1]]', 'json.syntax'],
  ['1 2', 'json.syntax'],
  ['{} {}', 'json.syntax'],
  ['nul', 'json.syntax'],
  ['True', 'json.syntax'],
  ['NaN', 'json.syntax'],
  ['Infinity', 'json.syntax'],
  ['undefined', 'json.syntax'],
  ['+1', 'json.syntax'],
  ['01', 'json.syntax'],
  ['-', 'json.syntax'],
  ['-1x', 'json.syntax'],
  ['.5', 'json.syntax'],
  ['1.', 'json.syntax'],
  ['1e', 'json.syntax'],
  ['0x10', 'json.syntax'],
  ['1_000', 'json.syntax'],
  ['// note\n1', 'json.syntax'],
  ['/* note */ 1', 'json.syntax'],
  ['"\n"', 'json.syntax'],
  ['"\t"', 'json.syntax'],
  ['"\u0000"', 'json.syntax'],
  ['"\\x41"', 'json.syntax'],
  ['"\\u12"', 'json.syntax'],
  ['"\\u12g4"', 'json.syntax'],
  ['"\\', 'json.syntax'],
  ['\u00a01', 'json.syntax'],
  ['\ufeff1', 'json.syntax'],
  ['\f1', 'json.syntax'],
  ['{"a":1,"a":1}', 'json.duplicate-key'],
  ['{"a":1,"\\u0061":2}', 'json.duplicate-key'],
  ['{"x":{"a":1,"b":2,"a":3}}', 'json.duplicate-key'],
  ['{"__proto__":{}}', 'json.forbidden-key'],
  ['{"\\u005f_proto__":{}}', 'json.forbidden-key'],
  ['"\\ud800"', 'json.lone-surrogate'],
  ['"\\udc00\\ud800"', 'json.lone-surrogate'],
  ['"\ud800"', 'json.lone-surrogate'],
  ['{"\\udfff":1}', 'json.lone-surrogate'],
  ['-0', 'json.number'],
  ['0.5', 'json.number'],
  ['1.0', 'json.number'],
  ['1e3', 'json.number'],
  ['1E3', 'json.number'],
  ['0e0', 'json.number'],
  ['9007199254740992', 'json.number'],
  ['-9007199254740992', 'json.number'],
  ['9007199254740993', 'json.number'],
  ['1e400', 'json.number'],
];

describe('signed data', () => {
  test.each(REFUSED)('%j is refused as %s', (text, code) => {
    expect(codeOf(() => parseJson(text))).toBe(code);
  });

  test.each([
    'null',
    'true',
    '0',
    '-1',
    '9007199254740991',
    '-9007199254740991',
    '""',
    '"\\ud83d\\ude02"',
    '[]',
    '{}',
    ' [ 1 , {"a" : [ ] } ]\r\n\t',
  ])('%j is read as JSON.parse reads it', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('names that objects inherit are members like any others', () => {
    expect(parseJson('{"constructor":1,"toString":2,"hasOwnProperty":3}')).toEqual(
      JSON.parse('{"constructor":1,"toString":2,"hasOwnProperty":3}'),
    );
  });

  test('bytes that are not UTF-8 are refused', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0xff, 0xfe, 0x31, 0x00],
    ]) {
      expect(codeOf(() => parseJson(Uint8Array.from(bytes)))).toBe('json.not-utf8');
    }
    expect(codeOf(() => parseJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)))).toBe('json.syntax');
  });

  test('size counts UTF-8 bytes, depth counts arrays and objects', () => {
    expect(codeOf(() => parseJson('"éé"', { maxBytes: 5 }))).toBe('json.too-large');
    expect(parseJson('"éé"', { maxBytes: 6 })).toBe('éé');
    expect(codeOf(() => parseJson(new Uint8Array(7), { maxBytes: 6 }))).toBe('json.too-large');
    expect(parseJson('[{"a":[]}]', { maxDepth: 3 })).toEqual([{ a: [] }]);
    expect(codeOf(() => parseJson('[{"a":[]}]', { maxDepth: 2 }))).toBe('json.too-deep');
    expect(codeOf(() => parseJson('['.repeat(100_000)))).toBe('json.too-deep');
  });

  test('an error names the place and not the text', () => {
    try {
      parseJson('{"a":[{"b/c":1.5}]}');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'json.number', pointer: '/a/0/b~1c' });
      expect((error as Error).message).not.toContain('1.5');
    }
  });
});

describe('input files', () => {
  test('every number keeps its digits', () => {
    const read = parseJsonKeepingNumbers('{"a":[0.10,-0,1e-7,123456789012345678901234567890]}') as { a: NumberLiteral[] };
    expect(read.a.map((literal) => literal.text)).toEqual(['0.10', '-0', '1e-7', '123456789012345678901234567890']);
    expect(read.a.every((literal) => literal instanceof NumberLiteral)).toBe(true);
  });

  test.each(REFUSED.filter(([, code]) => code !== 'json.number'))('%j is refused as %s here too', (text, code) => {
    expect(codeOf(() => parseJsonKeepingNumbers(text))).toBe(code);
  });
});
