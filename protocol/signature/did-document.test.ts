import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import type { Json } from '../json/strict.js';
import { keysOfDidDocument } from './did-document.js';

const DID = 'did:web:issuer.example';
/** RFC 8037, appendix A.2. */
const X = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const documentWith = (publicKeyJwk: Json): Json => ({
  id: DID,
  verificationMethod: [{ id: '#1', type: 'JsonWebKey', controller: DID, publicKeyJwk }],
});
const ed25519 = (x: Json) => ({ kty: 'OKP', crv: 'Ed25519', x });

test('a key of RFC 8037, by its URL and, being alone, by the DID', () => {
  const keys = keysOfDidDocument(documentWith(ed25519(X)), DID);
  expect([...keys.keys()]).toEqual([`${DID}#1`, DID]);
  expect(toHex(keys.get(DID)?.publicKey as Uint8Array)).toBe('0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

describe('what is no key is left out, and nothing is thrown', () => {
  test.each<[string, Json]>([
    ['a letter less', ed25519(X.slice(0, -1))],
    ['two letters less', ed25519(X.slice(0, -2))],
    ['a length that no bytes have', ed25519(`${X}aa`)],
    ['bits behind the last byte', ed25519(`${X.slice(0, -1)}p`)],
    ['padding', ed25519(`${X}=`)],
    ['the other alphabet', ed25519(X.replace('_', '/'))],
    ['no text', ed25519(7)],
    ['a secret key', { ...ed25519(X), d: X }],
    ['another curve', { kty: 'OKP', crv: 'Ed448', x: X }],
    ['half a point', { kty: 'EC', crv: 'P-256', x: X }],
  ])('%s', (_name, jwk) => expect(keysOfDidDocument(documentWith(jwk), DID).size).toBe(0));
});

test('a document about another DID', () => {
  expect(() => keysOfDidDocument({ ...(documentWith(ed25519(X)) as object), id: 'did:web:other.example' }, DID)).toThrow(
    expect.objectContaining({ code: 'did.document' }),
  );
});
