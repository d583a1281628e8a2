/**
 * The sample with every optional member of the format: audience, a link, the line of forks, issuers, an attested unit, co-signatures of a verifier, a DAO and
 * a set, and a receipt. All signatures are genuine; only the proof is not.
 */
import { toHex } from '../bytes/hex.js';
import { addCoSignature, assembleCac } from '../certificate/assemble.js';
import type { Cac } from '../certificate/cac.js';
import { aggregateSignatures, bls12381 } from '../signature/bls.js';
import { encodeDidKey } from '../signature/did-key.js';
import { ecdsaP256, ecdsaSecp256k1 } from '../signature/ecdsa.js';
import { ed25519 } from '../signature/ed25519.js';
import { cacSigningBytes, inputAttestationBytes, receiptBytes } from '../signature/signature.js';
import type { SignatureSuite } from '../signature/suite.js';
import { SAMPLE_DID, SAMPLE_INTERFACE, sampleEnvelope, signedCac } from './sample.js';

export interface TestKey {
  readonly suite: SignatureSuite;
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly did: string;
}

/** A key made of one repeated byte. */
export function testKey(suite: SignatureSuite, byte: number): TestKey {
  const secret = new Uint8Array(32).fill(byte);
  const publicKey = suite.publicKeyOf(secret);
  return { suite, secret, publicKey, did: encodeDidKey(publicKey, suite.name) };
}

export const SENSOR = testKey(ed25519, 2);
export const VERIFIER = testKey(ecdsaP256, 3);
export const DAO = testKey(ecdsaSecp256k1, 4);
export const VALIDATORS = [5, 6, 7].map((byte) => testKey(bls12381, byte));
export const LOG = testKey(ecdsaP256, 8);

const created = '2025-04-30T16:23:00Z';

export function fullSampleCac(): Cac {
  const envelope = sampleEnvelope({
    audience: 'did:web:ministry.example',
    prev: [{ full_cac_hash: `0x${'3e'.repeat(32)}`, map: { '/share': '/forecast/chance' } }],
    scope_details: {
      fork_lineage: ['WFP::Drought::Canonical@2.0.0', 'WFP::Drought::Sample@1.0.0'],
      issuer_compatibility: [{ issuer: 'did:web:ministry.example', credential_schemas: ['FarmerCredential/1'] }],
    },
    attest: (unit, commitment, meta) => {
      if (unit.group !== 'station') return undefined;
      const message = inputAttestationBytes(SAMPLE_INTERFACE, unit, commitment, meta);
      return { signer: SENSOR.did, suite: SENSOR.suite.name, signature: toHex(SENSOR.suite.sign(message, SENSOR.secret)) };
    },
  });
  let cac = signedCac(assembleCac(envelope, SAMPLE_INTERFACE, SAMPLE_DID));
  for (const [key, role] of [
    [VERIFIER, 'verifier'],
    [DAO, 'dao'],
  ] as const) {
    const by = { suite: key.suite.name, signer: key.did, role, created };
    const signature = toHex(key.suite.sign(cacSigningBytes(cac.hash_graph, by), key.secret));
    cac = addCoSignature(cac, { ...by, signature }, key.publicKey);
  }
  const by = { suite: 'BLS12-381', signer: 'NSFValidatorSet@2025-Q2', role: 'verifier', created } as const;
  const signers = VALIDATORS.filter((_, i) => i !== 1);
  const sum = aggregateSignatures(signers.map(({ suite, secret }) => suite.sign(cacSigningBytes(cac.hash_graph, by), secret)));
  cac = addCoSignature(cac, { ...by, signature: toHex(sum), participants: '0x05' });
  const receipt = { log: LOG.did, time: '2025-04-30T16:25:00Z', suite: LOG.suite.name };
  const seen = LOG.suite.sign(receiptBytes(cac.hash_graph.full_cac_hash, receipt), LOG.secret);
  return { ...cac, receipts: [{ ...receipt, signature: toHex(seen) }] };
}
