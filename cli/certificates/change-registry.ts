/** Changes to a registry besides its entries: read, changed, signed again, written whole. */
import type { Json } from '@clauseproof/protocol/json';
import type { RegisteredKey, Revocation, UnsignedRegistry, ValidatorSet } from '@clauseproof/protocol/registry';
import { revokeEntry, signRegistry } from '@clauseproof/verifier/registry';
import { addKey, addSet, admitSchemas, type Demands, revokeKey, setDemands } from '@clauseproof/verifier/registry/authority';
import { readKeyFile } from '../keys/key-file.js';
import { inOneYear, now } from '../shell/clock.js';
import { CliError, inFile } from '../shell/failure.js';
import { writeWhole } from '../shell/files.js';
import { readJsonAs } from '../shell/json-files.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { openOwn } from './registry-file.js';

export interface ChangeRequest {
  readonly registry: string;
  readonly key: string;
  readonly expires?: string;
  readonly json?: boolean;
}

export interface PeriodRequest {
  readonly validFrom?: string;
  readonly validTo?: string;
}

type Change = (registry: UnsignedRegistry) => UnsignedRegistry | Promise<UnsignedRegistry>;

const periodOf = ({ validFrom, validTo }: PeriodRequest) => ({ valid_from: validFrom ?? now(), valid_to: validTo ?? null });

/** @param file what `keygen --json` printed. */
export async function registerKey(file: string, request: ChangeRequest & PeriodRequest): Promise<void> {
  const json = await readJsonAs(file, (json) => json);
  const { did, suite, public_key, proof_of_possession } = membersOf(json);
  const possession = proof_of_possession === undefined ? {} : { proof_of_possession };
  const key = { did, suite, public_key, ...possession, ...periodOf(request), revocations: [] } as unknown as RegisteredKey;
  await changed(request, (registry) => addKey(registry, key), `the key of ${String(did)}`, file);
}

export interface SetRequest extends PeriodRequest {
  readonly role: ValidatorSet['role'];
  readonly threshold: number;
  readonly member: readonly string[];
}

export async function registerSet(set: string, request: ChangeRequest & SetRequest): Promise<void> {
  const { role, threshold, member } = request;
  await changed(request, (registry) => addSet(registry, { set, role, threshold, members: member, ...periodOf(request) }), `the set ${set}`);
}

/** @param name a DID, or `id@version`. */
export async function revoke(
  name: string,
  request: ChangeRequest & { readonly reason: Revocation['reason']; readonly at?: string },
): Promise<void> {
  const revocation = { reason: request.reason, at: request.at ?? now() };
  const change: Change = (registry) =>
    name.startsWith('did:') ? revokeKey(registry, name, revocation) : revokeEntry(registry, name, revocation);
  await changed(request, change, `the revocation of ${name}, ${request.reason} from ${revocation.at}`);
}

/** @param file `{constraints?, co_signers?}` as an entry has them. */
export async function demand(clauseRef: string, file: string, request: ChangeRequest): Promise<void> {
  const members = membersOf(await readJsonAs(file, (json) => json));
  const strange = Object.keys(members).find((name) => name !== 'constraints' && name !== 'co_signers');
  if (strange !== undefined || Object.keys(members).length === 0)
    throw new CliError('registration.demand', 'demands have the members constraints and co_signers', { where: file });
  await changed(request, (registry) => setDemands(registry, clauseRef, members as Demands), `the demands on ${clauseRef}`, file);
}

export async function admit(versions: readonly string[], request: ChangeRequest): Promise<void> {
  await changed(request, (registry) => admitSchemas(registry, versions), `the schema versions ${versions.join(', ')}`);
}

async function changed(request: ChangeRequest, change: Change, what: string, file?: string): Promise<void> {
  const { registry: path, expires } = request;
  const key = await readKeyFile(request.key);
  const registry = await openOwn(path, key, now());
  if (registry === undefined)
    throw new CliError('file.missing', 'there is no registry', { where: path, help: '`clauseproof register` creates one' });
  let signed: ReturnType<typeof signRegistry>;
  try {
    signed = signRegistry({ ...(await change(registry)), issued_at: now(), expires: expires ?? inOneYear() }, key);
  } catch (error) {
    throw inFile(file ?? path, error);
  }
  await writeWhole(path, `${JSON.stringify(signed, null, 2)}\n`);
  if (request.json === true) printJson({ registry: path, signer: signed.signer, issued_at: signed.issued_at, expires: signed.expires });
  else print(`${outColors.green('ok')}  ${path} holds ${what}; signed again by ${signed.signer}, valid until ${signed.expires}`);
}

function membersOf(json: Json): { readonly [name: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as { readonly [name: string]: Json }) : {};
}
