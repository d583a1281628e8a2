/**
 * One certificate of every version of the format that is valid as a whole: a real proof of a real circuit, every optional member, all suites, a parent, openings, in
 * JSON, CBOR and COSE. The files are kept for ever, so whatever is changed here later must still find them valid.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { validate } from '@clauseproof/protocol/schemas/nsf.cac.v1';
import { SCHEMA_VERSIONS } from '@clauseproof/protocol/versions';
import { describe, expect, test } from 'vitest';
import { createVerifier, type VerifyCacOptions, verifyCac, verifyCacs } from '../index.js';

/** SHA-256 of the files as they were made. */
const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nsf.cac.v1': {
    'cac.json': '05b45aca0a3c28ee17c9c7fe5b952e19c7b74aff00a56b287186e00d72dd7c03',
    'cac.cbor': '538fe3e087d7771e71f20f159b0501a0080eee17cec9c47bff48efd2e569a79d',
    'cac.cose': 'e53350555ccb218d3e2a89a8bd8a597bffbe0d37df85afba7ec72d38ce6da14b',
    'parent.json': '61d043edd79b349bd7b6bd1ff72ba0cf37f31d8902918305811f3ad31dc9ecf9',
    'registry.json': '0e9e09b265452b660ac484035dc82982548f89a8e7c113b0280a60d8f5c9f20f',
    'disclosure.json': '12343f5b44c5a2a77afdef56ab0995557e6c01d22c418dec78de62ff3ff5acab',
    'options.json': 'b741649a1f968675715276d648694d80d190959b2a363808e703c37945c30d9f',
  },
};

test('every version has one', () => expect(Object.keys(KEPT)).toEqual(Object.keys(SCHEMA_VERSIONS)));

describe.each(Object.entries(KEPT))('%s', (version, hashes) => {
  const read = (name: string) => Uint8Array.from(readFileSync(new URL(`../../test/vectors/${version}/${name}`, import.meta.url)));
  const json = (name: string) => JSON.parse(new TextDecoder().decode(read(name)));
  const { trust, trustLogs, allowDevelopment, attested, time } = json('options.json');
  const options: VerifyCacOptions = {
    registry: read('registry.json'),
    policy: {
      trust,
      trustLogs,
      allowDevelopment,
      audience: 'did:web:ministry.example',
      schemas: [version],
    },
    time,
    parents: [read('parent.json')],
    openings: [read('disclosure.json')],
  };

  test.each(Object.entries(hashes))('%s is what was made', (name, hash) => {
    expect(createHash('sha256').update(read(name)).digest('hex')).toBe(hash);
  });

  test.each(['cac.json', 'cac.cbor', 'cac.cose'])('%s is valid, and no check had nothing to look at', async (name) => {
    const verdict = await verifyCac(read(name), options);
    expect(verdict.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(verdict.verdict).toBe('valid');
    expect(verdict.inputs).toContainEqual(expect.objectContaining({ standing: 'attested', attested_by: [attested] }));
    expect(verdict.openings?.map(({ pointer }) => pointer)).toEqual(['/station/readings', '/forecast/index', '/farmer/insured']);
    expect(verdict.seen_at).toMatch(/^20\d\d-/);
    expect(verdict.replay_key).toMatch(/^0x[0-9a-f]{64}$/);
  });

  test('it has every member that the schema knows', () => {
    const cac = json('cac.json');
    expect(validate(cac)).toBe(true);
    const { attestation, governance_scope, links, inputs } = cac;
    expect(links.prev.length).toBe(1);
    expect(governance_scope.fork_lineage.length).toBe(2);
    expect(governance_scope.issuer_compatibility.length).toBe(1);
    expect([cac.audience, cac.receipts.length]).toEqual(['did:web:ministry.example', 1]);
    const suites = [attestation, ...attestation.co_signatures].map(({ suite }: { suite: string }) => suite);
    expect(
      new Set([
        ...suites,
        ...inputs.commitments.flatMap(({ attested_by }: { attested_by?: { suite: string } }) => attested_by?.suite ?? []),
      ]),
    ).toEqual(new Set(['Ed25519', 'ECDSA-P256', 'ECDSA-secp256k1', 'BLS12-381']));
  });

  test('its parent, and both in one batch', async () => {
    const { openings: _, ...rest } = options;
    const verdicts = await verifyCacs([read('parent.json'), read('cac.json'), read('cac.cbor')], rest);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid']);
  });

  test('one byte of any of its texts, and it is not', async () => {
    const verifier = createVerifier(options);
    const text = new TextDecoder().decode(read('cac.json'));
    const places = [...text.matchAll(/: "(?:0x)?([^"]+)"/g)].map(({ index, 0: found }) => index + found.length - 2);
    expect(places.length).toBeGreaterThan(80);
    for (const place of places) {
      const other = text[place] === '0' ? '1' : '0';
      const { verdict } = await verifier.verify(text.slice(0, place) + other + text.slice(place + 1));
      expect(verdict, text.slice(place - 60, place + 2)).not.toBe('valid');
    }
  }, 60_000);
});
