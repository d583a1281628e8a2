/**
 * Project Wycheproof (`test/vectors/wycheproof`) in full before the published predicates. Where a file calls a signature valid that this protocol refuses
 * (high s), its twin with the low s is expected to hold instead; everything else is expected as the file says.
 */
import { readFileSync } from 'node:fs';
import { type SuiteName, verifySignature } from '@clauseproof/protocol';
import { decodeRecipientDid, encodeRecipientDid, x25519PublicKey } from '@clauseproof/protocol/recipient';
import { loadSuite } from '@clauseproof/protocol/suites';
import { describe, expect, test, vi } from 'vitest';

interface Case {
  readonly tcId: number;
  readonly flags: readonly string[];
  readonly key: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

const read = <T>(name: string): readonly T[] =>
  (JSON.parse(readFileSync(new URL(`../vectors/wycheproof/${name}.json`, import.meta.url), 'utf8')) as { tests: T[] }).tests;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const holds = (suite: SuiteName, { key, msg }: Case, sig: string) => verifySignature(suite, bytes(key), bytes(msg), bytes(sig));

/** The cases whose answer is not the expected one, by number. */
const differing = (cases: readonly Case[], answer: (test: Case) => boolean, expected = (test: Case) => test.result === 'valid') =>
  cases.filter((test) => answer(test) !== expected(test)).map(({ tcId }) => tcId);

describe('Ed25519', () => {
  const cases = read<Case>('ed25519');

  test('150 cases, by OpenSSL first', () => {
    expect(cases.length).toBe(150);
    expect(differing(cases, (test) => holds('Ed25519', test, test.sig))).toEqual([]);
  });

  test('and by the library alone', () => {
    const hidden = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    try {
      expect(differing(cases, (test) => holds('Ed25519', test, test.sig))).toEqual([]);
      expect(hidden).toHaveBeenCalled();
    } finally {
      hidden.mockRestore();
    }
  });
});

describe.each([
  ['ECDSA-P256', 'ecdsa-p256-sha256-p1363', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n, 262],
  ['ECDSA-secp256k1', 'ecdsa-secp256k1-sha256-p1363', 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n, 252],
] as const)('%s', (suite, file, order, count) => {
  const cases = read<Case>(file);
  const s = ({ sig }: Case) => BigInt(`0x${sig.slice(64) || '0'}`);
  const isHigh = (test: Case) => test.sig.length === 128 && s(test) > order / 2n;
  const twin = (test: Case) => test.sig.slice(0, 64) + (order - s(test)).toString(16).padStart(64, '0');

  test('what is valid with a low s is accepted, and nothing else', () => {
    expect(cases.length).toBe(count);
    expect(
      differing(
        cases,
        (test) => holds(suite, test, test.sig),
        (test) => test.result === 'valid' && !isHigh(test),
      ),
    ).toEqual([]);
  });

  test('the same under the compressed key, the one that DIDs and registries hold', () => {
    const compressed = (test: Case) => ({
      ...test,
      key: (Number.parseInt(test.key.slice(-1), 16) % 2 === 0 ? '02' : '03') + test.key.slice(2, 66),
    });
    expect(
      differing(
        cases,
        (test) => holds(suite, compressed(test), test.sig),
        (test) => test.result === 'valid' && !isHigh(test),
      ),
    ).toEqual([]);
  });

  test('of a valid signature with a high s, the twin is accepted', () => {
    const high = cases.filter((test) => test.result === 'valid' && isHigh(test));
    expect(high.length).toBeGreaterThan(40);
    expect(differing(high, (test) => holds(suite, test, twin(test)))).toEqual([]);
  });
});

describe('BLS12-381', () => {
  test('26 signatures under the tag of the proof-of-possession scheme', () => {
    const cases = read<Case>('bls-sig-g2-pop-verify');
    expect(cases.length).toBe(26);
    expect(differing(cases, (test) => holds('BLS12-381', test, test.sig))).toEqual([]);
  });

  test('keys: infinity, flags, curve, subgroup, field, length', async () => {
    const { isPublicKey } = await loadSuite('BLS12-381');
    const cases = read<Case>('bls-public-keys');
    expect(cases.length).toBe(18);
    expect(differing(cases, ({ key }) => isPublicKey(bytes(key)))).toEqual([]);
  });
});

describe('X25519', () => {
  const cases = read<{ tcId: number; flags: string[]; public: string; private: string }>('x25519');

  test('a recipient has one key, which is reduced and not of small order', () => {
    const isRecipient = (key: string) => {
      try {
        decodeRecipientDid(encodeRecipientDid(bytes(key)));
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'did.malformed' });
        return false;
      }
    };
    const refused = new Set(['ZeroSharedSecret', 'NonCanonicalPublic']);
    const differ = cases.filter(({ public: key, flags }) => isRecipient(key) === flags.some((flag) => refused.has(flag)));
    expect(differ.map(({ tcId, flags }) => `${tcId} ${flags}`)).toEqual([]);
    expect(cases.filter(({ flags }) => flags.some((flag) => refused.has(flag))).length).toBeGreaterThan(20);
  });

  test('every secret has a public key that is a recipient', () => {
    for (const { private: secret } of cases.slice(0, 60)) {
      const key = x25519PublicKey(bytes(secret));
      expect(decodeRecipientDid(encodeRecipientDid(key))).toEqual(key);
    }
  });
});
