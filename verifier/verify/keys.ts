/**
 * Whose key, and does it count: DIDs to public keys at a time, with the revocations that the registry knows.
 *
 * The registry comes first, because it is the only place that knows of rotations and revocations. did:key then holds its key itself, did:nsf is
 * resolved in the registry only, and the caller is asked for every other method.
 */
import { decodeDidKey, type SuiteKey } from '@clauseproof/protocol/did';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { fromHex } from '@clauseproof/protocol/hex';
import { isInPeriod, type RegisteredKey, type Registry, type Revocation } from '@clauseproof/protocol/registry';
import type { VerifyOptions } from './options.js';

/** A key, with what the registry says about it. */
export interface ResolvedKey extends SuiteKey {
  readonly registered?: RegisteredKey;
}

/** What resolves keys: the registry, and the caller for what is not in it. */
export interface KeySources {
  readonly registry: Registry;
  readonly resolve: VerifyOptions['resolve'];
}

/** The key of a DID at an instant; undefined if nobody knows it, or the registry has it for other times only. */
export async function resolveKey(did: string, at: string, { registry, resolve }: KeySources): Promise<ResolvedKey | undefined> {
  const listed = (registry.keys ?? []).filter((key) => key.did === did);
  const registered = listed.find((key) => isInPeriod(key, at));
  if (registered !== undefined) return { suite: registered.suite, publicKey: fromHex(registered.public_key), registered };
  if (listed.length > 0 || did.startsWith('did:nsf:')) return undefined;
  // A did:key that cannot be read must not become whatever a resolver says.
  if (did.startsWith('did:key:')) return keyInDid(did);
  const found = await askCaller(resolve, did, at);
  return found instanceof Uint8Array ? { suite: 'Ed25519', publicKey: found } : found;
}

/** A resolver that fails does not know. */
async function askCaller(resolve: KeySources['resolve'], did: string, at: string) {
  try {
    return await resolve?.(did, at);
  } catch {
    return undefined;
  }
}

function keyInDid(did: string): SuiteKey | undefined {
  try {
    return decodeDidKey(did);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/**
 * What revocations mean for something of the time `at`. `compromised` and `unsound` count at every time: who has the key or the forgery
 * writes any timestamp. `superseded` counts from its time on; before it the timestamp alone proves nothing, so a trusted receipt must be
 * older than the revocation.
 * @param seenAt the time of the oldest trusted receipt.
 */
export function revocationStanding(
  revocations: readonly Revocation[],
  at: string,
  seenAt: string | undefined,
): { readonly standing: 'in-force' } | { readonly standing: 'revoked' | 'superseded' | 'no-receipt'; readonly detail: string } {
  const forEver = revocations.find(({ reason }) => reason !== 'superseded');
  if (forEver !== undefined) return { standing: 'revoked', detail: forEver.reason };
  const earlier = revocations.find((revocation) => revocation.at <= at);
  if (earlier !== undefined) return { standing: 'superseded', detail: earlier.at };
  const unproved = revocations.find((revocation) => seenAt === undefined || seenAt >= revocation.at);
  return unproved === undefined ? { standing: 'in-force' } : { standing: 'no-receipt', detail: unproved.at };
}
