/** What the commands that verify have in common: whom to trust, what to demand, and what lies beside a certificate. */

import type { SuiteKey } from '@clauseproof/protocol/did';
import { keysOfDidDocument } from '@clauseproof/protocol/did-document';
import { type Json, parseStrictJson } from '@clauseproof/protocol/json';
import type { VerifyOptions } from '@clauseproof/verifier/options';
import { parsePolicy } from '@clauseproof/verifier/policy';
import { now } from '../shell/clock.js';
import { CliError } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { readJsonAs } from '../shell/json-files.js';

export interface TrustRequest {
  readonly registry: string;
  readonly trust: readonly string[];
  readonly allowDevelopment?: readonly string[];
  readonly trustLog?: readonly string[];
  readonly policy?: string;
  /** Earlier certificates. */
  readonly prev?: readonly string[];
  readonly opening?: readonly string[];
  readonly didDocument?: readonly string[];
}

/** o1js verifies in half a second with its native library and in half a minute without; the prover knows how to choose. */
export async function loadKimchiEngine(): ReturnType<typeof import('@clauseproof/verifier/kimchi')['loadKimchi']> {
  const { loadO1js } = await import('@clauseproof/prover/o1js');
  await loadO1js();
  const { loadKimchi: load } = await import('@clauseproof/verifier/kimchi');
  return load();
}

/** Reads every file that the request names. @throws CliError with the file that is wrong */
export async function verifierOptions(request: TrustRequest): Promise<VerifyOptions> {
  const readAll = (paths: readonly string[] = []) => Promise.all(paths.map((path) => readBytes(path)));
  const [registry, parents, openings] = await Promise.all([readBytes(request.registry), readAll(request.prev), readAll(request.opening)]);
  const keys = new Map<string, SuiteKey>();
  for (const path of request.didDocument ?? []) for (const [did, key] of await readDidDocument(path)) keys.set(did, key);
  return {
    registry,
    trust: request.trust,
    allowDevelopment: request.allowDevelopment ?? [],
    trustLogs: request.trustLog ?? [],
    parents,
    openings,
    now: now(),
    kimchi: loadKimchiEngine,
    ...(request.policy === undefined ? {} : { policy: await readJsonAs(request.policy, (json) => parsePolicy(json)) }),
    ...(keys.size === 0 ? {} : { resolve: (did: string) => keys.get(did) }),
  };
}

async function readDidDocument(path: string): Promise<ReadonlyMap<string, SuiteKey>> {
  const json = await readJsonAs(path, (value) => value, parseStrictJson);
  const id = json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as { readonly id?: Json }).id : undefined;
  if (typeof id !== 'string')
    throw new CliError('did.document', 'this is not a DID document', { where: path, help: 'a document has an id' });
  const keys = keysOfDidDocument(json, id);
  if (keys.size === 0) throw new CliError('did.document', 'no key of a known signature suite is in this document', { where: path });
  return keys;
}
