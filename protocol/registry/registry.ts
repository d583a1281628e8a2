/**
 * The registry: which clause versions, circuits, keys and signers count. A signed file; trust begins at its pinned signer.
 */
import { fromHex, toHex } from '../bytes/hex.js';
import { type CircuitDescriptor, circuitHash, verificationKeyHash } from '../clause/circuit.js';
import { assertInterface, type ClauseInterface, interfaceHash } from '../clause/interface.js';
import { type Problem, ProtocolError } from '../errors.js';
import { FIELD_OF, type ProofSystem } from '../field/field.js';
import { canonicalBytes } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { parseShape } from '../schema/shape.js';
import { decodeDidKey } from '../signature/did-key.js';
import { preAuthEncoding } from '../signature/pae.js';
import type { SignerRole } from '../signature/signature.js';
import type { SuiteName } from '../signature/suite.js';
import { registrySchema } from './registry-schema.js';

/** How the keys of a circuit came to be. `development` keys were made by one party, who can forge proofs. */
export type SetupRecord =
  | { readonly kind: 'development'; readonly zkey_sha256: string; readonly created: string }
  | {
      readonly kind: 'ceremony';
      readonly zkey_sha256: string;
      readonly ptau_sha256: string;
      readonly transcript_sha256: string;
      /** At least one. */
      readonly contributions: readonly { readonly name: string; readonly hash: string }[];
      readonly beacon: string;
      readonly created: string;
    }
  /** Kimchi has no trusted setup. */
  | { readonly kind: 'transparent' };

export interface RegisteredCircuit {
  readonly proof_system: ProofSystem;
  readonly circuit_descriptor: CircuitDescriptor;
  readonly circuit_hash: string;
  /** Groth16: canonical binary verification key; Kimchi: the decoded `verificationKey.data`. Hex. */
  readonly vk: string;
  readonly vk_hash: string;
  readonly setup: SetupRecord;
}

export interface RegisteredSigner {
  /** A DID, or `*` for anyone. */
  readonly did: string;
  readonly roles: readonly SignerRole[];
}

export interface Revocation {
  /** `compromised` and `unsound` count at every time, `superseded` from `at` on. */
  readonly reason: 'compromised' | 'unsound' | 'superseded';
  readonly at: string;
}

export interface RegistryEntry {
  readonly clause_id: string;
  readonly clause_version: string;
  readonly clause_hash: string;
  readonly source_hash: string;
  /** `id@version` of the clause from which this one says that it derives; absent for one that is no fork. */
  readonly fork_of?: string;
  readonly interface: ClauseInterface;
  /** At most one for each proof system. */
  readonly circuits: readonly RegisteredCircuit[];
  /** Empty: nobody. */
  readonly signers: readonly RegisteredSigner[];
  /** `*` for any; empty: none. */
  readonly daos: readonly string[];
  /** `*` for any; empty: none. */
  readonly jurisdictions: readonly string[];
  /** `revoked` exactly when there are revocations. */
  readonly status: 'active' | 'revoked';
  readonly valid_from: string;
  /** Exclusive; null: no end. */
  readonly valid_to: string | null;
  readonly revocations: readonly Revocation[];
  /** Sets whose members may co-sign. Of a required one, as many members as its threshold says must have. */
  readonly co_signers?: readonly { readonly set: string; readonly role: CoSignerRole; readonly required: boolean }[];
  readonly constraints?: EntryConstraints;
}

export type CoSignerRole = Exclude<SignerRole, 'prover'>;

/** Members of the context that a disclosed input can be bound to. */
export type BoundMember = 'timestamp' | 'jurisdiction' | 'dao' | 'clause_fork';

/** What every execution of the clause must keep to, besides its rule. Inputs are named by pointer and must be disclosed. */
export interface EntryConstraints {
  /** Inputs with one allowed value, in canonical JSON: the terms of a contract. */
  readonly pinned?: Readonly<Record<string, Json>>;
  /** Inputs that must equal a member of the context; a date must equal the day of the timestamp. */
  readonly bound?: Readonly<Record<string, BoundMember>>;
  /** Models that a simulation group may come from, by group name. */
  readonly models?: Readonly<Record<string, readonly string[]>>;
}

/** A key that the registry vouches for: did:nsf is resolved here, and the keys of other DIDs are revoked here. */
export interface RegisteredKey {
  readonly did: string;
  readonly suite: SuiteName;
  readonly public_key: string;
  /** BLS12-381 only, and there always. */
  readonly proof_of_possession?: string;
  readonly valid_from: string;
  /** Exclusive; null: no end. A DID has one key at a time. */
  readonly valid_to: string | null;
  readonly revocations: readonly Revocation[];
}

/** Validators or DAO signers of one epoch. `set` is `id@epoch`; an id has one epoch at a time. */
export interface ValidatorSet {
  readonly set: string;
  readonly role: CoSignerRole;
  /** How many distinct members must have signed. */
  readonly threshold: number;
  /** DIDs; their place is their bit in `participants`. */
  readonly members: readonly string[];
  readonly valid_from: string;
  readonly valid_to: string | null;
}

export interface UnsignedRegistry {
  readonly version: 1;
  readonly issued_at: string;
  readonly expires: string;
  readonly entries: readonly RegistryEntry[];
  readonly keys?: readonly RegisteredKey[];
  readonly sets?: readonly ValidatorSet[];
  /** CAC schemas that may be used, each with the SHA-256 of its JSON Schema; without it, those that the reader knows. */
  readonly schemas?: readonly { readonly schema: string; readonly sha256: string }[];
  /** DID of the registry key. */
  readonly signer: string;
}

export interface Registry extends UnsignedRegistry {
  /** Over `registrySigningBytes`, by the suite of the signer's key, as hex. */
  readonly signature: string;
}

/** What the registry key signs: `PAE("application/vnd.nsf.registry+jcs;v=1", JCS(registry without signature))`. */
export function registrySigningBytes(registry: UnsignedRegistry): Uint8Array {
  return preAuthEncoding('application/vnd.nsf.registry+jcs;v=1', canonicalBytes(unsignedRegistry(registry)));
}

/** The registry without its signature. */
export function unsignedRegistry(registry: UnsignedRegistry | Registry): UnsignedRegistry {
  const { signature: _, ...unsigned } = registry as Registry;
  return unsigned;
}

/**
 * A registry from JSON that `parseJson` read. The signature is not verified here, and entries are only checked for their shape:
 * `entryProblems` says whether the hashes of the one entry that is used are true.
 * @throws ProtocolError `registry.malformed` | `registry.missing-member` | `registry.unknown-member` | `registry.duplicate-entry` |
 *   `registry.duplicate-key` | `registry.duplicate-set` | `registry.set` | `registry.key`.
 */
export function parseRegistry(json: unknown): Registry {
  const registry: Registry = parseShape(registrySchema, json, 'registry');
  const refuse = (holds: boolean, code: string, message: string, pointer: string) => {
    if (!holds) throw new ProtocolError(`registry.${code}`, message, pointer);
  };
  const { entries, keys = [], sets = [] } = registry;
  const names = entries.map(({ clause_id, clause_version }) => `${clause_id}@${clause_version}`);
  names.forEach((name, i) => {
    refuse(names.indexOf(name) === i, 'duplicate-entry', 'a clause version has one entry', `/entries/${i}`);
  });
  keys.forEach((key, i) => {
    const others = keys.slice(0, i).filter(({ did }) => did === key.did);
    refuse(!others.some((other) => overlap(other, key)), 'duplicate-key', 'a DID has one key at a time', `/keys/${i}`);
    refuse(
      (key.suite === 'BLS12-381') === (key.proof_of_possession !== undefined),
      'key',
      'a BLS12-381 key comes with a proof of possession, and no other does',
      `/keys/${i}/proof_of_possession`,
    );
    if (!key.did.startsWith('did:key:')) return;
    const { suite, publicKey } = decodeDidKey(key.did);
    refuse(suite === key.suite && toHex(publicKey) === key.public_key, 'key', 'this did:key names another key', `/keys/${i}/public_key`);
  });
  sets.forEach((set, i) => {
    const others = sets.slice(0, i).filter((other) => setId(other.set) === setId(set.set));
    const isDistinct = !others.some((other) => other.set === set.set || overlap(other, set));
    refuse(isDistinct, 'duplicate-set', 'a set has one epoch at a time', `/sets/${i}`);
    const { members, threshold } = set;
    refuse(
      new Set(members).size === members.length && threshold <= members.length,
      'set',
      'members are distinct, and at least as many as the threshold',
      `/sets/${i}`,
    );
  });
  return registry;
}

/** `NSFValidatorSet` of `NSFValidatorSet@2025-Q2`. */
export function setId(set: string): string {
  return set.slice(0, set.lastIndexOf('@'));
}

interface Period {
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** Whether an instant lies in a period; the end is exclusive. Instants have one fixed form, so their texts compare as the times do. */
export function isInPeriod({ valid_from, valid_to }: Period, at: string): boolean {
  return valid_from <= at && (valid_to === null || at < valid_to);
}

function overlap(a: Period, b: Period): boolean {
  return (a.valid_to === null || b.valid_from < a.valid_to) && (b.valid_to === null || a.valid_from < b.valid_to);
}

/** The entry of `id@version`, or undefined. */
export function findEntry(registry: UnsignedRegistry, clauseRef: string): RegistryEntry | undefined {
  return registry.entries.find(({ clause_id, clause_version }) => `${clause_id}@${clause_version}` === clauseRef);
}

/**
 * What is untrue inside an entry: hashes that do not follow from what they name, a circuit that stands twice, dates in the wrong order.
 * Empty when it is consistent. Whether the verification key itself is safe is the verifier's question.
 * Codes: `interface.inconsistent`, `registry.circuit-hash`, `registry.vk-hash`, `registry.duplicate-circuit`, `registry.status`, `registry.dates`,
 * `registry.setup`, `registry.duplicate-signer`, `registry.fork`.
 */
export function entryProblems(entry: RegistryEntry): Problem[] {
  const problems: Problem[] = [];
  const expect = (holds: boolean, code: string, message: string, pointer: string) => {
    if (!holds) problems.push({ code: `registry.${code}`, message, pointer });
  };
  try {
    assertInterface(entry.interface, '/interface');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    problems.push(...error.problems);
  }
  const interface_hash = toHex(interfaceHash(entry.interface));
  entry.circuits.forEach((circuit, i) => {
    const { circuit_descriptor: descriptor, proof_system, setup } = circuit;
    const at = `/circuits/${i}`;
    const describes =
      descriptor.clause_hash === entry.clause_hash &&
      descriptor.interface_hash === interface_hash &&
      descriptor.field === FIELD_OF[proof_system];
    expect(describes, 'circuit-hash', 'the descriptor names another clause, interface or field', `${at}/circuit_descriptor`);
    expect(circuitHash(descriptor) === circuit.circuit_hash, 'circuit-hash', 'the descriptor has another hash', `${at}/circuit_hash`);
    expect(
      verificationKeyHash(fromHex(circuit.vk)) === circuit.vk_hash,
      'vk-hash',
      'the verification key has another hash',
      `${at}/vk_hash`,
    );
    expect((setup.kind === 'transparent') === (proof_system === 'kimchi'), 'setup', 'Groth16 has a setup, Kimchi has none', `${at}/setup`);
  });
  expect(
    isDistinct(entry.circuits.map((circuit) => circuit.proof_system)),
    'duplicate-circuit',
    'one circuit for each proof system',
    '/circuits',
  );
  expect(entry.fork_of !== `${entry.clause_id}@${entry.clause_version}`, 'fork', 'a clause is no fork of itself', '/fork_of');
  expect(isDistinct(entry.signers.map((signer) => signer.did)), 'duplicate-signer', 'a signer stands once', '/signers');
  expect((entry.status === 'revoked') === entry.revocations.length > 0, 'status', 'revoked means that there is a revocation', '/status');
  // Instants have one fixed form, so their texts compare as the times do.
  expect(entry.valid_to === null || entry.valid_from < entry.valid_to, 'dates', 'it begins before it ends', '/valid_to');
  return problems;
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
