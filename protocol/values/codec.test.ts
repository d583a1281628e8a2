import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProtocolError } from '../errors.js';
import { type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from '../json/strict.js';
import { SAMPLE_INPUTS, SAMPLE_INTERFACE } from '../testing/sample.js';
import { formatDate, formatInstant } from './calendar.js';
import {
  clearAbsent,
  decodeOutputs,
  decodeValue,
  encodeInputs,
  encodeOutputs,
  encodeValue,
  leafCount,
  scalarLeaves,
  scalarSize,
} from './codec.js';
import { formatDecimal, rational } from './rational.js';
import type { ScalarType, ValueType } from './value-type.js';

const decimals: fc.Arbitrary<ScalarType> = fc
  .tuple(fc.bigInt(-1000n, 1000n), fc.bigInt(0n, 10n ** 12n), fc.constantFrom('0.1', '0.01', '0.25', '1', '5', '0.000001'))
  .map(([low, count, step]) => {
    const [n, d] = [BigInt(step.replace('.', '')), 10n ** BigInt((step.split('.')[1] ?? '').length)];
    return { kind: 'decimal', min: formatDecimal(rational(low * n, d)), max: formatDecimal(rational((low + count) * n, d)), step };
  });
const integers: fc.Arbitrary<ScalarType> = fc
  .tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(0n, 10n ** 18n))
  .map(([min, count]) => ({ kind: 'integer', min: String(min), max: String(min + count) }));
const names: fc.Arbitrary<ScalarType> = fc
  .uniqueArray(fc.stringMatching(/^[A-Z]{1,8}$/), { minLength: 1, maxLength: 6 })
  .map((list) => ({ kind: 'oneOf', names: list }));
const dates: fc.Arbitrary<ScalarType> = fc
  .tuple(fc.bigInt(-135140n, 120000n), fc.bigInt(0n, 37000n))
  .map(([min, count]) => ({ kind: 'date', min: formatDate(min), max: formatDate(min + count) }));
const instants: fc.Arbitrary<ScalarType> = fc
  .tuple(fc.bigInt(-(10n ** 10n), 10n ** 10n), fc.bigInt(0n, 3n * 10n ** 9n))
  .map(([min, count]) => ({ kind: 'instant', min: formatInstant(min), max: formatInstant(min + count) }));
const types: fc.Arbitrary<ValueType> = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant<ValueType>({ kind: 'flag' }),
    decimals,
    integers,
    names,
    dates,
    instants,
    fc.record({ kind: fc.constant('list' as const), length: fc.integer({ min: 1, max: 3 }), element: tie('type') }),
    fc
      .record({ min: fc.integer({ min: 0, max: 2 }), more: fc.integer({ min: 1, max: 2 }), element: tie('type') })
      .map(({ min, more, element }) => ({ kind: 'variableList' as const, min, max: min + more, element })),
    tie('type').map((value) => (value.kind === 'optional' ? value : { kind: 'optional' as const, value })),
    fc
      .uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 3 })
      .chain((members) => fc.tuple(...members.map((name) => tie('type').map((type) => ({ name, type })))))
      .map((fields) => ({ kind: 'record' as const, fields })),
  ),
})).type;
const anyLeaves = types.chain((type) =>
  fc.tuple(fc.constant(type), fc.tuple(...scalarLeaves(type).map((leaf) => fc.bigInt(0n, leaf.size)))),
);
const typed = anyLeaves.map(([type, leaves]): [ValueType, bigint[]] => [type, clearAbsent(type, leaves)]);

describe('encode and decode are a bijection between [0, size] and canonical JSON', () => {
  test('encodeValue(decodeValue(x)) = x', () => {
    fc.assert(
      fc.property(typed, ([type, encoded]) => {
        const json = decodeValue(type, encoded);
        expect(encodeValue(type, json, '')).toEqual(encoded);
        // Through an input file with number literals as well.
        expect(encodeValue(type, parseJsonKeepingNumbers(JSON.stringify(json)), '')).toEqual(encoded);
      }),
      { numRuns: 300 },
    );
  });

  test('the corners of every leaf decode, and one step beyond is refused', () => {
    fc.assert(
      fc.property(types, (type) => {
        const leaves = scalarLeaves(type);
        const top = leaves.map((leaf) => leaf.size);
        expect(encodeValue(type, decodeValue(type, top), '')).toEqual(top);
        for (let i = 0; i < top.length; i++) {
          const beyond = top.map((x, j) => (i === j ? x + 1n : x));
          expect(() => decodeValue(type, beyond)).toThrow(expect.objectContaining({ code: 'value.out-of-range' }));
        }
        expect(() => decodeValue(type, top.slice(0, -1))).toThrow(expect.objectContaining({ code: 'value.wrong-count' }));
        expect(() => decodeValue(type, [...top, 0n])).toThrow(expect.objectContaining({ code: 'value.wrong-count' }));
      }),
    );
  });
});

describe('what is absent', () => {
  test('one value has one encoding: leaves decode only if all that is absent is zero', () => {
    fc.assert(
      fc.property(anyLeaves, ([type, leaves]) => {
        const cleared = clearAbsent(type, leaves);
        expect(leaves.length).toBe(leafCount(type));
        if (cleared.every((x, i) => x === leaves[i])) expect(encodeValue(type, decodeValue(type, leaves), '')).toEqual(leaves);
        else expect(() => decodeValue(type, leaves)).toThrow(expect.objectContaining({ code: 'value.not-absent' }));
      }),
      { numRuns: 300 },
    );
  });

  const DOSE: ValueType = {
    kind: 'record',
    fields: [{ name: 'dn', type: { kind: 'optional', value: { kind: 'integer', min: '1', max: '9' } } }],
  };
  const DOSES: ValueType = { kind: 'variableList', min: 0, max: 2, element: DOSE };

  test.each<[ValueType, string, bigint[]]>([
    [DOSES, '[]', [0n, 0n, 0n, 0n, 0n]],
    [DOSES, '[{}]', [1n, 0n, 0n, 0n, 0n]],
    [DOSES, '[{"dn": null}, {"dn": 1}]', [2n, 0n, 0n, 1n, 0n]],
    [{ kind: 'optional', value: DOSES }, 'null', [0n, 0n, 0n, 0n, 0n, 0n]],
    [{ kind: 'optional', value: DOSES }, '[]', [1n, 0n, 0n, 0n, 0n, 0n]],
  ])('%j: %s', (type, json, encoded) => {
    expect(encodeValue(type, parseJsonKeepingNumbers(json), '')).toEqual(encoded);
  });

  test('the canonical JSON of an absent member is null', () => {
    expect(decodeValue(DOSES, [1n, 0n, 0n, 0n, 0n])).toEqual([{ dn: null }]);
  });

  test('a list that is too long or too short, and null where a value must be, are refused', () => {
    const short: ValueType = { ...DOSES, min: 1 } as ValueType;
    expect(() => encodeValue(short, [], '')).toThrow(expect.objectContaining({ code: 'input.wrong-length' }));
    expect(() => encodeValue(DOSES, [{}, {}, {}], '')).toThrow(expect.objectContaining({ code: 'input.wrong-length' }));
    expect(() => encodeValue(DOSES, [null], '')).toThrow(expect.objectContaining({ code: 'input.wrong-type', pointer: '/0' }));
  });
});

const RAIN: ScalarType = { kind: 'decimal', min: '0', max: '500', step: '0.1', unit: 'mm' };
const AGE: ScalarType = { kind: 'integer', min: '-1', max: '130' };
const HUGE: ScalarType = { kind: 'integer', min: '0', max: '100000000000000000000' };
const number = (text: string) => new NumberLiteral(text);

test.each<[ValueType, JsonWithLiterals, bigint]>([
  [RAIN, '0.3', 3n],
  [RAIN, number('0.3'), 3n],
  [RAIN, number('0.30'), 3n],
  [RAIN, number('3e-1'), 3n],
  [RAIN, number('-0.0'), 0n],
  [RAIN, '500.0', 5000n],
  [RAIN, 500, 5000n],
  [AGE, -1, 0n],
  [AGE, number('41'), 42n],
  [AGE, '41', 42n],
  [HUGE, '100000000000000000000', 10n ** 20n],
  [HUGE, number('100000000000000000000'), 10n ** 20n],
  [{ kind: 'flag' }, true, 1n],
  [{ kind: 'oneOf', names: ['A', 'B'] }, 'B', 1n],
])('%j reads %j', (type, json, encoded) => expect(encodeValue(type, json, '')).toEqual([encoded]));

const DAY: ValueType = { kind: 'date', min: '2000-01-01', max: '2099-12-31' };
const SECOND: ValueType = { kind: 'instant', min: '2000-01-01T00:00:00Z', max: '2099-12-31T23:59:59Z' };
const WORD: ValueType = { kind: 'text', maxBytes: 5 };

test.each<[ValueType, JsonWithLiterals, string]>([
  [RAIN, number('0.35'), 'input.not-a-multiple'],
  [RAIN, number('500.1'), 'input.out-of-range'],
  [RAIN, number('-0.1'), 'input.out-of-range'],
  [RAIN, number('1e400'), 'input.out-of-range'],
  [RAIN, number('1e999'), 'input.wrong-type'],
  [RAIN, 0.3, 'input.wrong-type'],
  [RAIN, 'x', 'input.wrong-type'],
  [RAIN, '', 'input.wrong-type'],
  [RAIN, '-0', 'input.wrong-type'],
  [RAIN, '-0.0', 'input.wrong-type'],
  [RAIN, '1e1', 'input.wrong-type'],
  [RAIN, '+1', 'input.wrong-type'],
  [RAIN, '01', 'input.wrong-type'],
  [RAIN, '1,5', 'input.wrong-type'],
  [RAIN, true, 'input.wrong-type'],
  [RAIN, null, 'input.wrong-type'],
  [RAIN, [1], 'input.wrong-type'],
  [AGE, number('1.5'), 'input.not-a-multiple'],
  [AGE, number('131'), 'input.out-of-range'],
  [AGE, number('-2'), 'input.out-of-range'],
  [{ kind: 'flag' }, 1, 'input.wrong-type'],
  [{ kind: 'flag' }, 'true', 'input.wrong-type'],
  [{ kind: 'oneOf', names: ['A', 'B'] }, 'C', 'input.unknown-name'],
  [{ kind: 'oneOf', names: ['A', 'B'] }, 'a', 'input.unknown-name'],
  [{ kind: 'oneOf', names: ['A', 'B'] }, 0, 'input.wrong-type'],
  [DAY, '2024-02-30', 'input.not-a-date'],
  [DAY, '2023-02-29', 'input.not-a-date'],
  [DAY, '2024-00-10', 'input.not-a-date'],
  [DAY, '2024-1-1', 'input.not-a-date'],
  [DAY, '20240101', 'input.not-a-date'],
  [DAY, '+2024-01-01', 'input.not-a-date'],
  [DAY, '2024-01-01T00:00:00Z', 'input.not-a-date'],
  [DAY, ' 2024-01-01', 'input.not-a-date'],
  [DAY, '2024-01-01\n', 'input.not-a-date'],
  [DAY, '1999-12-31', 'input.out-of-range'],
  [DAY, '2100-01-01', 'input.out-of-range'],
  [DAY, 20240101, 'input.wrong-type'],
  [SECOND, '2016-12-31T23:59:60Z', 'input.not-a-date'],
  [SECOND, '2024-01-01T24:00:00Z', 'input.not-a-date'],
  [SECOND, '2024-01-01T23:60:00Z', 'input.not-a-date'],
  [SECOND, '2024-01-01T00:00:00', 'input.not-a-date'],
  [SECOND, '2024-01-01T00:00:00z', 'input.not-a-date'],
  [SECOND, '2024-01-01t00:00:00Z', 'input.not-a-date'],
  [SECOND, '2024-01-01 00:00:00Z', 'input.not-a-date'],
  [SECOND, '2024-01-01T00:00:00.0Z', 'input.not-a-date'],
  [SECOND, '2024-01-01T00:00:00+00:00', 'input.not-a-date'],
  [SECOND, '2024-01-01T00:00Z', 'input.not-a-date'],
  [SECOND, '2024-01-01', 'input.not-a-date'],
  [SECOND, null, 'input.wrong-type'],
  [WORD, 'abcdef', 'input.too-long'],
  [WORD, 'ééé', 'input.too-long'],
  [WORD, 'a\u0000', 'input.not-a-text'],
  [WORD, '\ud800', 'input.not-a-text'],
  [WORD, '\udc00\ud800', 'input.not-a-text'],
  [WORD, 5, 'input.wrong-type'],
  [{ kind: 'list', length: 2, element: AGE }, [1], 'input.wrong-length'],
  [{ kind: 'list', length: 2, element: AGE }, { 0: 1, 1: 1, length: 2 }, 'input.wrong-type'],
  [{ kind: 'record', fields: [{ name: 'a', type: AGE }] }, {}, 'input.missing'],
  [{ kind: 'record', fields: [{ name: 'a', type: AGE }] }, { a: 1, b: 1 }, 'input.unknown-field'],
  [{ kind: 'record', fields: [{ name: 'a', type: AGE }] }, [1], 'input.wrong-type'],
  [{ kind: 'record', fields: [{ name: 'toString', type: AGE }] }, {}, 'input.missing'],
])('%j refuses %j as %s', (type, json, code) => {
  expect(() => encodeValue(type, json, '/here')).toThrow(expect.objectContaining({ code, pointer: expect.stringMatching(/^\/here/) }));
});

describe('texts', () => {
  const LONG: ValueType = { kind: 'text', maxBytes: 64 };

  test('the first byte is the lowest', () => {
    expect(encodeValue(WORD, 'AT', '')).toEqual([0x5441n]);
    expect(encodeValue(WORD, '', '')).toEqual([0n]);
    expect(encodeValue(LONG, 'é', '')).toEqual([0xa9c3n, 0n, 0n]);
    expect(encodeValue(LONG, `${'-'.repeat(31)}A`, '')[1]).toBe(0x41n);
  });

  test('encode and decode are a bijection between texts and the elements that decode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), (text) => {
        fc.pre(!text.includes('\u0000') && new TextEncoder().encode(text).length <= 64);
        const encoded = encodeValue(LONG, text, '');
        expect(decodeValue(LONG, encoded)).toBe(text);
        scalarLeaves(LONG).forEach((leaf, i) => {
          expect(encoded[i]).toBeLessThanOrEqual(leaf.size);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a byte order mark, and the longest text', () => {
    for (const text of ['\ufeffA', 'x'.repeat(64), '\u{10ffff}'.repeat(16)])
      expect(decodeValue(LONG, encodeValue(LONG, text, ''))).toBe(text);
  });

  test.each([
    ['a zero inside', [0x410041n, 0n, 0n]],
    ['something behind the end', [0x41n, 0x41n, 0n]],
    ['a byte that no text has', [0xffn, 0n, 0n]],
    ['a character in too many bytes', [0x80c0n, 0n, 0n]],
    ['half a character', [0xc3n, 0n, 0n]],
    ['a surrogate', [0x80a0edn, 0n, 0n]],
  ])('%s is no text', (_, elements) => {
    expect(() => decodeValue(LONG, elements)).toThrow(expect.objectContaining({ code: 'value.not-a-text' }));
  });

  test('an element beyond its bytes is out of range', () => {
    expect(() => decodeValue(WORD, [256n ** 5n])).toThrow(expect.objectContaining({ code: 'value.out-of-range' }));
  });
});

test('what is wrong is found in one go, with places and bounds and without the values', () => {
  const inputs = {
    station: { rainfall: SAMPLE_INPUTS.station.rainfall.map((value, i) => (i === 3 ? '777.7' : i === 5 ? '0.55' : value)) },
    holder: { age: 41, class: 'BANKER', extra: 1 },
    forecast: { chance: '0.35' },
    oracle: { rate: '-0.75' },
    other: {},
  };
  try {
    encodeInputs(SAMPLE_INTERFACE, inputs, '/inputs');
    expect.unreachable();
  } catch (error) {
    const { problems } = error as ProtocolError;
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['input.missing', '/inputs/policy'],
      ['input.unknown-field', '/inputs/other'],
      ['input.missing', '/inputs/station/calibrated'],
      ['input.out-of-range', '/inputs/station/rainfall/3'],
      ['input.not-a-multiple', '/inputs/station/rainfall/5'],
      ['input.unknown-field', '/inputs/holder/extra'],
      ['input.unknown-name', '/inputs/holder/class'],
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/777|0\.55|BANKER/);
    expect(problems[3]?.message).toBe('expected a number between 0 and 500 mm');
  }
});

test('inputs and outputs of the sample', () => {
  const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
  expect(encoded.map((leaves) => leaves.length)).toEqual([40, 1, 1, 1, 1, 1, 2]);
  expect(encoded[5]).toEqual([7n]);
  const outputs = { status: 'VIOLATION', payout: '1234.50' };
  expect(encodeOutputs(SAMPLE_INTERFACE.outputs, outputs)).toEqual([1n, 123450n]);
  expect(decodeOutputs(SAMPLE_INTERFACE.outputs, [1n, 123450n])).toEqual(outputs);
  expect(() => encodeOutputs(SAMPLE_INTERFACE.outputs, { status: 'VIOLATION' })).toThrow(ProtocolError);
  expect(() => decodeOutputs(SAMPLE_INTERFACE.outputs, [1n])).toThrow(ProtocolError);
});

test('leaves stand in declared order with relative pointers', () => {
  const type: ValueType = {
    kind: 'list',
    length: 2,
    element: {
      kind: 'record',
      fields: [
        { name: 'b', type: AGE },
        { name: 'a', type: { kind: 'flag' } },
      ],
    },
  };
  expect(scalarLeaves(type).map((leaf) => leaf.pointer)).toEqual(['/0/b', '/0/a', '/1/b', '/1/a']);
  expect(scalarLeaves(AGE)).toEqual([{ pointer: '', type: AGE, size: 131n }]);
  expect(scalarSize({ kind: 'oneOf', names: ['ONLY'] })).toBe(0n);
});
