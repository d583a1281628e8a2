/**
 * Every version of the format is frozen: schema, compiled validator and fixture are kept as they were published. The schema is compared with the reader,
 * member by member, in both directions.
 */
import { readFileSync } from 'node:fs';
import { validate } from '@clauseproof/protocol/schemas/nsf.cac.v1';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { cborToJson, jsonToCbor } from '../cbor/cac-cbor.js';
import { signatureMismatches } from '../certificate/assemble.js';
import { parseCac } from '../certificate/cac.js';
import { graphMismatches, recomputeGraph } from '../certificate/graph.js';
import { ProtocolError } from '../errors.js';
import { sha256 } from '../hash/tagged.js';
import { canonicalBytes, sameJson } from '../json/canonical.js';
import { type Json, parseJson } from '../json/strict.js';
import { decodeDidKey, type SuiteKey } from '../signature/did-key.js';
import { SCHEMA } from '../statement/context.js';
import { fullSampleCac } from '../testing/full-sample.js';
import { SAMPLE_INTERFACE, sampleCac } from '../testing/sample.js';
import { SCHEMA_VERSIONS } from './known.js';

const file = (name: string) => new URL(name, import.meta.url);
const text = (name: string) => readFileSync(file(name), 'utf8');

describe.each(Object.keys(SCHEMA_VERSIONS))('%s', (version) => {
  const schema = parseJson(text(`${version}.schema.json`));

  test('the schema is what was published', () => {
    expect(toHex(sha256(canonicalBytes(schema)))).toBe(SCHEMA_VERSIONS[version]);
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(text('CHANGELOG.md')).toContain(`## ${version}\n`);
  });

  test('the compiled validator is that of the schema, and evaluates no text', async () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, code: { source: true, esm: true, lines: true } });
    const code = standalone.default(ajv, { validate: ajv.compile(schema as object) ? String((schema as { $id: string }).$id) : '' });
    await expect(code).toMatchFileSnapshot(`${version}.validate.js`);
    expect(code).not.toMatch(/\brequire\b|\beval\b|new Function|\bimport\b/);
  });

  test('the fixture is read, has the schema, the hashes and the signers that it says, also through CBOR', () => {
    const fixture = parseJson(text(`${version}.fixture.json`));
    expect(validate(fixture)).toBe(true);
    const cac = parseCac(fixture);
    expect(cac.schema).toBe(version);
    expect(graphMismatches(cac, recomputeGraph(cac, SAMPLE_INTERFACE), SAMPLE_INTERFACE)).toEqual([]);
    const keys = new Map<string, SuiteKey>(cac.attestation.public_keys.map(({ did }) => [did, decodeDidKey(did)]));
    expect(signatureMismatches(cac, keys)).toEqual([]);
    expect(sameJson(cborToJson(jsonToCbor(fixture)), fixture)).toBe(true);
  });
});

test('the fixture of this version is the full sample', async () => {
  await expect(`${JSON.stringify(fullSampleCac(), null, 2)}\n`).toMatchFileSnapshot(`${SCHEMA}.fixture.json`);
});

/** Whether the reader takes it. */
function isRead(json: unknown): boolean {
  try {
    parseCac(json);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}

type Tree = { [name: string]: Tree };
type Place = readonly string[];

function places(value: unknown, at: Place = []): Place[] {
  return value === null || typeof value !== 'object'
    ? [at]
    : [at, ...Object.entries(value).flatMap(([name, member]) => places(member, [...at, name]))];
}

/** A copy in which the value at a place is replaced; undefined removes it. */
function edited(root: unknown, at: Place, value: unknown): unknown {
  const copy = structuredClone(root) as Tree;
  const last = at.at(-1);
  if (last === undefined) return value;
  const parent = at.slice(0, -1).reduce((tree, name) => tree[name] as Tree, copy);
  if (value !== undefined) parent[last] = value as Tree;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

/** Values at the edges of every text and number that the format has. */
const EDGES: readonly Json[] = [
  ...[null, true, 0, 1, -1, 65535, 65536, '', 'x', ' ', '0x', [], {}, [null], { extra: 1 }],
  ...['A'.repeat(256), 'A'.repeat(257), '\u{1F600}'.repeat(256), 'line\nbreak', '\u007f', '\u0085'],
  ...[32, 64, 66, 96, 128, 192, 512].flatMap((digits) => [
    `0x${'a'.repeat(digits)}`,
    `0x${'A'.repeat(digits)}`,
    `0x${'a'.repeat(digits + 1)}`,
  ]),
  ...[
    '0001-01-01',
    '2024-02-29',
    '2023-02-29',
    '1900-02-29',
    '2000-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-1',
  ],
  ...['2024-02-29T23:59:59Z', '2024-02-29T24:00:00Z', '2024-02-29T23:60:00Z', '2024-02-29T23:59:60Z', '2024-02-29T23:59:59+00:00'],
  ...['did:key:z6Mk', 'did:nsf:A#b', 'did:web:a/b', 'did:A:b', 'did:x:', 'Set@2025', '@2025', 'Set@', 'Set@2@5'],
  ...['A::B@1.0.0', 'A@1.0.0', 'A::B@01.0.0', 'A::B@1.0', 'A::B::C::D::E::F::G::H@0.0.0', 'A::B::C::D::E::F::G::H::I@0.0.0'],
  ...[
    'ZK',
    'TEE',
    'groth16',
    'kimchi',
    'prover',
    'verifier',
    'dao',
    'Ed25519',
    'BLS12-381',
    'active',
    'AAAA',
    'AAA=',
    'AAB=',
    'AA==',
    '/a',
    '/a/b',
    'a',
    '/',
  ],
];

describe('the schema and the reader take the same', () => {
  const full = JSON.parse(JSON.stringify(fullSampleCac())) as Json;
  test.each<[string, Json]>([
    ['the sample', JSON.parse(JSON.stringify(sampleCac())) as Json],
    ['the sample with every optional member', full],
  ])('%s', (_name, cac) => {
    expect(validate(cac)).toBe(true);
    expect(isRead(cac)).toBe(true);
  });

  test('every place removed, and every value at the edges in every place', () => {
    const differing: string[] = [];
    let taken = 0;
    const all = places(full);
    for (const at of all) {
      for (const value of [undefined, ...EDGES]) {
        const json = edited(full, at, value);
        const read = isRead(json);
        if (read) taken += 1;
        if (read !== validate(json)) differing.push(`${at.join('/')} = ${JSON.stringify(value)}: ${read ? 'read' : 'refused'}`);
      }
    }
    expect(differing).toEqual([]);
    expect(all.length).toBeGreaterThan(150);
    // Both answers must have been met, or this compares nothing.
    expect(taken).toBeGreaterThan(500);
  });

  test('member names at the edges', () => {
    const names = [
      'a',
      '_',
      '__x',
      'constructor',
      'constructors',
      'prototype',
      '0a',
      'a'.repeat(64),
      'a'.repeat(65),
      'a-b',
      '',
      '/a',
      '/a/b',
      '//',
    ];
    for (const at of [['outputs'], ['inputs', 'sensor_data'], ['links', 'prev', '0', 'map'], ['trigger'], []])
      for (const name of names)
        for (const value of [1, '/x/y', { fields: {}, meta: {} }]) {
          const json = edited(full, [...at, name], value);
          expect(`${at.join('/')} ${name} ${validate(json)}`).toBe(`${at.join('/')} ${name} ${isRead(json)}`);
        }
  });

  test('the one thing that a schema cannot say: texts in another normal form', () => {
    const json = edited(full, ['trigger', 'source'], 'e\u0301');
    expect([isRead(json), validate(json)]).toEqual([false, true]);
  });
});
