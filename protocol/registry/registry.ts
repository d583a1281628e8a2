/**
 * The registry: which clause versions, circuits, keys and signers count. A signed file; trust begins at its pinned signer.
 */
import { fromHex, toHex } from '../bytes/hex.js';
import { type CircuitDescriptor, circuitHash, verificationKeyHash } from '../clause/circuit.js';
import { assertInterface, type ClauseInterface, interfaceHash } from '../clause/interface.js';
import { type Problem, ProtocolError } from '../errors.js';
import { FIELD_OF, type ProofSystem } from '../field/field.js';
import { canonicalBytes } from '../json/canonical.js';
import { parseShape } from '../schema/shape.js';
import { preAuthEncoding } from '../signature/pae.js';
import type { SignerRole } from '../signature/signature.js';
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
}

export interface UnsignedRegistry {
  readonly version: 1;
  readonly issued_at: string;
  readonly expires: string;
  readonly entries: readonly RegistryEntry[];
  /** DID of the registry key. */
  readonly signer: string;
}

export interface Registry extends UnsignedRegistry {
  /** 64 bytes as hex, Ed25519 over `registrySigningBytes`. */
  readonly signature: string;
}

/** What the registry key signs: `PAE("application/vnd.nsf.registry+jcs;v=1", JCS(registry without signature))`. */
export function registrySigningBytes(registry: UnsignedRegistry): Uint8Array {
  const { version, issued_at, expires, entries, signer } = registry;
  return preAuthEncoding('application/vnd.nsf.registry+jcs;v=1', canonicalBytes({ version, issued_at, expires, entries, signer }));
}

/**
 * A registry from JSON that `parseJson` read. The signature is not verified here, and entries are only checked for their shape:
 * `entryProblems` says whether the hashes of the one entry that is used are true.
 * @throws ProtocolError `registry.malformed` | `registry.missing-member` | `registry.unknown-member` | `registry.duplicate-entry`.
 */
export function parseRegistry(json: unknown): Registry {
  const registry = parseShape(registrySchema, json, 'registry');
  const names = new Set<string>();
  registry.entries.forEach(({ clause_id, clause_version }, i) => {
    const name = `${clause_id}@${clause_version}`;
    if (names.has(name)) throw new ProtocolError('registry.duplicate-entry', 'a clause version has one entry', `/entries/${i}`);
    names.add(name);
  });
  return registry;
}

/** The entry of `id@version`, or undefined. */
export function findEntry(registry: UnsignedRegistry, clauseRef: string): RegistryEntry | undefined {
  return registry.entries.find(({ clause_id, clause_version }) => `${clause_id}@${clause_version}` === clauseRef);
}

/**
 * What is untrue inside an entry: hashes that do not follow from what they name, a circuit that stands twice, dates in the wrong order.
 * Empty when it is consistent. Whether the verification key itself is safe is the verifier's question.
 * Codes: `interface.inconsistent`, `registry.circuit-hash`, `registry.vk-hash`, `registry.duplicate-circuit`, `registry.status`, `registry.dates`,
 * `registry.setup`, `registry.duplicate-signer`.
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
  expect(isDistinct(entry.signers.map((signer) => signer.did)), 'duplicate-signer', 'a signer stands once', '/signers');
  expect((entry.status === 'revoked') === entry.revocations.length > 0, 'status', 'revoked means that there is a revocation', '/status');
  // Instants have one fixed form, so their texts compare as the times do.
  expect(entry.valid_to === null || entry.valid_from < entry.valid_to, 'dates', 'it begins before it ends', '/valid_to');
  return problems;
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
