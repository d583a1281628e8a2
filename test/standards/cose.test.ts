/** Messages of the COSE working group's examples (COSE_Sign1 with ES256, the key "11"), before the published reader. */
import { decodeCoseSign1, isValidCose } from '@clauseproof/protocol/cose';
import { ecdsaP256 } from '@clauseproof/protocol/suites/ecdsa';
import { expect, test } from 'vitest';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** The public key of the examples, compressed: its y is even. */
const key = Uint8Array.from([2, ...Buffer.from('usWxHK2PmfnHKwXPS54m0kTcGJ90UiglWiGahtagnv8', 'base64url')]);
const external = bytes('11aa22bb33cc44dd55006699');

/** `sign1-tests/sign-pass-01`, `sign-pass-02` and `sign-fail-02`. */
const FIRST =
  'D28441A0A201260442313154546869732069732074686520636F6E74656E742E5840EAE868ECC176883766C5DC5BA5B8DCA25DAB3C2E56A551CE5705B793914348E11A02E5F0344BF2D4EE5C7FD75A68A9F5E0B3CC1F1FC1409C189566586FF9D610';
const EXTERNAL =
  'D28443A10126A10442313154546869732069732074686520636F6E74656E742E5840EAE868ECC176883766C5DC5BA5B8DCA25DAB3C2E56A551CE5705B793914348E155388B10C4F1B59A6733EAB416870A945111A4B2FBDBEF33A77234B1DEFF2F9B';
const CHANGED =
  'D28443A10126A10442313154546869732069732074686520636F6E74656E742F5840EAE868ECC176883766C5DC5BA5B8DCA25DAB3C2E56A551CE5705B793914348E19F43D6C6BA654472DA301B645B293C9BA939295B97C4BDB847782BFF384C5794';

const holds = (hex: string, data?: Uint8Array) => isValidCose(decodeCoseSign1(bytes(hex)), ecdsaP256, key, data);

test('sign-pass-02: external data are under the signature', () => {
  expect(holds(EXTERNAL, external)).toBe(true);
  expect(holds(EXTERNAL)).toBe(false);
  expect(holds(EXTERNAL, external.slice(1))).toBe(false);
});

test('sign-fail-02: a changed payload', () => expect(holds(CHANGED)).toBe(false));

test('sign-pass-01: an empty protected header that is written as a map', () => {
  // RFC 9052, 4.4: it is signed as a string of length zero, also by those who wrote h'a0'.
  expect(holds(FIRST)).toBe(true);
  expect(holds(FIRST.replace('7468', '7469'))).toBe(false);
});

test('another tag, or none, is no COSE_Sign1', () => {
  const refused = expect.objectContaining({ code: 'cose.malformed' });
  expect(() => decodeCoseSign1(bytes(EXTERNAL.replace('D2', 'D1')))).toThrow(refused);
  expect(() => decodeCoseSign1(bytes(EXTERNAL.slice(2)))).toThrow(refused);
  expect(decodeCoseSign1(bytes(EXTERNAL.slice(2)), { untagged: true }).signature.length).toBe(64);
});
