/** Test vectors of the registry (`docs/protocol.md`, section 11): the hashes of an entry step by step, keys of all suites, a set, the signed bytes. */
import { toHex } from '../bytes/hex.js';
import { interfaceHash } from '../clause/interface.js';
import { sha256 } from '../hash/tagged.js';
import { canonicalJson } from '../json/canonical.js';
import { type RegisteredKey, registrySigningBytes, type UnsignedRegistry } from '../registry/registry.js';
import { proveBlsPossession } from '../signature/bls.js';
import { ed25519 } from '../signature/ed25519.js';
import { DAO, SENSOR, type TestKey, VALIDATORS, VERIFIER } from './full-sample.js';
import { SAMPLE_INTERFACE, SAMPLE_SECRET_KEY } from './sample.js';
import { SAMPLE_DESCRIPTOR, SAMPLE_ENTRY, SAMPLE_REGISTRY } from './sample-registry.js';

const period = { valid_from: '2025-01-01T00:00:00Z', valid_to: null };

function registered({ suite, publicKey, secret, did }: TestKey): RegisteredKey {
  const proof = suite.name === 'BLS12-381' ? { proof_of_possession: toHex(proveBlsPossession(secret)) } : {};
  return { did, suite: suite.name, public_key: toHex(publicKey), ...proof, ...period, revocations: [] };
}

export function registryVectors() {
  const keys = [SENSOR, VERIFIER, DAO, ...VALIDATORS];
  const unsigned: UnsignedRegistry = {
    ...SAMPLE_REGISTRY,
    keys: keys.map(registered),
    sets: [{ set: 'NSFValidatorSet@2025-Q2', role: 'verifier', threshold: 2, members: VALIDATORS.map(({ did }) => did), ...period }],
  };
  const message = registrySigningBytes(unsigned);
  const [circuit] = SAMPLE_ENTRY.circuits;
  return {
    about:
      'A registry for the interface of protocol-v1.json. Written by `npx vitest run protocol/testing -u`; see docs/protocol.md, section 18.',
    entry_hashes: {
      interface_hash: toHex(interfaceHash(SAMPLE_INTERFACE)),
      circuit_descriptor_jcs: canonicalJson(SAMPLE_DESCRIPTOR),
      circuit_hash: circuit?.circuit_hash,
      vk: circuit?.vk,
      vk_hash: circuit?.vk_hash,
    },
    keys: keys.map(({ suite, secret, publicKey, did }) => ({
      suite: suite.name,
      secret_key: toHex(secret),
      public_key: toHex(publicKey),
      did,
    })),
    signer_secret_key: toHex(SAMPLE_SECRET_KEY),
    signed_bytes_length: message.length,
    signed_bytes_sha256: toHex(sha256(message)),
    registry: { ...unsigned, signature: toHex(ed25519.sign(message, SAMPLE_SECRET_KEY)) },
  };
}
