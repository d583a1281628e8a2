/** One CAC in three forms: JSON, deterministic CBOR, and CBOR in a COSE_Sign1. The verdict is the same, and so is everything it names. */
import { cborToJson, jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { coseSigningBytes, decodeCoseSign1, signCose } from '@clauseproof/protocol/cose';
import { encodeDcbor } from '@clauseproof/protocol/dcbor';
import { sameJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import { describe, expect, test } from 'vitest';
import { mutations } from '../testing/mutate.js';
import { makeSample, optionsFor, PROVER, STRANGER } from '../testing/sample.js';
import { createVerifier } from './verify.js';

const sample = makeSample();
const json = parseJson(sample.text);
const verifier = createVerifier(optionsFor(sample.entry));
const bytes = jsonToCbor(json);
const sealed = signCose(bytes, ed25519, PROVER.did, PROVER.secret);

async function verdictOf(cac: Uint8Array): Promise<string> {
  const verdict = await verifier.verify(cac);
  const row = verdict.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  return row === undefined ? verdict.verdict : row.code;
}

describe('completeness', () => {
  test('the same verdict, with the same hashes and keys', async () => {
    const reference = await verifier.verify(sample.text);
    expect(reference.verdict).toBe('valid');
    expect(await verifier.verify(bytes)).toEqual(reference);
    expect(await verifier.verify(sealed)).toEqual(reference);
    expect(sameJson(cborToJson(bytes), json)).toBe(true);
    expect(bytes.length).toBeLessThan(sample.text.length * 0.7);
  });
});

describe('soundness', () => {
  test('every member changed in CBOR is found, as it is in JSON', async () => {
    let count = 0;
    for (const { json: changed } of mutations(json)) {
      count += 1;
      if (count % 5 !== 0) continue;
      expect(await verdictOf(jsonToCbor(changed as Json))).not.toBe('valid');
    }
    expect(count).toBeGreaterThan(500);
  });

  test('another encoding of the same CAC is refused', async () => {
    // The head of the map with one byte more.
    const longer = Uint8Array.from([0xb8, (bytes[0] as number) & 31, ...bytes.slice(1)]);
    expect(await verdictOf(longer)).toBe('syntax.not-strict-cbor');
    expect(await verdictOf(Uint8Array.from([...bytes, 0]))).toBe('syntax.not-strict-cbor');
    // Bytes spelled as text.
    const spelled = encodeDcbor(json as never);
    expect(await verdictOf(spelled)).toBe('syntax.not-strict-cbor');
  });

  test('an envelope by a stranger, under a false name, or over something else', async () => {
    expect(await verdictOf(signCose(bytes, ed25519, STRANGER.did, STRANGER.secret))).toBe('signatures.envelope');
    expect(await verdictOf(signCose(bytes, ed25519, PROVER.did, STRANGER.secret))).toBe('signatures.envelope');
    const other = sealed.slice();
    other[other.length - 1] = (other[other.length - 1] as number) ^ 1;
    expect(await verdictOf(other)).toBe('signatures.envelope');
    expect(await verdictOf(signCose(encodeDcbor({}), ed25519, PROVER.did, PROVER.secret))).toBe('schema.malformed');
  });

  test('an envelope is what RFC 9052 says', () => {
    const message = decodeCoseSign1(sealed);
    const signed = coseSigningBytes(message.protectedBytes, message.payload);
    expect(Buffer.from(signed.slice(0, 12)).toString('latin1')).toBe('\x84jSignature1');
    expect(ed25519.verify(ed25519.publicKeyOf(PROVER.secret), signed, message.signature)).toBe(true);
    expect([...message.protectedHeader.keys()]).toEqual([1, 3, 4]);
  });
});
