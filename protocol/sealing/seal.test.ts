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
