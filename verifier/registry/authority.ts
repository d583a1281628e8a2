/**
 * What a registry says about people and versions, besides its entries: keys, sets of co-signers, demands on every execution of a clause, revocations of keys, and
 * the schema versions that count. Every change gives an unsigned registry; what a verifier would refuse is refused here first.
 */
import { ProtocolError } from '@clauseproof/protocol/errors';
import { fromHex } from '@clauseproof/protocol/hex';
import {
  isInPeriod,
  type RegisteredKey,
  type RegistryEntry,
  type Revocation,
  type UnsignedRegistry,
  type ValidatorSet,
} from '@clauseproof/protocol/registry';
import { loadSuite } from '@clauseproof/protocol/suites';
import { SCHEMA_VERSIONS } from '@clauseproof/protocol/versions';
import { assertShape } from './write.js';

/**
 * The registry with one more key.
 * @throws ProtocolError `registration.bad-key` for what is no key of its suite (off the curve, out of the group, of small order, zero), or has no valid proof of
 *   possession where its suite needs one; `registry.duplicate-key` while the DID has another; `registry.key`.
 */
export async function addKey(registry: UnsignedRegistry, key: RegisteredKey): Promise<UnsignedRegistry> {
  const changed = assertShape({ ...registry, keys: [...(registry.keys ?? []), key] });
  const suite = await loadSuite(key.suite);
  const publicKey = fromHex(key.public_key);
  if (!suite.isPublicKey(publicKey))
    throw new ProtocolError('registration.bad-key', `this is no public key of ${key.suite}`, '/public_key');
  if (key.suite === 'BLS12-381') {
    const { hasBlsPossession } = await import('@clauseproof/protocol/suites/bls');
    if (!hasBlsPossession(publicKey, fromHex(key.proof_of_possession ?? '0x')))
      throw new ProtocolError('registration.bad-key', 'the proof of possession does not hold', '/proof_of_possession');
  }
  return changed;
}

/** The key of a DID revoked, in every period. @throws ProtocolError `registration.not-registered`. */
export function revokeKey(registry: UnsignedRegistry, did: string, revocation: Revocation): UnsignedRegistry {
  const { keys = [] } = registry;
  if (!keys.some((key) => key.did === did)) throw new ProtocolError('registration.not-registered', `${did} has no key in this registry`);
  const revoke = (key: RegisteredKey) => ({ ...key, revocations: [...key.revocations, revocation] });
  return assertShape({ ...registry, keys: keys.map((key) => (key.did === did ? revoke(key) : key)) });
}

/**
 * The registry with one more epoch of a set.
 * @throws ProtocolError `registration.not-registered` for a member whose key nobody could resolve; `registry.set` | `registry.duplicate-set`.
 */
export function addSet(registry: UnsignedRegistry, set: ValidatorSet): UnsignedRegistry {
  const isKnown = (did: string) => registry.keys?.some((key) => key.did === did && isInPeriod(key, set.valid_from)) === true;
  const stranger = set.members.find((did) => did.startsWith('did:nsf:') && !isKnown(did));
  if (stranger !== undefined) throw new ProtocolError('registration.not-registered', `${stranger} has no key in this registry`);
  return assertShape({ ...registry, sets: [...(registry.sets ?? []), set] });
}

/** What every execution of a clause must keep to, and who may or must co-sign it. What is left out stays as it is. */
export type Demands = Pick<RegistryEntry, 'constraints' | 'co_signers'>;

/**
 * The registry with other demands of an entry.
 * @throws ProtocolError `registration.not-registered`; `registration.demand` for an input that the clause does not disclose, or a group that is no simulation.
 */
export function setDemands(registry: UnsignedRegistry, clauseRef: string, demands: Demands): UnsignedRegistry {
  const entry = registry.entries.find((other) => `${other.clause_id}@${other.clause_version}` === clauseRef);
  if (entry === undefined) throw new ProtocolError('registration.not-registered', `${clauseRef} is not registered`);
  const { pinned = {}, bound = {}, models = {} } = demands.constraints ?? {};
  const { fields } = entry.interface;
  for (const pointer of [...Object.keys(pinned), ...Object.keys(bound)]) {
    if (!fields.some((field) => field.pointer === pointer && field.visibility === 'disclosed'))
      throw new ProtocolError('registration.demand', 'only an input that the clause discloses can be pinned or bound', pointer);
  }
  for (const group of Object.keys(models)) {
    if (!fields.some((field) => field.group === group && field.group_kind === 'simulation'))
      throw new ProtocolError('registration.demand', 'only a simulation has a model', `/${group}`);
  }
  return assertShape({ ...registry, entries: registry.entries.map((other) => (other === entry ? { ...entry, ...demands } : other)) });
}

/** The registry that admits these schema versions only. @throws ProtocolError `registration.schema` for one that this release does not know. */
export function admitSchemas(registry: UnsignedRegistry, versions: readonly string[]): UnsignedRegistry {
  const schemas = versions.map((schema) => {
    const sha256 = SCHEMA_VERSIONS[schema];
    if (sha256 === undefined)
      throw new ProtocolError('registration.schema', `${schema} is unknown; there are ${Object.keys(SCHEMA_VERSIONS).join(', ')}`);
    return { schema, sha256 };
  });
  return assertShape({ ...registry, schemas });
}
