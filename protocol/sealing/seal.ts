/**
 * Encryption of openings and disclosures to recipients: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, one
 * message for each recipient.
 *
 * Bound to the CAC: `full_cac_hash` and the recipient are in `info` and in the associated data, so a sealed text cannot be passed off as one
 * about another CAC or for somebody else. HPKE in base mode does not say who sealed; a disclosure proves itself against the commitments.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { utf8 } from '../bytes/concat.js';
import { fromHex, toHex } from '../bytes/hex.js';
import { ProtocolError } from '../errors.js';
import { canonicalBytes } from '../json/canonical.js';
import { listOf, literal, object, parseShape, type Shape, text } from '../schema/shape.js';
import { did, hash32, hexBytes } from '../schema/strings.js';
import { decodeRecipientDid, encodeRecipientDid, x25519PublicKey } from './x25519.js';

export interface Sealed {
  readonly version: 1;
  readonly kind: 'clauseproof-sealed';
  readonly full_cac_hash: string;
  /** What is inside: a disclosure, or all openings of an execution. */
  readonly content: 'disclosure' | 'openings';
  readonly recipients: readonly {
    readonly recipient: string;
    /** The encapsulated key, 32 bytes. */
    readonly enc: string;
    readonly ciphertext: string;
  }[];
}

const sealedSchema: Shape<Sealed> = object({
  version: literal(1),
  kind: literal('clauseproof-sealed'),
  full_cac_hash: hash32,
  content: literal('disclosure', 'openings'),
  recipients: listOf(
    object({ recipient: did, enc: text(/^0x[0-9a-f]{64}$/, '0x and 64 lower-case hexadecimal digits'), ciphertext: hexBytes }),
    1,
    256,
  ),
});

/** @throws ProtocolError `sealed.malformed` | `sealed.missing-member` | `sealed.unknown-member`. */
export const parseSealed = (json: unknown): Sealed => parseShape(sealedSchema, json, 'sealed');

const suite = () => new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** What both sides agree on before there is a key. */
function binding(full_cac_hash: string, content: string, recipient: string): Uint8Array {
  return canonicalBytes({ full_cac_hash, content, recipient });
}

const infoOf = (bound: Uint8Array) => buffer(Uint8Array.from([...utf8('nsf.cac.v1/seal'), ...bound]));
/** A buffer of exactly these bytes. TRAP: `slice` of a Node Buffer shares its pool, so its `.buffer` would hold other people's bytes. */
const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/**
 * @param recipients DIDs of X25519 keys, each once.
 * @throws ProtocolError `did.*`; `sealed.recipients` for none or the same one twice.
 */
export async function seal(
  plaintext: Uint8Array,
  about: { readonly full_cac_hash: string; readonly content: Sealed['content'] },
  recipients: readonly string[],
): Promise<Sealed> {
  if (recipients.length === 0 || new Set(recipients).size !== recipients.length)
    throw new ProtocolError('sealed.recipients', 'name at least one recipient, and each once');
  const { full_cac_hash, content } = about;
  const sealed: Sealed['recipients'][number][] = [];
  for (const recipient of recipients) {
    const hpke = suite();
    const recipientPublicKey = await hpke.kem.deserializePublicKey(buffer(decodeRecipientDid(recipient)));
    const bound = binding(full_cac_hash, content, recipient);
    const sender = await hpke.createSenderContext({ recipientPublicKey, info: infoOf(bound) });
    const ciphertext = await sender.seal(buffer(plaintext), buffer(bound));
    sealed.push({ recipient, enc: toHex(new Uint8Array(sender.enc)), ciphertext: toHex(new Uint8Array(ciphertext)) });
  }
  return { version: 1, kind: 'clauseproof-sealed', full_cac_hash, content, recipients: sealed };
}

/**
 * The plaintext, for the owner of a secret.
 * @throws ProtocolError `sealed.not-a-recipient` when nothing is sealed to this key, `sealed.not-opened` when it was changed or is about another CAC.
 */
export async function unseal(sealed: Sealed, secret: Uint8Array): Promise<Uint8Array> {
  const own = encodeRecipientDid(x25519PublicKey(secret));
  const mine = sealed.recipients.find(({ recipient }) => recipient === own);
  if (mine === undefined) throw new ProtocolError('sealed.not-a-recipient', 'nothing here is sealed to this key');
  try {
    const hpke = suite();
    const recipientKey = await hpke.kem.deserializePrivateKey(buffer(secret));
    const bound = binding(sealed.full_cac_hash, sealed.content, own);
    const context = await hpke.createRecipientContext({ recipientKey, enc: buffer(fromHex(mine.enc, 32)), info: infoOf(bound) });
    return new Uint8Array(await context.open(buffer(fromHex(mine.ciphertext)), buffer(bound)));
  } catch {
    throw new ProtocolError('sealed.not-opened', 'this was changed after it was sealed, or is about another CAC');
  }
}
