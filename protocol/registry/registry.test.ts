import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { ed25519PublicKey, isValidEd25519, signEd25519 } from '../signature/signature.js';
import { SAMPLE_DID, SAMPLE_INTERFACE, SAMPLE_SECRET_KEY } from '../testing/sample.js';
import { SAMPLE_DESCRIPTOR as descriptor, SAMPLE_ENTRY as entry, SAMPLE_REGISTRY as unsigned } from '../testing/sample-registry.js';
import { entryProblems, findEntry, parseRegistry, type RegistryEntry, registrySigningBytes } from './registry.js';

const hash = (byte: string) => `0x${byte.repeat(32)}`;
const signature = signEd25519(registrySigningBytes(unsigned), SAMPLE_SECRET_KEY);
const registry = { ...unsigned, signature: toHex(signature) };
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

test('a registry is read as it was written, and its signature covers everything but itself', () => {
  const read = parseRegistry(json(registry));
  expect(read).toEqual(registry);
  expect(isValidEd25519(signature, registrySigningBytes(read), ed25519PublicKey(SAMPLE_SECRET_KEY))).toBe(true);
  expect(registrySigningBytes({ ...unsigned, expires: '2027-01-01T00:00:00Z' })).not.toEqual(registrySigningBytes(unsigned));
  expect(findEntry(read, 'WFP::Drought::Sample@1.0.0')).toEqual(entry);
  expect(findEntry(read, 'WFP::Drought::Sample@1.0.1')).toBeUndefined();
  expect(entryProblems(entry)).toEqual([]);
});

describe('reading is strict', () => {
  const changed = (edit: Partial<RegistryEntry> & Record<string, unknown>) => json({ ...registry, entries: [{ ...entry, ...edit }] });
  const circuit = (edit: Record<string, unknown>) => changed({ circuits: [{ ...entry.circuits[0], ...edit } as never] });
  test.each<[string, unknown, string]>([
    ['an unknown member', { ...registry, note: 'x' }, 'registry.unknown-member'],
    ['an unknown member of an entry', changed({ note: 'x' }), 'registry.unknown-member'],
    ['a missing signature', unsigned, 'registry.missing-member'],
    ['another version', { ...registry, version: 2 }, 'registry.malformed'],
    ['an entry twice', { ...registry, entries: [entry, entry] }, 'registry.duplicate-entry'],
    ['an unknown status', changed({ status: 'fine' as never }), 'registry.malformed'],
    ['an unknown role', changed({ signers: [{ did: SAMPLE_DID, roles: ['admin' as never] }] }), 'registry.malformed'],
    ['a signer that is no DID', changed({ signers: [{ did: 'alice', roles: ['prover'] }] }), 'registry.malformed'],
    ['an unknown setup', circuit({ setup: { kind: 'trust-me' } }), 'registry.malformed'],
    [
      'a ceremony without contributions',
      circuit({
        setup: {
          kind: 'ceremony',
          zkey_sha256: hash('1a'),
          ptau_sha256: hash('1a'),
          transcript_sha256: hash('1a'),
          contributions: [],
          beacon: '0x00',
          created: '2025-01-01T00:00:00Z',
        },
      }),
      'registry.malformed',
    ],
    [
      'a descriptor of both fields',
      circuit({ circuit_descriptor: { ...descriptor, gates_sha256: hash('11') } }),
      'registry.unknown-member',
    ],
    ['a key in upper case', circuit({ vk: '0xAB' }), 'registry.malformed'],
    ['a list', [], 'registry.malformed'],
  ])('%s is refused', (_, value, code) => expect(() => parseRegistry(value)).toThrow(expect.objectContaining({ code })));
});

describe('soundness: an entry must be true in itself', () => {
  const groth16 = entry.circuits[0] as RegistryEntry['circuits'][number];
  test.each<[string, Partial<RegistryEntry>, string]>([
    ['another circuit hash', { circuits: [{ ...groth16, circuit_hash: hash('00') }] }, 'registry.circuit-hash'],
    ['a circuit of another clause', { clause_hash: hash('00') }, 'registry.circuit-hash'],
    [
      'a circuit of another interface',
      {
        interface: {
          ...SAMPLE_INTERFACE,
          outputs: SAMPLE_INTERFACE.outputs.slice(0, 1),
          public_signals: ['outputs/status', 'inputs_root', 'ctx_hi', 'ctx_lo'],
        },
      },
      'registry.circuit-hash',
    ],
    ['another key', { circuits: [{ ...groth16, vk: '0x0103' }] }, 'registry.vk-hash'],
    ['a Groth16 key without a setup', { circuits: [{ ...groth16, setup: { kind: 'transparent' } }] }, 'registry.setup'],
    ['a circuit twice', { circuits: [groth16, groth16] }, 'registry.duplicate-circuit'],
    ['a signer twice', { signers: [...entry.signers, { did: SAMPLE_DID, roles: ['dao'] }] }, 'registry.duplicate-signer'],
    ['revoked without a revocation', { status: 'revoked' }, 'registry.status'],
    ['active with a revocation', { revocations: [{ reason: 'unsound', at: '2025-02-01T00:00:00Z' }] }, 'registry.status'],
    ['an end before the beginning', { valid_to: '2025-01-01T00:00:00Z' }, 'registry.dates'],
    ['an interface that contradicts itself', { interface: { ...SAMPLE_INTERFACE, public_signals: ['ctx_hi'] } }, 'interface.inconsistent'],
  ])('%s', (_, edit, code) => expect(entryProblems({ ...entry, ...edit }).map((problem) => problem.code)).toContain(code));
});
