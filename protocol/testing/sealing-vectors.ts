/**
 * Test vectors of disclosures and of their encryption (`docs/protocol.md`, section 13). HPKE is random; here the key pair of the sender is derived from fixed
 * bytes, and `info` and associated data are built as the text says, beside `seal`, so the vectors also tell when `seal` and the text part.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { concatBytes, utf8 } from '../bytes/concat.js';
import { toHex } from '../bytes/hex.js';
import { commitmentUnits } from '../clause/interface.js';
import { discloseUnits, type ExecutionOpenings } from '../disclosure/openings.js';
import { canonicalBytes } from '../json/canonical.js';
import { encodeRecipientDid, x25519PublicKey } from '../sealing/x25519.js';
import { decodeValue, encodeInputs } from '../values/codec.js';
import { SAMPLE_INPUTS, SAMPLE_INTERFACE, SAMPLE_SALTS, sampleCac } from './sample.js';

const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** What the prover of the sample keeps. */
function sampleOpenings(execution_id: string): ExecutionOpenings {
  const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
  const units = commitmentUnits(SAMPLE_INTERFACE)
    .filter((unit) => unit.kind !== 'disclosed')
    .map((unit) => ({
      unit: unit.index,
      fields: unit.fields.map((index) => {
        const { pointer, type } = SAMPLE_INTERFACE.fields[index] as (typeof SAMPLE_INTERFACE.fields)[number];
        return { index, pointer, value: decodeValue(type, encoded[index] ?? []) };
      }),
      values: unit.fields.flatMap((index) => (encoded[index] ?? []).map(String)),
      salt: `0x${(SAMPLE_SALTS[unit.index - 1] as bigint).toString(16).padStart(62, '0')}`,
    }));
  return { execution_id, units };
}

export async function sealingVectors() {
  const cac = sampleCac();
  const openings = sampleOpenings(cac.execution_id);
  const disclosure = discloseUnits(openings, cac, ['/holder/age']);
  const content = 'disclosure';
  const { full_cac_hash } = cac.hash_graph;
  const plaintext = canonicalBytes(disclosure);
  const steps = [];
  const recipients = [];
  for (const byte of [0x11, 0x12]) {
    const secret = new Uint8Array(32).fill(byte);
    const recipient = encodeRecipientDid(x25519PublicKey(secret));
    const bound = canonicalBytes({ full_cac_hash, content, recipient });
    const info = concatBytes(utf8('nsf.cac.v1/seal'), bound);
    const ikm = new Uint8Array(32).fill(byte + 0x10);
    const hpke = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const recipientPublicKey = await hpke.kem.deserializePublicKey(buffer(x25519PublicKey(secret)));
    const sender = await hpke.createSenderContext({ recipientPublicKey, info: buffer(info), ekm: buffer(ikm) });
    const ciphertext = toHex(new Uint8Array(await sender.seal(buffer(plaintext), buffer(bound))));
    const enc = toHex(new Uint8Array(sender.enc));
    steps.push({ secret_key: toHex(secret), sender_ikm: toHex(ikm), info: toHex(info), aad: toHex(bound) });
    recipients.push({ recipient, enc, ciphertext });
  }
  return {
    about: 'Openings of the CAC in protocol-v1.json. Written by `npx vitest run protocol/testing -u`; see docs/protocol.md, section 18.',
    openings,
    disclosure,
    plaintext: toHex(plaintext),
    steps,
    sealed: { version: 1, kind: 'clauseproof-sealed', full_cac_hash, content, recipients },
  };
}
