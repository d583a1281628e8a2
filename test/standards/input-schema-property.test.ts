/**
 * The schema of inputs and the reader of inputs, on drawn types and drawn JSON: what the reader takes, the schema takes; and what only the reader
 * refuses is a kind of mistake that JSON Schema cannot state.
 */
import { inputSchema } from '@clauseproof/compiler/input-schema';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { encodeValue } from '@clauseproof/protocol/values';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const SCALARS: readonly ValueType[] = [
  { kind: 'flag' },
  { kind: 'integer', min: '-5', max: '300' },
  { kind: 'integer', min: '0', max: '100000000000000000000', unit: 'g' },
  { kind: 'decimal', min: '-1.5', max: '9', step: '0.1' },
  { kind: 'decimal', min: '0.25', max: '10.25', step: '0.5' },
  { kind: 'decimal', min: '0', max: '1000', step: '50', unit: 'h' },
  { kind: 'oneOf', names: ['UP', 'DOWN'] },
  { kind: 'date', min: '2020-02-01', max: '2024-03-01' },
  { kind: 'instant', min: '2020-02-01T00:00:00Z', max: '2024-03-01T00:00:00Z' },
  { kind: 'text', maxBytes: 4 },
];
const { type: anyType } = fc.letrec<{ type: ValueType }>((tie) => {
  const inner = tie('type');
  return {
    type: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...SCALARS),
      fc.record({ kind: fc.constant('list' as const), length: fc.integer({ min: 1, max: 3 }), element: inner }),
      inner.map((element): ValueType => ({ kind: 'variableList', min: 1, max: 3, element })),
      inner.map((value): ValueType => (value.kind === 'optional' ? value : { kind: 'optional', value })),
      fc
        .array(inner, { minLength: 1, maxLength: 3 })
        .map((types): ValueType => ({ kind: 'record', fields: types.map((type, i) => ({ name: `f${i}`, type })) })),
    ),
  };
});

/** JSON texts of single values: right and nearly right ones of every type. */
const SINGLES: readonly string[] = [
  ...[
    'true',
    'false',
    'null',
    '{}',
    '[]',
    '0',
    '-0',
    '5',
    '-5',
    '-6',
    '300',
    '301',
    '5.0',
    '5.00',
    '0.5',
    '1e2',
    '1E-1',
    '1.5e0',
    '9',
    '9.1',
  ],
  ...['0.1', '0.10', '0.15', '0.25', '10.25', '0.3', '-1.5', '50', '75', '1000', '100000000000000000000', '100000000000000000001', '1e300'],
  ...[
    '"0"',
    '"-0"',
    '"-0.0"',
    '"5"',
    '"05"',
    '"5.0"',
    '"5."',
    '".5"',
    '"+5"',
    '" 5"',
    '"1e2"',
    '"0.3"',
    '"0.30"',
    '"0.35"',
    '"-1.5"',
    '"0x1"',
  ],
  ...[
    '"UP"',
    '"up"',
    '"DOWN"',
    '""',
    '"abcd"',
    '"abcde"',
    '"Grü"',
    '"Grüü"',
    '"\\u0000"',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '"a\\nb"',
    '"\\ufeff"',
  ],
  ...['"2020-02-29"', '"2021-02-29"', '"2020-2-29"', '"2019-01-01"', '"2020-02-29\\n"', '"2020-02-29T00:00:00Z"', '"2020-02-29T24:00:00Z"'],
  ...['"2020-02-29T00:00:00+00:00"', '"2020-02-29T00:00:00.0Z"', '"2020-02-29t00:00:00z"', '"2020-13-01"', '"2016-12-31T23:59:60Z"'],
];
/** Those that a reader of the type may take, more often than others. */
const FITTING: Readonly<Partial<Record<ValueType['kind'], readonly string[]>>> = {
  flag: ['true', 'false'],
  integer: ['0', '5', '300', '"5"'],
  decimal: ['0.25', '"0.25"', '0', '0.3', '50', '"50.00"'],
  oneOf: ['"UP"', '"DOWN"'],
  date: ['"2020-02-29"'],
  instant: ['"2020-02-29T00:00:00Z"'],
  text: ['"abcd"', '""', '"Grü"'],
};

/** Mostly of the shape of the type. */
function jsonOf(type: ValueType): fc.Arbitrary<string> {
  const single = fc.constantFrom(...SINGLES);
  const shaped = (): fc.Arbitrary<string> => {
    switch (type.kind) {
      case 'list':
      case 'variableList':
        return fc
          .array(jsonOf(type.element), { minLength: type.kind === 'list' ? type.length : 1, maxLength: 4 })
          .map((all) => `[${all.join(',')}]`);
      case 'optional':
        return fc.oneof(fc.constant('null'), jsonOf(type.value));
      case 'record':
        return fc.tuple(fc.tuple(...type.fields.map((field) => jsonOf(field.type))), fc.nat({ max: 9 })).map(([values, way]) =>
          objectText(
            type.fields.map(({ name }, i) => [name, values[i] ?? '']),
            way,
          ),
        );
      default:
        return fc.constantFrom(...(FITTING[type.kind] ?? SINGLES));
    }
  };
  return fc.oneof({ weight: 9, arbitrary: shaped() }, { weight: 1, arbitrary: single });
}

/** Ways 0 and 1 leave the first member out, or add one. */
function objectText(members: readonly (readonly [string, string])[], way: number): string {
  const changed = way === 0 ? members.slice(1) : way === 1 ? [...members, ['other', '1'] as const] : members;
  return `{${changed.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}

/** Mistakes that JSON Schema cannot state: steps of binary fractions, bounds of texts and days, days of the calendar, bytes. */
const READER_ONLY: ReadonlySet<string> = new Set(['input.not-a-multiple', 'input.not-a-date', 'input.too-long']);

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true, 'date-time': true } });
const validators = new Map<ValueType, (json: unknown) => boolean>();

function validatorOf(type: ValueType): (json: unknown) => boolean {
  const known = validators.get(type);
  if (known !== undefined) return known;
  const iface = {
    fields: [{ index: 0, pointer: '/x/v', group: 'x', group_kind: 'sensor', visibility: 'private', type }],
    outputs: [],
    public_signals: [],
  } as unknown as ClauseInterface;
  const validate = ajv.compile(inputSchema(iface));
  validators.set(type, validate);
  return validate;
}

function judge(type: ValueType, text: string): { schema: boolean; problems: readonly { code: string; pointer?: string }[] } {
  const job = `{"inputs":{"x":{"v":${text}}},"trigger":{"type":"t","source":"s","event_id":"e"},"governance_scope":{"jurisdiction":"KEN","dao":"d","clause_fork":"A::B::C@1.0.0"}}`;
  const schema = validatorOf(type)(JSON.parse(job));
  try {
    encodeValue(type, parseJsonKeepingNumbers(text), '');
    return { schema, problems: [] };
  } catch (error) {
    const { problems, code } = error as { problems?: readonly { code: string; pointer?: string }[]; code: string };
    return { schema, problems: problems ?? [{ code }] };
  }
}

function agree(type: ValueType, text: string): void {
  const { schema, problems } = judge(type, text);
  if (problems.length === 0) expect(schema, `the reader takes ${text}`).toBe(true);
  else if (schema) {
    const beyond = problems.filter(({ code, pointer = '' }) => {
      const value = pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((at, name) => (at as { readonly [name: string]: unknown })[name], JSON.parse(text));
      // Bounds of what is written as text, and of numbers that floating point rounds to a bound.
      const roundedAway = code === 'input.out-of-range' && (typeof value === 'string' || Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER);
      return !READER_ONLY.has(code) && !roundedAway;
    });
    expect(beyond, `the schema takes ${text}`).toEqual([]);
  }
}

test('on every single value of every single type', () => {
  for (const type of SCALARS) for (const text of SINGLES) agree(type, text);
});

test('on drawn types and values', () => {
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      anyType.chain((type) => fc.tuple(fc.constant(type), fc.array(jsonOf(type), { minLength: 8, maxLength: 8 }))),
      ([type, texts]) => {
        for (const text of texts) {
          agree(type, text);
          if (judge(type, text).problems.length === 0) taken += 1;
          else refused += 1;
        }
      },
    ),
    { numRuns: 100, seed: 20 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(50);
});
