/** Test vectors of the forms of a CAC (`docs/protocol.md`, section 12): the sample as canonical JSON, CBOR, COSE_Sign1 and Verifiable Credential. */
import { toHex } from '../bytes/hex.js';
import { jsonToCbor } from '../cbor/cac-cbor.js';
import { coseSigningBytes, decodeCoseSign1, signCose } from '../cbor/cose.js';
import { credentialOf } from '../credential/credential.js';
import { sha256 } from '../hash/tagged.js';
import { canonicalBytes, canonicalJson } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { ed25519 } from '../signature/ed25519.js';
import { DAO, fullSampleCac, type TestKey, VERIFIER } from './full-sample.js';
import { SAMPLE_DID, SAMPLE_SECRET_KEY } from './sample.js';

/** Small values that show one rule each. */
const RULES: readonly (readonly [rule: string, json: Json])[] = [
  ['members in the order of their encoded names: shorter ones first', { bb: 1, a: 2, aa: 3, b: 4 }],
  ['0x and pairs of lower-case digits are bytes', { nonce: '0x00ff', empty: '0x' }],
  ['everything else stays text', ['0x0', '0xFF', '0xzz', '00ff', 'ä']],
  ['integers in the shortest form', [0, 23, 24, 255, 256, 65535, 65536, 4294967296, 9007199254740991, -1, -25, -9007199254740991]],
  ['simple values, empty containers', [null, true, false, [], {}, '']],
];

const CREATED = '2025-04-30T17:00:00Z';

const PROVER: TestKey = {
  suite: ed25519,
  secret: SAMPLE_SECRET_KEY,
  publicKey: ed25519.publicKeyOf(SAMPLE_SECRET_KEY),
  did: SAMPLE_DID,
};

export function serializationVectors() {
  const cac = fullSampleCac() as unknown as Json;
  const cbor = jsonToCbor(cac);
  return {
    about:
      'Forms of protocol/versions/nsf.cac.v1.fixture.json. Written by `npx vitest run protocol/testing -u`; see docs/protocol.md, section 18.',
    rules: RULES.map(([rule, json]) => ({ rule, json, jcs: canonicalJson(json), cbor: toHex(jsonToCbor(json)) })),
    cac: {
      full_cac_hash: fullSampleCac().hash_graph.full_cac_hash,
      jcs_sha256: toHex(sha256(canonicalBytes(cac))),
      cbor_sha256: toHex(sha256(cbor)),
      cbor: toHex(cbor),
    },
    // The payload of each is the CBOR above, so only what stands around it is listed.
    cose_sign1: [PROVER, VERIFIER, DAO].map(({ suite, secret, publicKey, did }) => {
      const bytes = signCose(cbor, suite, did, secret);
      const { protectedBytes, signature } = decodeCoseSign1(bytes);
      return {
        suite: suite.name,
        secret_key: toHex(secret),
        public_key: toHex(publicKey),
        did,
        protected_header: toHex(protectedBytes),
        signed_bytes_sha256: toHex(sha256(coseSigningBytes(protectedBytes, cbor))),
        signature: toHex(signature),
        message_sha256: toHex(sha256(bytes)),
      };
    }),
    credential: {
      secret_key: toHex(SAMPLE_SECRET_KEY),
      document: credentialOf(fullSampleCac(), { did: SAMPLE_DID, secret: SAMPLE_SECRET_KEY }, CREATED),
    },
  };
}
