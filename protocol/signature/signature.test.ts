import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { base58 } from '@scure/base';
import { describe, expect, test } from 'vitest';
import { concatBytes, utf8 } from '../bytes/concat.js';
import { fromHex, toHex } from '../bytes/hex.js';
import { canonicalJson } from '../json/canonical.js';
import { SAMPLE_DID, SAMPLE_SECRET_KEY } from '../testing/sample.js';
import { decodeDidKey, encodeDidKey } from './did-key.js';
import { preAuthEncoding } from './pae.js';
import { cacSigningBytes, ed25519PublicKey, isValidEd25519, signEd25519 } from './signature.js';

const vectors = new URL('../../test/vectors/vc-di-jcs/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, vectors), 'utf8').trim();

describe('W3C eddsa-jcs-2022 vectors', () => {
  const keys = JSON.parse(read('keyPair.json')) as { publicKeyMultibase: string; privateKeyMultibase: string };
  const { publicKey } = decodeDidKey(`did:key:${keys.publicKeyMultibase}`);

  test('the did:key holds the public key of the private key', () => {
    // 0x80 0x26 is the multicodec of an Ed25519 private key.
    const privateKey = base58.decode(keys.privateKeyMultibase.slice(1));
    expect([...privateKey.slice(0, 2)]).toEqual([0x80, 0x26]);
    expect(ed25519PublicKey(privateKey.slice(2))).toEqual(publicKey);
    expect(encodeDidKey(publicKey)).toBe(`did:key:${keys.publicKeyMultibase}`);
  });

  test('the canonical document is ours', () => {
    const { proof: _, ...document } = JSON.parse(read('eddsa-jcs-2022/signedJCS.json'));
    expect(canonicalJson(document)).toBe(read('eddsa-jcs-2022/canonDocJCS.txt'));
  });

  test('the signature is valid, and ours is the same', () => {
    const message = fromHex(`0x${read('eddsa-jcs-2022/combinedHashJCS.txt')}`);
    const signature = fromHex(`0x${read('eddsa-jcs-2022/sigHexJCS.txt')}`);
    expect(isValidEd25519(signature, message, publicKey)).toBe(true);
    expect(signEd25519(message, base58.decode(keys.privateKeyMultibase.slice(1)).slice(2))).toEqual(signature);
  });
});

const message = utf8('paid once');
const publicKey = ed25519PublicKey(SAMPLE_SECRET_KEY);
const signature = signEd25519(message, SAMPLE_SECRET_KEY);
const ORDER = ed25519.Point.Fn.ORDER;

const littleEndian = (x: bigint) => Uint8Array.from({ length: 32 }, (_, i) => Number((x >> BigInt(8 * i)) & 0xffn));
const fromLittleEndian = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);

describe('Ed25519 by the strict predicate (soundness)', () => {
  test('a signature holds for its message and key only', () => {
    expect(isValidEd25519(signature, message, publicKey)).toBe(true);
    expect(isValidEd25519(signature, utf8('paid twice'), publicKey)).toBe(false);
    expect(isValidEd25519(signature, message, ed25519PublicKey(new Uint8Array(32).fill(9)))).toBe(false);
  });

  test('every changed bit is refused', () => {
    for (let bit = 0; bit < 512; bit += 3) {
      const changed = signature.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(isValidEd25519(changed, message, publicKey)).toBe(false);
    }
  });

  test('S + order is refused: the signature is not malleable', () => {
    const s = fromLittleEndian(signature.slice(32));
    const malleated = concatBytes(signature.slice(0, 32), littleEndian(s + ORDER));
    expect(isValidEd25519(malleated, message, publicKey)).toBe(false);
  });

  test('a key of small order, which makes one signature fit every message, is refused', () => {
    const identity = littleEndian(1n);
    const forged = concatBytes(identity, littleEndian(0n));
    expect(ed25519.verify(forged, message, identity)).toBe(true);
    expect(isValidEd25519(forged, message, identity)).toBe(false);
    for (const point of ['ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '00'.repeat(32), `${'00'.repeat(31)}80`]) {
      expect(isValidEd25519(forged, message, fromHex(`0x${point}`))).toBe(false);
    }
  });

  test('coordinates that are not reduced are refused', () => {
    const p = 2n ** 255n - 19n;
    const unreduced = littleEndian(p + 1n);
    const forged = concatBytes(unreduced, littleEndian(0n));
    expect(ed25519.verify(forged, message, unreduced)).toBe(true);
    expect(isValidEd25519(forged, message, unreduced)).toBe(false);
    const forgedR = concatBytes(unreduced, signature.slice(32));
    expect(isValidEd25519(forgedR, message, publicKey)).toBe(false);
  });

  test('other lengths give false, not an exception', () => {
    for (const length of [0, 63, 65]) expect(isValidEd25519(new Uint8Array(length), message, publicKey)).toBe(false);
    for (const length of [0, 31, 33]) expect(isValidEd25519(signature, message, new Uint8Array(length))).toBe(false);
  });
});

describe('PAE', () => {
  test('the example of the DSSE specification', () => {
    expect(new TextDecoder().decode(preAuthEncoding('http://example.com/HelloWorld', utf8('hello world')))).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  test('lengths count bytes', () => expect(preAuthEncoding('é', utf8('é'))).toEqual(utf8('DSSEv1 2 é 2 é')));

  test('suite, signer, role and time are signed', () => {
    const graph = { full_cac_hash: 'a', input_hash: 'b', clause_hash: 'c' };
    const by = { suite: 'Ed25519', signer: SAMPLE_DID, role: 'prover', created: '2025-04-30T16:22:00Z' } as const;
    const reference = toHex(cacSigningBytes(graph, by));
    for (const changed of [{ role: 'dao' as const }, { signer: 'did:key:z' }, { created: '2026-04-30T16:22:00Z' }]) {
      expect(toHex(cacSigningBytes(graph, { ...by, ...changed }))).not.toBe(reference);
    }
    for (const name of ['full_cac_hash', 'input_hash', 'clause_hash']) {
      expect(toHex(cacSigningBytes({ ...graph, [name]: 'x' }, by))).not.toBe(reference);
    }
  });
});

describe('did:key', () => {
  const other = (bytes: readonly number[]) => `did:key:z${base58.encode(Uint8Array.from(bytes))}`;
  test.each([
    ['another method', 'did:web:example.org', 'did.unsupported'],
    ['another base', 'did:key:f6d', 'did.unsupported'],
    ['a fragment', `${SAMPLE_DID}#${SAMPLE_DID.slice(8)}`, 'did.malformed'],
    ['another key type', other([0xec, 0x01, ...publicKey]), 'did.unsupported'],
    ['a key of another length', other([0xe7, 0x01, ...publicKey]), 'did.malformed'],
    ['a short key', other([0xed, 0x01, ...publicKey.slice(1)]), 'did.malformed'],
    ['a long key', other([0xed, 0x01, ...publicKey, 0]), 'did.malformed'],
    ['no key', 'did:key:z', 'did.unsupported'],
    ['letters that base58 does not have', `${SAMPLE_DID.slice(0, -1)}0`, 'did.malformed'],
    ['a leading zero byte', `did:key:z1${SAMPLE_DID.slice(9)}`, 'did.unsupported'],
    ['a megabyte', `did:key:z${'6'.repeat(1_000_000)}`, 'did.malformed'],
  ])('%s is refused', (_, did, code) => expect(() => decodeDidKey(did)).toThrow(expect.objectContaining({ code })));

  test('a DID and its key are one to one', () => expect(encodeDidKey(decodeDidKey(SAMPLE_DID).publicKey)).toBe(SAMPLE_DID));
});
