/**
 * The examples of the did:key method (W3C Credentials Community Group, section "Test Vectors" and `test-vectors/`) before the published readers: the secret key where
 * one is published, the coordinates where they are. P-384 and BLS12-381 in G2 are no keys of this protocol and are refused by name.
 */
import { decodeDidKey, encodeDidKey } from '@clauseproof/protocol/did';
import { decodeRecipientDid, encodeRecipientDid } from '@clauseproof/protocol/recipient';
import { loadSuite } from '@clauseproof/protocol/suites';
import { describe, expect, test } from 'vitest';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const coordinate = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));

describe('secp256k1', () => {
  test.each([
    ['6b0b91287ae3348f8c2f2552d766f30e3604867e34adc37ccbb74a8e6b893e02', 'zQ3shZc2QzApp2oymGvQbzP8eKheVshBHbU4ZYjeXqwSKEn6N'],
    ['c0a6a7c560d37d7ba81ecee9543721ff48fea3e0fb827d42c1868226540fac15', 'zQ3shadCps5JLAHcZiuX5YUtWHHL8ysBJqFLWvjZDKAWUBGzy'],
    ['175a232d440be1e0788f25488a73d9416c04b6f924bea6354bf05dd2f1a75133', 'zQ3shptjE6JwdkeKN4fcpnYQY3m9Cet3NiHdAfpvSUZBFoKBj'],
  ])('secret %s', async (secret, key) => {
    const suite = await loadSuite('ECDSA-secp256k1');
    const publicKey = suite.publicKeyOf(bytes(secret));
    expect(encodeDidKey(publicKey, suite.name)).toBe(`did:key:${key}`);
    expect(decodeDidKey(`did:key:${key}`)).toEqual({ suite: suite.name, publicKey });
  });

  test('without its secret', () => {
    const { suite, publicKey } = decodeDidKey('did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme');
    expect([suite, Buffer.from(publicKey).toString('hex')]).toEqual([
      'ECDSA-secp256k1',
      '03874c15c7fda20e539c6e5ba573c139884c351188799f5458b4b41f7924f235cd',
    ]);
  });
});

describe('P-256', () => {
  const FIRST = ['zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv', 'igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns'] as const;
  const SECOND = ['zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169', 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI'] as const;
  const THIRD = ['zDnaeucDGfhXHoJVqot3p21RuupNJ2fZrs8Lb1GV83VnSo2jR', 'sYLQHOy9TNAWwFcAlpxkqRA5OutpWCrVPEWsgeli_KA'] as const;

  test.each([
    [...FIRST, 'efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM'],
    [...SECOND, 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU'],
    [...THIRD, 'l5Jr9_48oPJWHwuVmH_VZVquGe-U8RtnR-McN4tdYhs'],
  ])('%s', (key, x, y) => {
    const publicKey = Uint8Array.from([2 + ((coordinate(y).at(-1) ?? 0) & 1), ...coordinate(x)]);
    expect(decodeDidKey(`did:key:${key}`)).toEqual({ suite: 'ECDSA-P256', publicKey });
    expect(encodeDidKey(publicKey, 'ECDSA-P256')).toBe(`did:key:${key}`);
  });

  test('from its secret', async () => {
    const suite = await loadSuite('ECDSA-P256');
    const publicKey = suite.publicKeyOf(coordinate('gPh-VvVS8MbvKQ9LSVVmfnxnKjHn4Tqj0bmbpehRlpc'));
    expect(encodeDidKey(publicKey, suite.name)).toBe(`did:key:${FIRST[0]}`);
  });
});

describe('Ed25519 and X25519', () => {
  test('a signing key', () => {
    const { suite, publicKey } = decodeDidKey('did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp');
    expect([suite, publicKey]).toEqual(['Ed25519', coordinate('O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik')]);
  });

  test.each([
    ['z6LShs9GGnqk85isEBzzshkuVWrVKsRp24GnDuHk8QWkARMW', 'W_Vcc7guviK-gPNDBmevVw-uJVamQV5rMNQGUwCqlH0'],
    ['z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F', 'L-V9o0fNYkMVKNqsX7spBzD_9oSvxM_C7ZCZX1jLO3Q'],
  ])('a recipient, %s', (key, x) => {
    expect(decodeRecipientDid(`did:key:${key}`)).toEqual(coordinate(x));
    expect(encodeRecipientDid(coordinate(x))).toBe(`did:key:${key}`);
    expect(() => decodeDidKey(`did:key:${key}`)).toThrow(expect.objectContaining({ code: 'did.unsupported' }));
  });
});

test.each([
  [
    'BLS12-381 in G2',
    'zUC7K4ndUaGZgV7Cp2yJy6JtMoUHY6u7tkcSYUvPrEidqBmLCTLmi6d5WvwnUqejscAkERJ3bfjEiSYtdPkRSE8kSa11hFBr4sTgnbZ95SJj19PN2jdvJjyzpSZgxkyyxNnBNnY',
  ],
  ['P-384', 'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9'],
])('%s is refused', (_name, key) => {
  for (const decode of [decodeDidKey, decodeRecipientDid])
    expect(() => decode(`did:key:${key}`)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^did\./) }));
});
