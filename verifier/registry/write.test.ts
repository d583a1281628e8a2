/** What the registry refuses to register, and that what it registers is read back. */

import { circuitHash, verificationKeyHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { interfaceHash } from '@clauseproof/protocol/interface';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor } from '@clauseproof/protocol/manifest';
import type { RegistryEntry, UnsignedRegistry } from '@clauseproof/protocol/registry';
import { describe, expect, test } from 'vitest';
import { CEREMONY, INTERFACE, NOW, PROVER, REGISTRAR, STRANGER, sampleEntry } from '../testing/sample.js';
import { trapdoor, trapdoorKey } from '../testing/trapdoor-key.js';
import { openRegistry } from './read.js';
import { addEntry, createEntry, createRegistry, type Rebuilt, revokeEntry, signRegistry, unsigned } from './write.js';

const honest = trapdoor(6);
const entry = sampleEntry(honest);
const EMPTY = createRegistry({ signer: REGISTRAR.did, issued_at: '2025-05-01T00:00:00Z', expires: '2025-07-01T00:00:00Z' });

function rebuiltOf({ clause_hash, source_hash, circuits }: RegistryEntry): Rebuilt {
  return {
    clause_hash,
    source_hash,
    circuit_hashes: Object.fromEntries(circuits.map((circuit) => [circuit.proof_system, circuit.circuit_hash])),
  };
}

function codeOf(action: () => UnsignedRegistry): string {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? 'no code';
  }
}

const add = (candidate: RegistryEntry, rebuilt = rebuiltOf(candidate)) => codeOf(() => addEntry(EMPTY, candidate, rebuilt));

/** The entry with another verification key, its hash made to fit. */
function withKey(vk: Uint8Array): RegistryEntry {
  return { ...entry, circuits: entry.circuits.map((circuit) => ({ ...circuit, vk: toHex(vk), vk_hash: verificationKeyHash(vk) })) };
}

test('an entry is added, signed, read back and can be revoked', async () => {
  const registry = signRegistry(addEntry(EMPTY, entry, rebuiltOf(entry)), REGISTRAR);
  const opened = await openRegistry(canonicalJson(registry), [REGISTRAR.did], NOW);
  expect(opened).toMatchObject({ outcome: 'pass', value: registry });
  const revoked = revokeEntry(unsigned(registry), 'Test::Heat::Cover@1.0.0', { reason: 'unsound', at: NOW });
  expect(revoked.entries[0]).toMatchObject({ status: 'revoked', revocations: [{ reason: 'unsound', at: NOW }] });
  expect(codeOf(() => revokeEntry(EMPTY, 'Test::Heat::Cover@1.0.0', { reason: 'unsound', at: NOW }))).toBe('registration.not-registered');
});

describe('soundness: refused at registration', () => {
  test.each([
    ['gamma = delta', trapdoorKey({ ...honest, delta: honest.gamma }), 'registration.key.related-points'],
    ['delta = generator', trapdoorKey({ ...honest, delta: 1n }), 'registration.key.trivial-delta'],
    ['equal IC points', trapdoorKey({ ...honest, ic: honest.ic.with(1, honest.ic[2] ?? 0n) }), 'registration.key.dependent-ic'],
    ['a key for fewer signals', trapdoorKey(trapdoor(5)), 'registration.key.ic-count'],
    ['a zero IC point', trapdoorKey(honest).fill(0, 452 + 64, 452 + 128), 'registration.key.zero-ic'],
    ['a short key', trapdoorKey(honest).subarray(0, -1), 'registration.key.length'],
  ])('%s', (_, vk, code) => {
    expect(add(withKey(vk))).toBe(code);
  });

  test('a source that gives another clause or circuit when it is compiled again', () => {
    const other = `0x${'9'.repeat(64)}`;
    expect(add(entry)).toBe('accepted');
    expect(add(entry, { ...rebuiltOf(entry), clause_hash: other })).toBe('registration.rebuild');
    expect(add(entry, { ...rebuiltOf(entry), source_hash: other })).toBe('registration.rebuild');
    expect(add(entry, { ...rebuiltOf(entry), circuit_hashes: { groth16: other } })).toBe('registration.rebuild');
    expect(add(entry, { ...rebuiltOf(entry), circuit_hashes: {} })).toBe('registration.rebuild');
  });

  test('an entry whose hashes do not fit, or whose setup is none', () => {
    const change = (changes: object) => ({ ...entry, circuits: entry.circuits.map((circuit) => ({ ...circuit, ...changes })) });
    expect(add(change({ vk_hash: `0x${'9'.repeat(64)}` }))).toBe('registration.entry.inconsistent');
    expect(add(change({ circuit_hash: `0x${'9'.repeat(64)}` }))).toBe('registration.entry.inconsistent');
    expect(add(change({ setup: { kind: 'transparent' } }))).toBe('registration.entry.inconsistent');
    expect(add(change({ setup: { ...CEREMONY, contributions: [] } }))).toBe('registry.malformed');
    expect(add({ ...entry, circuits: [] })).toBe('registration.no-circuit');
  });

  test('a clause version is registered once, and a registry is signed by the key it names', () => {
    const registry = addEntry(EMPTY, entry, rebuiltOf(entry));
    expect(codeOf(() => addEntry(registry, entry, rebuiltOf(entry)))).toBe('registration.exists');
    const otherKey = withKey(trapdoorKey(trapdoor(6, 3n)));
    expect(codeOf(() => addEntry(registry, otherKey, rebuiltOf(otherKey)))).toBe('registration.exists');
    expect(codeOf(() => signRegistry(registry, STRANGER))).toBe('registration.signer');
  });
});

test('an entry is made from a manifest, and a second proof system extends it', () => {
  const hash = (digit: string) => `0x${digit.repeat(64)}`;
  const described = { clause_hash: hash('c'), compiler: 'clauseproof@0.1.0', interface_hash: toHex(interfaceHash(INTERFACE)) };
  const groth16 = { toolchain: 'circom2@0.2.23 circom 2.2.3', flags: ['--O2'], r1cs_sha256: hash('d') };
  const kimchi = { toolchain: 'o1js@2.15.0', gates_sha256: hash('7') };
  const manifest: CircuitManifest = {
    version: 1,
    clause_id: 'Test::Heat::Cover',
    clause_version: '1.0.0',
    title: 'Heat cover',
    ...described,
    source_hash: hash('e'),
    sources: {},
    interface: INTERFACE,
    rejections: [],
    targets: {
      groth16: {
        ...groth16,
        field: 'bn254',
        files: {},
        constraints: 1,
        wires: 1,
        circuit_hash: circuitHash(groth16Descriptor(described, groth16)),
      },
      kimchi: { ...kimchi, field: 'pasta', files: {}, rows: 1, circuit_hash: circuitHash(kimchiDescriptor(described, kimchi)) },
    },
  };
  const parts = {
    manifest,
    signers: [{ did: PROVER.did, roles: ['prover'] as const }],
    daos: ['*'],
    jurisdictions: ['*'],
    valid_from: '2025-01-01T00:00:00Z',
    valid_to: null,
  };
  const first = createEntry({ ...parts, circuits: [{ proof_system: 'groth16', verificationKey: trapdoorKey(honest), setup: CEREMONY }] });
  const second = createEntry({
    ...parts,
    circuits: [{ proof_system: 'kimchi', verificationKey: Uint8Array.of(1), setup: { kind: 'transparent' } }],
  });
  const registry = addEntry(addEntry(EMPTY, first, rebuiltOf(first)), second, rebuiltOf(second));
  expect(registry.entries.map(({ circuits }) => circuits.map(({ proof_system }) => proof_system))).toEqual([['groth16', 'kimchi']]);
});
