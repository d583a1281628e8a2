/**
 * Key files: an Ed25519 secret with its DID, mode 600. The DID stands in clear so that a person can see whose key it is; it must follow from
 * the secret, or the file is refused.
 *
 * TRAP: nothing here prints or quotes what was read, not even of a malformed file: it may be a secret in the wrong place.
 */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { parseJson } from '@clauseproof/protocol/json';
import { ed25519PublicKey } from '@clauseproof/protocol/signature';
import { CliError } from '../shell/failure.js';
import { exists, readText, SECRET_MODE, writeWhole } from '../shell/files.js';

const KIND = 'clauseproof-ed25519-key';
const MAX_BYTES = 4096;

export interface SigningKey {
  readonly did: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** Makes a key and writes it. @throws CliError `key.exists` unless `overwrite`. */
export async function createKeyFile(path: string, overwrite: boolean): Promise<{ readonly did: string }> {
  if (!overwrite && (await exists(path))) {
    throw new CliError('key.exists', 'there is something already; a key is never overwritten unasked', {
      where: path,
      help: 'choose another name with --out, or give --force if that key is no longer needed',
    });
  }
  const secret = randomBytes(32);
  const did = encodeDidKey(ed25519PublicKey(secret));
  await writeWhole(path, `${JSON.stringify({ kind: KIND, did, secret: toHex(secret) }, null, 2)}\n`, SECRET_MODE);
  return { did };
}

/** @throws CliError `key.malformed` | `key.open-to-others` | as `readText` */
export async function readKeyFile(path: string): Promise<SigningKey> {
  const text = await readText(path, MAX_BYTES);
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new CliError('key.open-to-others', 'others on this machine can read this key', {
      where: path,
      help: `close it with \`chmod 600 ${path}\`, and make a new key if it may have been read`,
    });
  }
  const malformed = new CliError('key.malformed', 'this is not a key file', { where: path, help: 'make one with `clauseproof keygen`' });
  try {
    const json = parseJson(text) as { kind?: unknown; did?: unknown; secret?: unknown };
    if (json.kind !== KIND || typeof json.secret !== 'string') throw malformed;
    const secret = fromHex(json.secret, 32);
    if (encodeDidKey(ed25519PublicKey(secret)) !== json.did) throw malformed;
    return { did: json.did, secret };
  } catch {
    throw malformed;
  }
}
