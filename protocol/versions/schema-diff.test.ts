/** What the classification says is compared with Ajv: documents of the old schema before the new one, and the converse. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type Json, parseJson } from '../json/strict.js';
import { diffSchemas } from './schema-diff.js';

const object = (properties: Json, more: object = {}) => ({ type: 'object', properties, additionalProperties: false, ...more }) as Json;
const base = object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] } }, { required: ['a'] });

const either = (...branches: readonly Json[]) => object({ a: { anyOf: branches }, b: { enum: ['x', 'y'] } }, { required: ['a'] });
const small = { type: 'integer', minimum: 0, maximum: 5 } as Json;
const wider = { type: 'integer', minimum: 0, maximum: 9 } as Json;

/** Documents that tell the schemas of this file apart. */
const DOCUMENTS: readonly Json[] = [
  ...[
    {},
    { a: 0 },
    { a: 5 },
    { a: 9 },
    { a: 10 },
    { a: -1 },
    { a: '5' },
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 1, b: 'z' },
    { a: 1, c: 1 },
    { b: 'x' },
  ],
  ...[
    { a: 1, b: 'x', c: 'q' },
    { a: 1, c: ['x'] },
    { a: 1, c: [] },
    { a: 1, c: ['x', 'x', 'x'] },
    { a: 1.5 },
    { a: 1, c: 'qqqq' },
    5,
    null,
    [],
  ],
];

const CASES: readonly [string, Json, 'breaking' | 'compatible' | 'same'][] = [
  ['nothing', base, 'same'],
  ['notes only', { ...(base as object), title: 'x', description: 'y' } as Json, 'same'],
  [
    'an optional member more',
    object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] }, c: {} }, { required: ['a'] }),
    'compatible',
  ],
  [
    'a required member more',
    object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] }, c: {} }, { required: ['a', 'c'] }),
    'breaking',
  ],
  ['a member less', object({ a: { type: 'integer', minimum: 0, maximum: 9 } }, { required: ['a'] }), 'breaking'],
  ['a member optional now', object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] } }), 'compatible'],
  [
    'a member required now',
    object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] } }, { required: ['a', 'b'] }),
    'breaking',
  ],
  [
    'a value more',
    object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y', 'z'] } }, { required: ['a'] }),
    'compatible',
  ],
  ['a value less', object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { const: 'x' } }, { required: ['a'] }), 'breaking'],
  [
    'a wider bound',
    object({ a: { type: 'integer', minimum: -1, maximum: 10 }, b: { enum: ['x', 'y'] } }, { required: ['a'] }),
    'compatible',
  ],
  [
    'a narrower bound',
    object({ a: { type: 'integer', minimum: 0, maximum: 5 }, b: { enum: ['x', 'y'] } }, { required: ['a'] }),
    'breaking',
  ],
  ['a wider type', object({ a: { type: 'number', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'] } }, { required: ['a'] }), 'compatible'],
  ['another type', object({ a: { type: 'string' }, b: { enum: ['x', 'y'] } }, { required: ['a'] }), 'breaking'],
  ['other members taken', { ...(base as object), additionalProperties: true } as Json, 'compatible'],
  [
    'a pattern more',
    object({ a: { type: 'integer', minimum: 0, maximum: 9 }, b: { enum: ['x', 'y'], pattern: '^x' } }, { required: ['a'] }),
    'breaking',
  ],
];

describe.each(CASES)('%s', (_name, changed, kind) => {
  const ajv = () => new Ajv2020({ strict: false });
  const [old, now] = [ajv().compile(base as object), ajv().compile(changed as object)];
  const classOf = (from: Json, to: Json) => {
    const changes = diffSchemas(from, to);
    return changes.length === 0 ? 'same' : changes.some((change) => change.kind === 'breaking') ? 'breaking' : 'compatible';
  };

  test('is classified so, and Ajv agrees', () => {
    expect(classOf(base, changed)).toBe(kind);
    const lost = DOCUMENTS.filter((json) => old(json) && !now(json));
    const won = DOCUMENTS.filter((json) => !old(json) && now(json));
    expect(lost.length > 0).toBe(kind === 'breaking');
    // Whether old readers take the documents of the new schema is what the way back says.
    expect(diffSchemas(base, changed).every(({ oldReaders }) => oldReaders)).toBe(won.length === 0);
    expect(classOf(changed, base) === 'breaking').toBe(won.length > 0);
  });
});

test('branches of anyOf are compared one by one', () => {
  const kinds = (from: Json, to: Json) => diffSchemas(from, to).map(({ kind }) => kind);
  expect(kinds(either(small, { type: 'string' }), either(wider, { type: 'string' }))).toEqual(['compatible']);
  expect(kinds(either(wider, { type: 'string' }), either(small, { type: 'string' }))).toEqual(['breaking']);
  expect(kinds(either(small), either(small, { type: 'string' }))).toEqual(['breaking']);
});

describe('the schema of the certificate', () => {
  const read = () => parseJson(readFileSync(new URL('nsf.cac.v1.schema.json', import.meta.url))) as { [name: string]: never };
  const edited = (edit: (schema: Record<string, Record<string, Record<string, unknown>>>) => void) => {
    const schema = JSON.parse(JSON.stringify(read()));
    edit(schema);
    return diffSchemas(read() as Json, schema as Json).map(({ place, kind, change }) => `${kind} ${place} ${change}`);
  };

  test('is the same as itself, and a change of a definition shows wherever it is used', () => {
    expect(edited(() => {})).toEqual([]);
    const hash = edited((schema) => {
      (schema['$defs'] as never as Record<string, Record<string, string>>)['hash'] = { type: 'string', pattern: '^0x[0-9a-f]{96}$' };
    });
    expect(hash.length).toBeGreaterThan(10);
    expect(hash).toContainEqual(expect.stringMatching(/^breaking \/hash_graph\/full_cac_hash pattern: /));
    expect(hash).toContainEqual(expect.stringMatching(/^breaking \/inputs\/sensor_data\/\*\/meta\/schema_hash pattern: /));
  });

  test('a new version', () => {
    const change = edited((schema) => {
      const properties = schema['properties'] as Record<string, Record<string, unknown>>;
      properties['schema'] = { const: 'nsf.cac.v2' };
      properties['anchor'] = { type: 'string' };
    });
    expect(change).toEqual(['breaking /schema values: "nsf.cac.v1" -> "nsf.cac.v2"', 'compatible /anchor new member, optional']);
  });
});
