/**
 * Key files: a secret with its suite and DID, mode 600. The DID stands in clear so that a person can see whose key it is; it must follow from
 * the secret, or the file is refused.
 *
 * TRAP: nothing here prints or quotes what was read, not even of a malformed file: it may be a secret in the wrong place.
 */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { parseJson } from '@clauseproof/protocol/json';
import { encodeRecipientDid, x25519PublicKey } from '@clauseproof/protocol/recipient';
import { loadSuite } from '@clauseproof/protocol/suites';
import { type SignatureSuite, SUITE_NAMES } from '@clauseproof/protocol/suites/suite';
import { CliError } from '../shell/failure.js';
import { exists, readText, SECRET_MODE, writeWhole } from '../shell/files.js';

const KIND = 'clauseproof-key';
const MAX_BYTES = 4096;

/** `X25519` keys receive what is sealed; all others sign. */
export const KEY_KINDS = [...SUITE_NAMES, 'X25519'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface SigningKey {
  readonly did: string;
  readonly secret: Uint8Array;
  readonly suite: SignatureSuite;
}

/** What a new key is known by. */
export interface CreatedKey {
  readonly did: string;
  readonly publicKey: string;
  /** BLS12-381: what a registry wants to see beside the key. */
  readonly proofOfPossession?: string;
}

/** Makes a key and writes it. @param as the DID it will be known by, if not its did:key. @throws CliError `key.exists` unless `overwrite`. */
export async function createKeyFile(path: string, overwrite: boolean, kind: KeyKind = 'Ed25519', as?: string): Promise<CreatedKey> {
  if (!overwrite && (await exists(path))) {
    throw new CliError('key.exists', 'there is something already; a key is never overwritten unasked', {
      where: path,
      help: 'choose another name with --out, or give --force if that key is no longer needed',
    });
  }
  const secret = await newSecret(kind);
  const made = await publicPart(kind, secret);
  const did = as ?? made.did;
  await writeWhole(path, `${JSON.stringify({ kind: KIND, suite: kind, did, secret: toHex(secret) }, null, 2)}\n`, SECRET_MODE);
  return { ...made, did };
}

/** Drawn until it is one: ECDSA and BLS secrets lie below the order of their group. */
async function newSecret(kind: KeyKind): Promise<Uint8Array> {
  for (;;) {
    const secret = Uint8Array.from(randomBytes(32));
    try {
      await publicPart(kind, secret);
      return secret;
    } catch {
      // Not below the order: BLS12-381 refuses more than half of all draws.
    }
  }
}

async function publicPart(kind: KeyKind, secret: Uint8Array): Promise<CreatedKey> {
  if (kind === 'X25519') {
    const publicKey = x25519PublicKey(secret);
    return { did: encodeRecipientDid(publicKey), publicKey: toHex(publicKey) };
  }
  const publicKey = (await loadSuite(kind)).publicKeyOf(secret);
  const key = { did: encodeDidKey(publicKey, kind), publicKey: toHex(publicKey) };
  if (kind !== 'BLS12-381') return key;
  const { proveBlsPossession } = await import('@clauseproof/protocol/suites/bls');
  return { ...key, proofOfPossession: toHex(proveBlsPossession(secret)) };
}

/** A key that signs. @throws CliError `key.malformed` | `key.open-to-others` | `key.not-for-signing` | as `readText` */
export async function readKeyFile(path: string): Promise<SigningKey> {
  const { kind, did, secret } = await readAnyKey(path);
  if (kind === 'X25519') {
    throw new CliError('key.not-for-signing', 'this key receives what is sealed; it cannot sign', {
      where: path,
      help: 'make one that signs with `clauseproof keygen`',
    });
  }
  return { did, secret, suite: await loadSuite(kind) };
}

/** A key that receives. @throws CliError as `readKeyFile`; `key.not-a-recipient` */
export async function readRecipientKey(path: string): Promise<{ readonly did: string; readonly secret: Uint8Array }> {
  const { kind, did, secret } = await readAnyKey(path);
  if (kind !== 'X25519') {
    throw new CliError('key.not-a-recipient', 'this key signs; nothing can be sealed to it', {
      where: path,
      help: 'make one that receives with `clauseproof keygen --suite X25519`',
    });
  }
  return { did, secret };
}

/** The public part of a key file, as `createKeyFile` gave it. */
export async function describeKey(path: string): Promise<CreatedKey & { readonly kind: KeyKind }> {
  const { kind, did, secret } = await readAnyKey(path);
  return { ...(await publicPart(kind, secret)), did, kind };
}

async function readAnyKey(path: string): Promise<{ readonly kind: KeyKind; readonly did: string; readonly secret: Uint8Array }> {
  const text = await readText(path, MAX_BYTES);
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new CliError('key.open-to-others', 'others on this machine can read this key', {
      where: path,
      help: `close it with \`chmod 600 ${path}\`, and make a new key if it may have been read`,
    });
  }
  const malformed = new CliError('key.malformed', 'this is not a key file', { where: path, help: 'make one with `clauseproof keygen`' });
  try {
    const json = parseJson(text) as { kind?: unknown; suite?: unknown; did?: unknown; secret?: unknown };
    const kind = KEY_KINDS.find((name) => name === json.suite);
    if (json.kind !== KIND || kind === undefined || typeof json.secret !== 'string' || typeof json.did !== 'string') throw malformed;
    const secret = fromHex(json.secret, 32);
    const { did } = await publicPart(kind, secret);
    // A did:key says which key it is; other DIDs are for the registry, or the web, to answer for.
    if (json.did.startsWith('did:key:') && json.did !== did) throw malformed;
    return { kind, did: json.did, secret };
  } catch {
    throw malformed;
  }
}
