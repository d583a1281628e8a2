/**
 * Validator sets: which members of which epoch signed, and whether they are enough.
 *
 * A set counts in the epoch that was in force at the time of the CAC. Members are told apart by their keys, so that one key under two names
 * is one signer. Too few signatures make a verdict indeterminate and never invalid: anybody can take a co-signature away.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { isInPeriod, type Registry, type RegistryEntry, setId, type ValidatorSet } from '@clauseproof/protocol/registry';
import type { CacSignature } from '@clauseproof/protocol/signature';
import { type KeySources, type ResolvedKey, resolveKey } from './keys.js';
import { doubt, type Finding, fail, pass, unknown } from './report.js';

/** The epoch of a set at a time. */
export function setAt(registry: Registry, id: string, at: string): ValidatorSet | undefined {
  return registry.sets?.find((set) => setId(set.set) === id && isInPeriod(set, at));
}

/** Whether the entry lets members of a set co-sign in this role, and the DID is one of them at that time. */
export function isMember(did: string, role: string, registry: Registry, entry: RegistryEntry, at: string): boolean {
  return (entry.co_signers ?? []).some((named) => {
    const set = named.role === role ? setAt(registry, named.set, at) : undefined;
    return set !== undefined && set.role === role && set.members.includes(did);
  });
}

/** The DIDs of a bitmap: one bit a member, low bits first, no bit beyond the last member. Undefined if it is malformed or empty. */
export function participantsOf(set: ValidatorSet, participants: string): readonly string[] | undefined {
  const bits = fromHex(participants);
  const isSet = (i: number) => (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1;
  if (bits.length !== Math.ceil(set.members.length / 8)) return undefined;
  for (let i = set.members.length; i < bits.length * 8; i++) if (isSet(i)) return undefined;
  const chosen = set.members.filter((_, i) => isSet(i));
  return chosen.length === 0 ? undefined : chosen;
}

/** The keys of the members behind an aggregate, each of BLS12-381 and registered with a proof of possession. */
export async function aggregateKeys(
  signature: CacSignature,
  entry: RegistryEntry,
  sources: KeySources,
  at: string,
): Promise<Finding<readonly (ResolvedKey & { readonly did: string })[]>> {
  const { signer, role, participants = '0x' } = signature;
  const set = sources.registry.sets?.find((candidate) => candidate.set === signer);
  const isNamed = entry.co_signers?.some((named) => named.role === role && named.set === setId(signer)) === true;
  if (set === undefined || !isNamed || set.role !== role) return fail('signers.unknown', `${signer} as ${role}`);
  if (!isInPeriod(set, at)) return fail('signers.not-in-force', signer);
  const members = participantsOf(set, participants);
  if (members === undefined) return fail('signers.participants', signer);
  const keys: (ResolvedKey & { readonly did: string })[] = [];
  for (const did of members) {
    const key = await resolveKey(did, at, sources);
    if (key === undefined) return unknown('signers.unresolved', did);
    if (key.registered?.proof_of_possession === undefined) return fail('signers.no-possession', did);
    keys.push({ ...key, did });
  }
  return pass('signers.ok', keys);
}

/** Whether every required set has signed by as many members as its threshold says. `signed` maps roles to the keys that signed. */
export async function checkThresholds(
  cac: Cac,
  entry: RegistryEntry,
  sources: KeySources,
  signed: readonly { readonly role: string; readonly publicKey: Uint8Array }[],
): Promise<Finding<true>> {
  for (const { set: id, role, required } of entry.co_signers ?? []) {
    if (!required) continue;
    const set = setAt(sources.registry, id, cac.timestamp);
    if (set === undefined || set.role !== role) return doubt('signers.no-set', true, id);
    const keysOfMembers = new Set<string>();
    for (const did of set.members) {
      const key = await resolveKey(did, cac.timestamp, sources);
      if (key !== undefined) keysOfMembers.add(toHex(key.publicKey));
    }
    const distinct = new Set(signed.filter((one) => one.role === role).map((one) => toHex(one.publicKey)));
    const count = [...distinct].filter((key) => keysOfMembers.has(key)).length;
    if (count < set.threshold) return doubt('signers.threshold', true, `${count} of ${set.threshold} for ${set.set} as ${role}`);
  }
  return pass('signers.ok', true);
}
