/**
 * The vectors published with RFC 9180 (`test/vectors/hpke`): base mode of DHKEM(X25519, HKDF-SHA256) with HKDF-SHA256, for AES-128-GCM (appendix A.1.1) and AES-256-GCM, which is the suite of
 * this protocol. The library that `seal` uses makes the same bytes from the same keys, and opens them.
 */
import { readFileSync } from 'node:fs';
import { Aes128Gcm, Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { describe, expect, test } from 'vitest';
import { decodeRecipientDid, encodeRecipientDid, x25519PublicKey } from './x25519.js';

interface Vector {
  readonly aead_id: number;
  readonly info: string;
  readonly ikmR: string;
  readonly ikmE: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly encryptions: readonly { sequence: number; aad: string; ciphertext: string; plaintext: string }[];
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[];
}

const vectors = JSON.parse(readFileSync(new URL('../../test/vectors/hpke/base-x25519-sha256.json', import.meta.url), 'utf8')) as Vector[];
const buffer = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex')).buffer;
const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');
const AEADS = { 1: Aes128Gcm, 2: Aes256Gcm } as Readonly<Record<number, new () => Aes256Gcm>>;

test('both suites are here', () => expect(vectors.map(({ aead_id }) => aead_id)).toEqual([1, 2]));

describe.each(vectors)('AEAD $aead_id', (vector) => {
  const Aead = AEADS[vector.aead_id] as new () => Aes256Gcm;
  const suite = () => new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aead() });

  test('keys from their seeds; the recipient has a DID', async () => {
    const { kem } = suite();
    const pair = await kem.deriveKeyPair(buffer(vector.ikmR));
    expect(hex(await kem.serializePrivateKey(pair.privateKey))).toBe(vector.skRm);
    expect(hex(await kem.serializePublicKey(pair.publicKey))).toBe(vector.pkRm);
    const publicKey = x25519PublicKey(new Uint8Array(buffer(vector.skRm)));
    expect(hex(publicKey.slice().buffer)).toBe(vector.pkRm);
    expect(decodeRecipientDid(encodeRecipientDid(publicKey))).toEqual(publicKey);
  });

  test('every message is sealed to the published bytes, opened from them, and not with anything changed', async () => {
    const hpke = suite();
    const recipientKey = await hpke.kem.deserializePrivateKey(buffer(vector.skRm));
    const recipientPublicKey = await hpke.kem.deserializePublicKey(buffer(vector.pkRm));
    const info = buffer(vector.info);
    const sender = await hpke.createSenderContext({ recipientPublicKey, info, ekm: buffer(vector.ikmE) });
    expect(hex(sender.enc)).toBe(vector.enc);
    const recipient = await hpke.createRecipientContext({ recipientKey, enc: buffer(vector.enc), info });
    const wanted = new Map(vector.encryptions.map((message) => [message.sequence, message]));
    expect([...wanted.keys()]).toEqual([0, 1, 2, 4, 255, 256]);
    for (let sequence = 0; sequence <= 256; sequence++) {
      const message = wanted.get(sequence);
      const aad = message === undefined ? new ArrayBuffer(0) : buffer(message.aad);
      const sealed = await sender.seal(message === undefined ? new ArrayBuffer(1) : buffer(message.plaintext), aad);
      if (message !== undefined) expect(hex(sealed)).toBe(message.ciphertext);
      const opened = await recipient.open(message === undefined ? sealed : buffer(message.ciphertext), aad);
      if (message !== undefined) expect(hex(opened)).toBe(message.plaintext);
    }
    const [first] = vector.encryptions;
    const open = async (change: { info?: ArrayBuffer; enc?: ArrayBuffer; aad?: ArrayBuffer; recipientKey?: typeof recipientKey }) => {
      const context = await hpke.createRecipientContext({
        recipientKey: change.recipientKey ?? recipientKey,
        enc: change.enc ?? buffer(vector.enc),
        info: change.info ?? info,
      });
      return hex(await context.open(buffer(first?.ciphertext ?? ''), change.aad ?? buffer(first?.aad ?? '')));
    };
    expect(await open({})).toBe(first?.plaintext);
    await expect(open({ info: buffer('00') })).rejects.toThrow();
    await expect(open({ aad: buffer('00') })).rejects.toThrow();
    await expect(open({ enc: buffer(vector.pkRm) })).rejects.toThrow();
    const other = await hpke.kem.deriveKeyPair(buffer(vector.ikmE));
    await expect(open({ recipientKey: other.privateKey })).rejects.toThrow();
  });

  test('exported secrets', async () => {
    const hpke = suite();
    const recipientKey = await hpke.kem.deserializePrivateKey(buffer(vector.skRm));
    const recipient = await hpke.createRecipientContext({ recipientKey, enc: buffer(vector.enc), info: buffer(vector.info) });
    expect(vector.exports.length).toBe(3);
    for (const { exporter_context, L, exported_value } of vector.exports)
      expect(hex(await recipient.export(buffer(exporter_context), L))).toBe(exported_value);
  });
});
