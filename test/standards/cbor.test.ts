/**
 * RFC 8949, appendix A, before the published reader and writer of deterministic CBOR: what is deterministic is read and written as the same bytes, everything else
 * is refused. The values are those of the RFC. Then the cases of dCBOR (draft-mcnally-deterministic-cbor) as its reference implementation has them.
 */
import { CborTag, type Dcbor, decodeDcbor, encodeDcbor } from '@clauseproof/protocol';
import { describe, expect, test } from 'vitest';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const numbers = Array.from({ length: 25 }, (_, i) => i + 1);

const DETERMINISTIC: readonly (readonly [hex: string, value: unknown])[] = [
  ...([
    ['00', 0],
    ['01', 1],
    ['0a', 10],
    ['17', 23],
    ['1818', 24],
    ['1819', 25],
    ['1864', 100],
    ['1903e8', 1000],
    ['1a000f4240', 1000000],
  ] as const),
  ...([
    ['1b000000e8d4a51000', 1000000000000],
    ['1bffffffffffffffff', 18446744073709551615n],
  ] as const),
  ...([
    ['20', -1],
    ['29', -10],
    ['3863', -100],
    ['3903e7', -1000],
  ] as const),
  ...([
    ['fb3ff199999999999a', 1.1],
    ['f93e00', 1.5],
    ['fa7f7fffff', 3.4028234663852886e38],
    ['fb7e37e43c8800759c', 1.0e300],
  ] as const),
  ...([
    ['f90001', 2 ** -24],
    ['f90400', 0.00006103515625],
    ['fbc010666666666666', -4.1],
  ] as const),
  ...([
    ['f97c00', Number.POSITIVE_INFINITY],
    ['f97e00', Number.NaN],
    ['f9fc00', Number.NEGATIVE_INFINITY],
    ['f4', false],
    ['f5', true],
    ['f6', null],
  ] as const),
  ['c074323031332d30332d32315432303a30343a30305a', new CborTag(0, '2013-03-21T20:04:00Z')],
  ['c11a514b67b0', new CborTag(1, 1363896240)],
  ['c1fb41d452d9ec200000', new CborTag(1, 1363896240.5)],
  ['d74401020304', new CborTag(23, bytes('01020304'))],
  ['d818456449455446', new CborTag(24, bytes('6449455446'))],
  ['d82076687474703a2f2f7777772e6578616d706c652e636f6d', new CborTag(32, 'http://www.example.com')],
  ...([
    ['40', bytes('')],
    ['4401020304', bytes('01020304')],
    ['60', ''],
    ['6161', 'a'],
    ['6449455446', 'IETF'],
    ['62225c', '"\\'],
  ] as const),
  ...([
    ['62c3bc', 'ü'],
    ['63e6b0b4', '水'],
    ['64f0908591', '𐅑'],
    ['80', []],
    ['83010203', [1, 2, 3]],
  ] as const),
  ...([
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', numbers],
  ] as const),
  ['a0', {}],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['826161a161626163', ['a', { b: 'c' }]],
  ['a56161614161626142616361436164614461656145', { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' }],
];

/** Numbers with a shorter form, one below -2^63, simple values that the deterministic profile lacks, and everything of indefinite length. */
const REFUSED = [
  ...[
    '3bffffffffffffffff',
    'f90000',
    'f98000',
    'f93c00',
    'f97bff',
    'fa47c35000',
    'f9c400',
    'fa7f800000',
    'fa7fc00000',
    'faff800000',
    'fb7ff0000000000000',
  ],
  ...['fb7ff8000000000000', 'fbfff0000000000000', 'f7', 'f0', 'f818', 'f8ff', '5f42010243030405ff', '7f657374726561646d696e67ff', '9fff'],
  ...[
    '9f018202039f0405ffff',
    '9f01820203820405ff',
    '83018202039f0405ff',
    '83019f0203ff820405',
    'bf61610161629f0203ffff',
    '826161bf61626163ff',
  ],
  ...['9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff', 'bf6346756ef563416d7421ff'],
];

describe('RFC 8949, appendix A', () => {
  test.each(DETERMINISTIC)('%s', (hex, value) => {
    expect(decodeDcbor(bytes(hex))).toEqual(value);
    expect(Buffer.from(encodeDcbor(decodeDcbor(bytes(hex)))).toString('hex')).toBe(hex);
  });

  test.each(REFUSED)('%s is refused', (hex) => {
    expect(() => decodeDcbor(bytes(hex))).toThrow(expect.objectContaining({ code: expect.stringMatching(/^cbor\./) }));
  });
});

/** `tests/encode.rs` of BlockchainCommons/bc-dcbor-rust (BSD-2-Clause-Patent): values and their one encoding. */
const DCBOR: readonly (readonly [hex: string, value: Dcbor])[] = [
  ['18ff', 255],
  ['19ffff', 65535],
  ['1a00010000', 65536],
  ['1affffffff', 4294967295],
  ['1b0000000100000000', 4294967296],
  ['1bffffffffffffffff', 18446744073709551615n],
  ['21', -2],
  ['387e', -127],
  ['387f', -128],
  ['187f', 127],
  ['397fff', -32768],
  ['197fff', 32767],
  ['3a7fffffff', -2147483648],
  ['1a7fffffff', 2147483647],
  ['3b7fffffffffffffff', -9223372036854775808n],
  ['1b7fffffffffffffff', 9223372036854775807n],
  ['4400112233', bytes('00112233')],
  ['6548656c6c6f', 'Hello'],
  ['83012103', [1, -2, 3]],
  ['83016548656c6c6f83010203', [1, 'Hello', [1, 2, 3]]],
  [
    'a80a011864022003617a046261610581186406812007f408',
    new Map<Dcbor, Dcbor>([
      [-1, 3],
      [[-1], 7],
      ['z', 4],
      [10, 1],
      [false, 8],
      [100, 2],
      ['aa', 5],
      [[100], 6],
    ]),
  ],
  [
    'a201fb4046d9999999999a0269486920746865726521',
    new Map<Dcbor, Dcbor>([
      [1, 45.7],
      [2, 'Hi there!'],
    ]),
  ],
  ['c16548656c6c6f', new CborTag(1, 'Hello')],
  [
    'd8c882d8c8d81865416c696365d8c8d8dd82d8c8d818656b6e6f7773d8c8d81863426f62',
    new CborTag(200, [
      new CborTag(200, new CborTag(24, 'Alice')),
      new CborTag(200, new CborTag(221, [new CborTag(200, new CborTag(24, 'knows')), new CborTag(200, new CborTag(24, 'Bob'))])),
    ]),
  ],
  ['f93e00', 1.5],
  ['fa4a0f2b39', 2345678.25],
  ['fb3ff3333333333333', 1.2],
  ['182a', 42],
  ['1a0023cace', 2345678],
  ['3a0023cacd', -2345678],
  ['00', -0],
];

describe('dCBOR', () => {
  test.each(DCBOR)('%s', (hex, value) => {
    expect(Buffer.from(encodeDcbor(value)).toString('hex')).toBe(hex);
    expect(Buffer.from(encodeDcbor(decodeDcbor(bytes(hex)))).toString('hex')).toBe(hex);
  });

  test.each([
    ['keys out of order', 'a2026141016142'],
    ['1.5 in 64 bits', 'fb3ff8000000000000'],
    ['12 as a float', 'f94a00'],
    ['a byte left over', '0001'],
    ['a text that is not in NFC', '6365cc81'],
    ['a key twice', 'a2616101616102'],
  ])('%s', (_name, hex) => {
    expect(() => decodeDcbor(bytes(hex))).toThrow(expect.objectContaining({ code: expect.stringMatching(/^cbor\./) }));
  });
});
