/** A signed list of clauses for the sample. Its verification key is two bytes and no key: it shows the format and the hashes, not the proof system. */
import { toHex } from '../bytes/hex.js';
import { type CircuitDescriptor, circuitHash, verificationKeyHash } from '../clause/circuit.js';
import { interfaceHash } from '../clause/interface.js';
import type { RegistryEntry, UnsignedRegistry } from '../registry/registry.js';
import { SAMPLE_DID, SAMPLE_INTERFACE } from './sample.js';

const hash = (byte: string) => `0x${byte.repeat(32)}`;
export const SAMPLE_DESCRIPTOR: CircuitDescriptor = {
  clause_hash: hash('a5'),
  compiler: 'clauseproof@0.1.0',
  target: 'circom2@0.2.23 circom 2.2.3 --O2',
  interface_hash: toHex(interfaceHash(SAMPLE_INTERFACE)),
  field: 'bn254',
  r1cs_sha256: hash('11'),
};

export const SAMPLE_ENTRY: RegistryEntry = {
  clause_id: 'WFP::Drought::Sample',
  clause_version: '1.0.0',
  clause_hash: hash('a5'),
  source_hash: hash('22'),
  fork_of: 'WFP::Drought::Canonical@2.0.0',
  interface: SAMPLE_INTERFACE,
  circuits: [
    {
      proof_system: 'groth16',
      circuit_descriptor: SAMPLE_DESCRIPTOR,
      circuit_hash: circuitHash(SAMPLE_DESCRIPTOR),
      vk: '0x0102',
      vk_hash: verificationKeyHash(Uint8Array.of(1, 2)),
      setup: { kind: 'development', zkey_sha256: hash('33'), created: '2025-01-01T00:00:00Z' },
    },
  ],
  signers: [{ did: SAMPLE_DID, roles: ['prover'] }],
  daos: ['*'],
  jurisdictions: ['KEN'],
  status: 'active',
  valid_from: '2025-01-01T00:00:00Z',
  valid_to: null,
  revocations: [],
};

export const SAMPLE_REGISTRY: UnsignedRegistry = {
  version: 1,
  issued_at: '2025-01-01T00:00:00Z',
  expires: '2026-01-01T00:00:00Z',
  entries: [SAMPLE_ENTRY],
  signer: SAMPLE_DID,
};
