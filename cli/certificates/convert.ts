/**
 * One certificate in its several forms. JSON and CBOR say the same, so either becomes the other; an envelope of COSE and a Verifiable Credential are one more
 * signature around it, which is made with a key and taken off again without loss of anything the certificate says.
 */
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { readKeyFile } from '../keys/key-file.js';
import { now } from '../shell/clock.js';
import { CliError, inFile } from '../shell/failure.js';
import { assertFree, readBytes, writeWhole } from '../shell/files.js';
import { outColors, print } from '../shell/terminal.js';
import { readCacFile } from './read-cac.js';

export interface ConvertRequest {
  readonly to: 'json' | 'cbor' | 'cose' | 'vc';
  readonly out: string;
  readonly key?: string;
  readonly force?: boolean;
}

export async function convert(path: string, request: ConvertRequest): Promise<void> {
  const { to, out } = request;
  await assertFree(out, request.force);
  const needsKey = to === 'cose' || to === 'vc';
  if (needsKey !== (request.key !== undefined)) {
    throw needsKey
      ? new CliError('usage.no-key', `the form ${to} is one more signature, which needs a key`, {
          help: 'give the key that signs with --key',
        })
      : new CliError('usage.unneeded-key', `the form ${to} adds no signature`, { help: 'leave --key out' });
  }
  const json = (await credentialIn(path)) ?? (await readCacFile(path)).json;
  const content = await contentOf(json, request);
  await writeWhole(out, content);
  print(`${outColors.green('ok')}  ${out} (${to}, ${content.length} bytes)`);
}

async function contentOf(json: Json, { to, key }: ConvertRequest): Promise<Uint8Array | string> {
  if (to === 'json') return `${JSON.stringify(json, null, 2)}\n`;
  if (to === 'vc') {
    const [{ credentialOf }, { parseCac }] = await Promise.all([
      import('@clauseproof/protocol/credential'),
      import('@clauseproof/protocol/cac'),
    ]);
    const { did, secret } = await readKeyFile(key ?? '');
    return `${JSON.stringify(credentialOf(parseCac(json), { did, secret }, now()), null, 2)}\n`;
  }
  const { jsonToCbor } = await import('@clauseproof/protocol/cac-cbor');
  const bytes = jsonToCbor(json);
  if (to === 'cbor') return bytes;
  const { signCose } = await import('@clauseproof/protocol/cose');
  const { did, secret, suite } = await readKeyFile(key ?? '');
  return signCose(bytes, suite, did, secret);
}

/** The certificate in a Verifiable Credential whose proof holds; undefined for another file. */
async function credentialIn(path: string): Promise<Json | undefined> {
  const bytes = await readBytes(path, 1 << 20);
  if ((bytes[0] ?? 0) >= 0x80 || !Buffer.from(bytes).includes('"credentialSubject"')) return undefined;
  const { cacOfCredential } = await import('@clauseproof/protocol/credential');
  try {
    const document = parseJson(bytes) as { readonly [name: string]: Json };
    return parseJson(canonicalJson(cacOfCredential(document).cac));
  } catch (error) {
    throw inFile(path, error);
  }
}
