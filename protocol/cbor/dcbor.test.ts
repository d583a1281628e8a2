/** Deterministic CBOR, compared with the library `cbor2`, with RFC 8949's examples, and against every way to write a value differently. */
import { dcborDecodeOptions, dcborEncodeOptions, decode, encode, Tag } from 'cbor2';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CborTag, type Dcbor, decodeDcbor, encodeDcbor } from './dcbor.js';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const nfc = fc.string({ unit: 'binary' }).map((value) => value.normalize('NFC'));
const values = fc.letrec<{ value: Dcbor }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      23,
      24,
      255,
      256,
      65535,
      65536,
      2 ** 32 - 1,
      2 ** 32,
      Number.MAX_SAFE_INTEGER,
      2n ** 64n - 1n,
      -(2n ** 63n),
    ),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noDefaultInfinity: false }),
    fc.float(),
    fc.constantFrom(1.5, 65504, 2 ** -24, 2 ** -14, 0.1, 1e300, Number.POSITIVE_INFINITY, Number.NaN, 2 ** 53, 2 ** 63, 2 ** 64),
    nfc,
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(nfc, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    fc
      .uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 })
      .chain((keys) => tie('value').map((member) => new Map(keys.map((key) => [key, member])))),
    fc.tuple(fc.nat(70000), tie('value')).map(([tag, contents]) => new CborTag(tag, contents)),
  ),
})).value;

/** The same value for the library. It writes a plain object for a Map without keys, so none is made. */
function forLibrary(value: Dcbor): unknown {
  if (value instanceof CborTag) return new Tag(value.tag, forLibrary(value.contents));
  if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(forLibrary);
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, forLibrary(member)]));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, forLibrary(member)]));
}

describe('completeness', () => {
  test('what is written is what cbor2 writes, and is read back as it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeDcbor(value);
        expect(text(bytes)).toBe(text(encode(forLibrary(value), { ...dcborEncodeOptions, ignoreGlobalTags: false })));
        expect(text(encodeDcbor(decodeDcbor(bytes)))).toBe(text(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test('bytes are read if and only if cbor2 reads them and they are what it writes', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.tuple(values, fc.nat(), fc.nat(255)).map(([value, at, byte]) => {
        const bytes = encodeDcbor(value).slice(0, 200);
        bytes[at % bytes.length] = byte;
        return bytes;
      }),
    );
    let read = 0;
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        let library: string | undefined;
        try {
          const value = decode(bytes, { ...dcborDecodeOptions, convertUnsafeIntsToFloat: false, ignoreGlobalTags: true });
          if (text(encode(value, { ...dcborEncodeOptions })) === text(bytes)) library = text(bytes);
        } catch {
          library = undefined;
        }
        const ours = codeOf(() => decodeDcbor(bytes));
        if (ours === 'none') read += 1;
        expect(ours === 'none').toBe(library !== undefined);
      }),
      { numRuns: 2500 },
    );
    expect(read).toBeGreaterThan(500);
  });

  // RFC 8949, appendix A: those examples that are deterministic.
  test.each([
    '00',
    '01',
    '0a',
    '17',
    '1818',
    '1819',
    '1864',
    '1903e8',
    '1a000f4240',
    '1b000000e8d4a51000',
    '1bffffffffffffffff',
    'c249010000000000000000',
    '3b7fffffffffffffff',
    'c349010000000000000000',
    '20',
    '29',
    '3863',
    '3903e7',
    'fb3ff199999999999a',
    'f93e00',
    'f90001',
    'f90400',

    'fbc010666666666666',
    'fa7f7fffff',
    'fb7e37e43c8800759c',
    'f97c00',
    'f97e00',
    'f9fc00',
    'f4',
    'f5',
    'f6',
    'c11a514b67b0',
    'd74401020304',
    'd818456449455446',
    '40',
    '4401020304',
    '60',
    '6161',
    '6449455446',
    '62225c',
    '62c3bc',
    '63e6b0b4',
    '64f0908591',
    '80',
    '83010203',
    '8301820203820405',
    '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
    'a0',
    'a201020304',
    'a26161016162820203',
    '826161a161626163',
    'a56161614161626142616361436164614461656145',
  ])('%s of RFC 8949 is read and written again', (bytes) => expect(text(encodeDcbor(decodeDcbor(hex(bytes))))).toBe(bytes));
});

describe('soundness: one encoding for each value', () => {
  test.each([
    ['a longer head', '1800'],
    ['a longer head of a length', '780161'],
    ['0 as a float', 'f90000'],
    ['-0', 'f98000'],
    ['1.0', 'f93c00'],
    ['a float that fits into half', 'fa47c35000'],
    ['a double that fits into single', 'fb47efffffe0000000'],
    ['NaN in single', 'fa7fc00000'],
    ['NaN with a payload', 'f97e01'],
    ['undefined', 'f7'],
    ['simple value 16', 'f0'],
    ['simple value 255', 'f8ff'],
    ['keys out of order', 'a203040102'],
    ['a key twice', 'a2616101616102'],
    ['keys sorted by length, not bytes', 'a3616101186402186403'],
    ['text that is not in NFC', '6365cc81'],
    ['an array of indefinite length', '9fff'],
    ['bytes of indefinite length', '5f4101ff'],
    ['text of indefinite length', '7f6161ff'],
    ['a map of indefinite length', 'bfff'],
    ['2^63 as a float', 'fb43e0000000000000'],
    ['bytes after the value', '0000'],
    ['an integer below -2^63', '3bffffffffffffffff'],
  ])('%s', (_, bytes) => expect(codeOf(() => decodeDcbor(hex(bytes)))).toMatch(/^cbor\.(malformed|not-deterministic)$/));

  test.each([
    ['nothing', ''],
    ['a break', 'ff'],
    ['a reserved head', '1c'],
    ['half a head', '19'],
    ['half a text', '6261'],
    ['text that is not UTF-8', '61ff'],
    ['a surrogate', '63eda080'],
    ['an array of 2^64', '9bffffffffffffffff'],
    ['a map of 2^64', 'bbffffffffffffffff'],
    ['text of 2^64', '7bffffffffffffffff00'],
    ['a map without its last value', 'a101'],
    ['a tag without contents', 'c1'],
    ['an array of 2^31 items', '9a7fffffff'],
  ])('%s is malformed', (_, bytes) => expect(codeOf(() => decodeDcbor(hex(bytes)))).toBe('cbor.malformed'));

  test('caps: a deep and a long value, in bounded time', () => {
    expect(codeOf(() => decodeDcbor(new Uint8Array(1_000_000).fill(0x81)))).toBe('cbor.too-deep');
    expect(codeOf(() => decodeDcbor(new Uint8Array(1_000_000).fill(0xd8)))).toBe('cbor.too-deep');
    expect(codeOf(() => decodeDcbor(new Uint8Array((1 << 20) + 1)))).toBe('cbor.too-large');
    expect(codeOf(() => decodeDcbor('a0' as unknown as Uint8Array))).toBe('cbor.not-bytes');
    const flat = encodeDcbor(new Array<number>(200_000).fill(1));
    expect((decodeDcbor(flat) as readonly number[]).length).toBe(200_000);
  });

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'cbor.not-a-value'],
    ['a hole', new Array(2), 'cbor.not-a-value'],
    ['a date', new Date(), 'cbor.not-a-value'],
    ['an undefined member', { a: undefined }, 'cbor.not-a-value'],
    ['half a surrogate pair', '\ud800', 'cbor.text'],
    ['text that is not in NFC', 'e\u0301', 'cbor.text'],
    [
      'a key twice',
      new Map<unknown, unknown>([
        [1, 1],
        [1n, 2],
      ]),
      'cbor.not-a-value',
    ],
    ['a symbol', Symbol('a'), 'cbor.not-a-value'],
    ['2^64', 2n ** 64n, 'cbor.not-a-value'],
    ['a negative tag', new CborTag(-1, 0), 'cbor.not-a-value'],
  ])('%s is not written', (_, value, code) => expect(codeOf(() => encodeDcbor(value as Dcbor))).toBe(code));

  test('a value that holds itself ends', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(codeOf(() => encodeDcbor(ring as Dcbor))).toBe('cbor.too-deep');
  });

  test('what was read does not change with the bytes', () => {
    const bytes = hex('4101');
    const value = decodeDcbor(bytes) as Uint8Array;
    bytes[1] = 9;
    expect([...value]).toEqual([1]);
  });
});
