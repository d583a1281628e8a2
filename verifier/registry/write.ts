/**
 * Making a registry: entries from compiled circuits, and the signature over the whole file. Apart from the reader, so that a browser
 * which only verifies does not carry it.
 *
 * Every change gives an unsigned registry; nothing is in force before `signRegistry`. What a verifier would refuse is refused here first,
 * with the codes of the verdict catalogue behind `registration.`.
 */
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { ProtocolError } from '@clauseproof/protocol/errors';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { toHex } from '@clauseproof/protocol/hex';
import { sameJson } from '@clauseproof/protocol/jcs';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor } from '@clauseproof/protocol/manifest';
import {
  parseRegistry,
  type RegisteredCircuit,
  type RegisteredSigner,
  type Registry,
  type RegistryEntry,
  type Revocation,
  registrySigningBytes,
  type SetupRecord,
  type UnsignedRegistry,
  unsignedRegistry,
} from '@clauseproof/protocol/registry';
import { type SigningKey, suiteOf } from '../emit/signing-key.js';
import { checkCircuit } from './circuit-check.js';

/** What a compiled folder and its owner bring to an entry. */
export interface EntryParts {
  readonly manifest: CircuitManifest;
  readonly circuits: readonly {
    readonly proof_system: ProofSystem;
    /** Groth16: canonical binary key. Kimchi: the bytes of `verificationKey.data`. */
    readonly verificationKey: Uint8Array;
    readonly setup: SetupRecord;
  }[];
  readonly signers: readonly RegisteredSigner[];
  readonly daos: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly valid_from: string;
  /** Exclusive; null for no end. */
  readonly valid_to: string | null;
}

/** What the caller rebuilt from the source, to compare with what is being registered. This package has no compiler. */
export interface Rebuilt {
  readonly clause_hash: string;
  readonly source_hash: string;
  /** `circuit_hash` by proof system, of every circuit of the entry. */
  readonly circuit_hashes: Readonly<Partial<Record<ProofSystem, string>>>;
}

/** An empty registry. Instants; `expires` is exclusive. */
export function createRegistry(parts: { readonly signer: string; readonly issued_at: string; readonly expires: string }): UnsignedRegistry {
  return { version: 1, issued_at: parts.issued_at, expires: parts.expires, entries: [], signer: parts.signer };
}

/** The entry of a compiled clause. Not checked here: `addEntry` does. */
export function createEntry(parts: EntryParts): RegistryEntry {
  const { manifest, signers, daos, jurisdictions, valid_from, valid_to } = parts;
  const { clause_id, clause_version, clause_hash, source_hash, targets } = manifest;
  const circuits = parts.circuits.map(({ proof_system, verificationKey, setup }): RegisteredCircuit => {
    const isGroth16 = proof_system === 'groth16';
    return {
      proof_system,
      circuit_descriptor: isGroth16 ? groth16Descriptor(manifest, targets.groth16) : kimchiDescriptor(manifest, targets.kimchi),
      circuit_hash: targets[proof_system].circuit_hash,
      vk: toHex(verificationKey),
      vk_hash: verificationKeyHash(verificationKey),
      setup,
    };
  });
  const fork = manifest.fork_of === undefined ? {} : { fork_of: manifest.fork_of };
  const clause = { clause_id, clause_version, clause_hash, source_hash, ...fork, interface: manifest.interface };
  return { ...clause, circuits, signers, daos, jurisdictions, status: 'active', valid_from, valid_to, revocations: [] };
}

/**
 * The registry with one more entry, or with an entry of the same clause extended by another proof system.
 *
 * @param rebuilt hashes of the circuit as the caller compiled it again from the source.
 * @throws ProtocolError `registration.rebuild` | `registration.exists` | `registration.entry.inconsistent` | `registration.key.*` |
 *   `registration.no-circuit` | `registry.malformed`.
 */
export function addEntry(registry: UnsignedRegistry, entry: RegistryEntry, rebuilt: Rebuilt): UnsignedRegistry {
  if (entry.circuits.length === 0) throw new ProtocolError('registration.no-circuit', 'an entry without a circuit registers nothing');
  if (rebuilt.clause_hash !== entry.clause_hash || rebuilt.source_hash !== entry.source_hash) {
    throw new ProtocolError('registration.rebuild', 'the source gives another clause when it is compiled again');
  }
  for (const circuit of entry.circuits) {
    if (rebuilt.circuit_hashes[circuit.proof_system] !== circuit.circuit_hash) {
      throw new ProtocolError('registration.rebuild', `the source gives another ${circuit.proof_system} circuit when it is compiled again`);
    }
    const checked = checkCircuit(entry, circuit);
    if (!checked.ok) throw new ProtocolError(`registration.${checked.code}`, checked.detail);
  }
  const name = `${entry.clause_id}@${entry.clause_version}`;
  const known = registry.entries.find((other) => `${other.clause_id}@${other.clause_version}` === name);
  const merged = known === undefined ? entry : extend(known, entry, name);
  const others = registry.entries.filter((other) => other !== known);
  return assertShape({ ...registry, entries: [...others, merged] });
}

/** Adds circuits of other proof systems to a registered clause version, which is otherwise immutable. */
function extend(known: RegistryEntry, entry: RegistryEntry, name: string): RegistryEntry {
  const added = entry.circuits.filter((circuit) => !known.circuits.some((other) => sameJson(other, circuit)));
  const isSame = sameJson({ ...known, circuits: [] }, { ...entry, circuits: [] });
  const isReplacing = added.some((circuit) => known.circuits.some((other) => other.proof_system === circuit.proof_system));
  if (!isSame || isReplacing || added.length === 0) {
    throw new ProtocolError('registration.exists', `${name} is registered already; publish another version, or revoke it first`);
  }
  return { ...known, circuits: [...known.circuits, ...added] };
}

/** The registry with one more revocation of `id@version`. @throws ProtocolError `registration.not-registered`. */
export function revokeEntry(registry: UnsignedRegistry, clauseRef: string, revocation: Revocation): UnsignedRegistry {
  const isIt = (entry: RegistryEntry) => `${entry.clause_id}@${entry.clause_version}` === clauseRef;
  if (!registry.entries.some(isIt)) throw new ProtocolError('registration.not-registered', `${clauseRef} is not registered`);
  const revoke = (entry: RegistryEntry): RegistryEntry => ({
    ...entry,
    status: 'revoked',
    revocations: [...entry.revocations, revocation],
  });
  return assertShape({ ...registry, entries: registry.entries.map((entry) => (isIt(entry) ? revoke(entry) : entry)) });
}

/**
 * @param key of the DID that the registry names as its signer.
 * @throws ProtocolError `registration.signer` for another key; `registry.malformed`.
 */
export function signRegistry(registry: UnsignedRegistry, key: SigningKey): Registry {
  if (registry.signer !== key.did) throw new ProtocolError('registration.signer', 'the registry names another signer than this key');
  const signature = toHex(suiteOf(key).sign(registrySigningBytes(registry), key.secret));
  return parseRegistry({ ...unsigned(registry), signature });
}

/** A registry that was signed before, to be changed and signed again. Its signature is dropped, so check it first (`openRegistry`). */
export function unsigned(registry: Registry | UnsignedRegistry): UnsignedRegistry {
  return unsignedRegistry(registry);
}

/** Whatever is wrong with the whole. @throws ProtocolError `registry.*`. */
export function assertShape(registry: UnsignedRegistry): UnsignedRegistry {
  return unsigned(parseRegistry({ ...registry, signature: toHex(new Uint8Array(64)) }));
}
