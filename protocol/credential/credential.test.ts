/** The vectors of the W3C for eddsa-jcs-2022, step by step, and a CAC as a credential. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { canonicalize, sameJson } from '../json/canonical.js';
import { parseStrictJson } from '../json/strict.js';
import { JSONLD_CONTEXT } from '../statement/context.js';
import { SAMPLE_DID, SAMPLE_SECRET_KEY, sampleCac } from '../testing/sample.js';
import { cacOfCredential, credentialOf } from './credential.js';
import { addIntegrityProof, type Document, hashData, verifyIntegrityProof } from './data-integrity.js';

const vectors = new URL('../../test/vectors/vc-di-jcs/eddsa-jcs-2022/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, vectors), 'utf8').trim();
const signed = parseStrictJson(read('signedJCS.json')) as Document;
const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the vectors of the W3C', () => {
  const { proof, ...unsecured } = signed;
  const { proofValue: _, ...options } = proof as Document;

  test('canonical forms, hashes and the signature', () => {
    expect(canonicalize(unsecured)).toBe(read('canonDocJCS.txt'));
    expect(canonicalize(options)).toBe(read('proofCanonJCS.txt'));
    expect(toHex(hashData(unsecured, options)).slice(2)).toBe(read('combinedHashJCS.txt'));
    expect(verifyIntegrityProof(signed)).toEqual({ verificationMethod: options['verificationMethod'] });
  });

  test.each<[string, (document: Document) => Document, string]>([
    ['another claim', (d) => ({ ...d, name: 'x' }), 'vc.signature'],
    ['a claim more', (d) => ({ ...d, extra: 1 }), 'vc.signature'],
    ['another time', (d) => ({ ...d, proof: { ...(d['proof'] as Document), created: '2024-02-24T23:36:38Z' } }), 'vc.signature'],
    ['another suite', (d) => ({ ...d, proof: { ...(d['proof'] as Document), cryptosuite: 'eddsa-rdfc-2022' } }), 'vc.proof'],
    ['another purpose', (d) => ({ ...d, proof: { ...(d['proof'] as Document), proofPurpose: 'authentication' } }), 'vc.proof'],
    ['a set of proofs', (d) => ({ ...d, proof: [d['proof'] as Document] }), 'vc.proof'],
    ['no proof', ({ proof: __, ...d }) => d, 'vc.proof'],
    ['another context', (d) => ({ ...d, '@context': ['https://example.org'] }), 'vc.proof'],
    [
      'a foreign method',
      (d) => ({ ...d, proof: { ...(d['proof'] as Document), verificationMethod: 'https://example.org/key' } }),
      'vc.method',
    ],
    [
      'a method with another fragment',
      (d) => ({
        ...d,
        proof: { ...(d['proof'] as Document), verificationMethod: `${String((d['proof'] as Document)['verificationMethod'])}x` },
      }),
      'vc.method',
    ],
  ])('%s is refused', (_name, edit, code) => expect(codeOf(() => verifyIntegrityProof(edit(signed)))).toBe(code));
});

describe('a CAC as a credential', () => {
  const key = { did: SAMPLE_DID, secret: SAMPLE_SECRET_KEY };
  const credential = credentialOf(sampleCac(), key, '2025-05-01T00:00:00Z');

  test('is read back whole', () => {
    const { cac, issuer } = cacOfCredential(parseStrictJson(JSON.stringify(credential)) as Document);
    expect(sameJson(cac, sampleCac())).toBe(true);
    expect(issuer).toBe(SAMPLE_DID);
  });

  test.each<[string, (document: Document) => Document]>([
    ['another issuer', (d) => ({ ...d, issuer: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' })],
    ['another type', (d) => ({ ...d, type: ['VerifiableCredential'] })],
    ['another id', (d) => ({ ...d, id: 'urn:nsf:cac:0x00' })],
    ['no CAC', (d) => ({ ...d, credentialSubject: {} })],
    ['another context', (d) => ({ ...d, '@context': [...(d['@context'] as string[]), 'https://example.org'] })],
  ])('signed again with %s, it is refused', (_name, edit) => {
    const code = codeOf(() => cacOfCredential(addIntegrityProof(edit(credential), key, '2025-05-01T00:00:00Z')));
    expect(code).toMatch(/^(vc\.malformed|cac\.)/);
  });

  test('the context is frozen, and has a term for every member of a CAC', () => {
    const text = readFileSync(new URL('../jsonld/cac-v1.context.json', import.meta.url), 'utf8');
    const terms = (JSON.parse(text) as { '@context': Record<string, unknown> })['@context'];
    for (const name of Object.keys(sampleCac())) if (name !== '@context') expect(terms).toHaveProperty(name);
    expect(terms['nsf']).toBe(`${JSONLD_CONTEXT}#`);
    // A term that changes its meaning changes what signed documents say: this file never changes.
    expect(canonicalize(terms)).toMatchInlineSnapshot(
      `"{"@protected":true,"@version":1.1,"@vocab":"urn:nsf:cac:v1#","ClauseAttestedCompute":"nsf:ClauseAttestedCompute","attestation":{"@id":"nsf:attestation","@type":"@json"},"audience":"nsf:audience","cac":{"@id":"nsf:cac","@type":"@json"},"clause_id":"nsf:clause_id","execution_id":"nsf:execution_id","governance_scope":{"@id":"nsf:governance_scope","@type":"@json"},"hash_graph":"nsf:hash_graph","inputs":{"@id":"nsf:inputs","@type":"@json"},"links":{"@id":"nsf:links","@type":"@json"},"nonce":"nsf:nonce","nsf":"urn:nsf:cac:v1#","outputs":{"@id":"nsf:outputs","@type":"@json"},"proof_system":"nsf:proof_system","receipts":{"@id":"nsf:receipts","@type":"@json"},"runtime_info":{"@id":"nsf:runtime_info","@type":"@json"},"schema":"nsf:schema","timestamp":{"@id":"nsf:timestamp","@type":"xsd:dateTime"},"trigger":"nsf:trigger","vk_hash":"nsf:vk_hash","xsd":"http://www.w3.org/2001/XMLSchema#"}"`,
    );
  });
});
