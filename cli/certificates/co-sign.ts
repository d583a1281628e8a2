/** Further signatures on a certificate: of verifiers and DAOs, who check it first, and the receipt of a log, which only says when it saw it. */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { parseJson } from '@clauseproof/protocol/json';
import { parseRegistry } from '@clauseproof/protocol/registry';
import { receiptBytes } from '@clauseproof/protocol/signature';
import { coSign } from '@clauseproof/verifier/emit';
import { readKeyFile } from '../keys/key-file.js';
import { now } from '../shell/clock.js';
import { CliError, inFile } from '../shell/failure.js';
import { assertFree, writeWhole } from '../shell/files.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { readCacFile } from './read-cac.js';
import { verdictText } from './verdict-text.js';
import { type TrustRequest, verifierOptions } from './verifier-options.js';

interface Written {
  readonly key: string;
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface CoSignRequest extends TrustRequest, Written {
  readonly role: 'verifier' | 'dao';
  /** `id@epoch`: add to the aggregate of this set. */
  readonly set?: string;
}

/** @returns whether the certificate could be signed; otherwise its verdict is printed. */
export async function coSignFile(path: string, request: CoSignRequest): Promise<boolean> {
  await assertFree(request.out, request.force);
  const [{ cac }, key, options] = await Promise.all([readCacFile(path), readKeyFile(request.key), verifierOptions(request)]);
  const { role, set: name } = request;
  const set = name === undefined ? undefined : setNamed(options.registry, name, request.registry);
  let signed: Awaited<ReturnType<typeof coSign>>;
  try {
    signed = await coSign(canonicalJson(cac), options, key, { role, created: options.now, ...(set === undefined ? {} : { set }) });
  } catch (error) {
    throw inFile(path, error);
  }
  if (signed.cac === undefined) {
    if (request.json === true) printJson(signed.verdict);
    else print(`${outColors.red('not signed')}\n\n${verdictText(signed.verdict)}`);
    return false;
  }
  await write(signed.cac, request, `is co-signed as ${role} by ${name ?? key.did}; its verdict is now ${signed.verdict.verdict}`);
  return true;
}

/** Adds the receipt of a log. */
export async function receiptFor(path: string, request: Written): Promise<void> {
  await assertFree(request.out, request.force);
  const [{ cac }, key] = await Promise.all([readCacFile(path), readKeyFile(request.key)]);
  const by = { log: key.did, time: now(), suite: key.suite.name };
  const signature = toHex(key.suite.sign(receiptBytes(cac.hash_graph.full_cac_hash, by), key.secret));
  const receipts = [...(cac.receipts ?? []), { ...by, signature }];
  await write(parseCac({ ...cac, receipts }), request, `has a receipt of ${key.did} from ${by.time}`);
}

function setNamed(registry: string | Uint8Array, name: string, path: string) {
  try {
    const set = parseRegistry(parseJson(registry, { maxBytes: registry.length })).sets?.find((one) => one.set === name);
    if (set !== undefined) return set;
  } catch (error) {
    throw inFile(path, error);
  }
  throw new CliError('co-sign.no-such-set', `the registry has no set ${name}`, { where: path, help: 'name it as id@epoch' });
}

async function write(cac: Cac, { out, json }: Written, what: string): Promise<void> {
  await writeWhole(out, `${JSON.stringify(cac, null, 2)}\n`);
  if (json === true) printJson({ file: out, full_cac_hash: cac.hash_graph.full_cac_hash, verified_by: cac.runtime_info.verified_by });
  else print(`${outColors.green('ok')}  ${out} ${what}`);
}
