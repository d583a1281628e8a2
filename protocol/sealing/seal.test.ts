import { Aes128Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../bytes/concat.js';
import { parseSealed, type Sealed, seal, unseal } from './seal.js';
import { decodeRecipientDid, encodeRecipientDid, x25519PublicKey } from './x25519.js';

const about = { full_cac_hash: `0x${'11'.repeat(32)}`, content: 'disclosure' } as const;
const secrets = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));
const dids = secrets.map((secret) => encodeRecipientDid(x25519PublicKey(secret)));
const plaintext = utf8('{"rain": "9.9"}');
const [alice, bob, stranger] = secrets as [Uint8Array, Uint8Array, Uint8Array];

test('each recipient opens, a stranger does not, and the text shows nothing', async () => {
  const sealed = parseSealed(JSON.parse(JSON.stringify(await seal(plaintext, about, dids.slice(0, 2)))));
  expect(await unseal(sealed, alice)).toEqual(plaintext);
  expect(await unseal(sealed, bob)).toEqual(plaintext);
  await expect(unseal(sealed, stranger)).rejects.toMatchObject({ code: 'sealed.not-a-recipient' });
  expect(JSON.stringify(sealed)).not.toContain(Buffer.from('rain').toString('hex'));
});

test('a Buffer is sealed as its own bytes, without its neighbours in the pool', async () => {
  const sealed = await seal(Buffer.from(plaintext), about, dids.slice(0, 1));
  expect(await unseal(sealed, alice)).toEqual(plaintext);
});

describe('soundness: it is about one CAC, one content and one recipient', () => {
  test.each<[string, (sealed: Sealed) => Sealed]>([
    ['another CAC', (sealed) => ({ ...sealed, full_cac_hash: `0x${'22'.repeat(32)}` })],
    ['another content', (sealed) => ({ ...sealed, content: 'openings' })],
    [
      "another's ciphertext",
      (sealed) => ({ ...sealed, recipients: sealed.recipients.map((r, i, all) => ({ ...r, ciphertext: all[1 - i]?.ciphertext ?? '' })) }),
    ],
    ['a changed key', (sealed) => ({ ...sealed, recipients: sealed.recipients.map((r) => ({ ...r, enc: `0x${'09'.repeat(32)}` })) })],
    [
      'a key of small order',
      (sealed) => ({ ...sealed, recipients: sealed.recipients.map((r) => ({ ...r, enc: `0x${'00'.repeat(32)}` })) }),
    ],
    [
      'a byte less',
      (sealed) => ({ ...sealed, recipients: sealed.recipients.map((r) => ({ ...r, ciphertext: r.ciphertext.slice(0, -2) })) }),
    ],
  ])('%s', async (_, edit) => {
    const sealed = await seal(plaintext, about, dids.slice(0, 2));
    await expect(unseal(edit(sealed), alice)).rejects.toMatchObject({ code: 'sealed.not-opened' });
  });
});

test.each([
  ['nobody', []],
  ['the same one twice', [dids[0], dids[0]]],
  ['a signing key', ['did:key:z6MkrG']],
  ['a key of small order', [encodeRecipientDid(new Uint8Array(32))]],
  ['another small order', [encodeRecipientDid(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)))]],
])('%s is no recipient', async (_, recipients) => {
  await expect(seal(plaintext, about, recipients as string[])).rejects.toMatchObject({
    code: expect.stringMatching(/^(sealed\.recipients|did\.)/),
  });
});

test('a DID and its key are one to one', () => expect(encodeRecipientDid(decodeRecipientDid(dids[0] as string))).toBe(dids[0]));

// RFC 9180, A.1.1 (AES-128-GCM, base mode): keys of both sides from their seeds, and the messages 0, 1, 2 and 4, sealed and opened. The suite of this
// protocol, with AES-256-GCM, is not in the RFC's appendix.
test('the library seals and opens the vectors of RFC 9180, A.1.1', async () => {
  const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex')).buffer;
  const text = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');
  const hpke = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
  const pair = await hpke.kem.deriveKeyPair(hex('6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037'));
  expect(text(await hpke.kem.serializePrivateKey(pair.privateKey))).toBe(
    '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  );
  expect(text(await hpke.kem.serializePublicKey(pair.publicKey))).toBe('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d');
  const info = hex('4f6465206f6e2061204772656369616e2055726e');
  const ekm = hex('7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234');
  const sender = await hpke.createSenderContext({ recipientPublicKey: pair.publicKey, info, ekm });
  expect(text(sender.enc)).toBe('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431');
  const recipient = await hpke.createRecipientContext({ recipientKey: pair.privateKey, enc: sender.enc, info });
  const plaintext = Buffer.from('Beauty is truth, truth beauty').toString('hex');
  const ciphertexts = [
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
    'af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84',
    '498dfcabd92e8acedc281e85af1cb4e3e31c7dc394a1ca20e173cb72516491588d96a19ad4a683518973dcc180',
    undefined,
    '583bd32bc67a5994bb8ceaca813d369bca7b2a42408cddef5e22f880b631215a09fc0012bc69fccaa251c0246d',
  ];
  for (const [i, ciphertext] of ciphertexts.entries()) {
    const aad = Buffer.from(`Count-${i}`).toString('hex');
    const sealed = await sender.seal(hex(plaintext), hex(aad));
    if (ciphertext !== undefined) expect(text(sealed)).toBe(ciphertext);
    expect(text(await recipient.open(hex(ciphertext ?? text(sealed)), hex(aad)))).toBe(plaintext);
  }
});
