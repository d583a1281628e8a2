/**
 * Known attacks by name, each as a whole certificate, by somebody who has what the attack needs: the prover's key where a signature is in the way.
 * The table in `docs/threat-model.md` says which attack is tried where.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { aggregateSignatures, bls12381, verifyAggregate } from '@clauseproof/protocol/suites/bls';
import { ecdsaP256, ecdsaSecp256k1 } from '@clauseproof/protocol/suites/ecdsa';
import type { SignatureSuite } from '@clauseproof/protocol/suites/suite';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { bn254 } from '@noble/curves/bn254.js';
import { p256 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { describe, expect, test } from 'vitest';
import { emitCac } from '../emit/emit.js';
import { INTERFACE, makeSample, optionsFor, registryOf } from '../testing/sample.js';
import { signedAgain } from '../testing/sign-again.js';
import { integerBytes } from '../testing/snarkjs-json.js';
import { twistPointOfWrongOrder } from '../testing/twist-point.js';
import type { VerifyOptions } from './options.js';
import { createVerifier } from './verify.js';

const sample = makeSample();
const { cac } = sample;
const verifier = createVerifier(optionsFor(sample.entry));
const { Fp, Fr } = bn254.fields;
const PROOF = fromHex(cac.attestation.proof);
const INFINITY_BLS = (length: number) => new Uint8Array(length).fill(0xc0, 0, 1);

/** The verdict, and the code of the first row that is not a pass. */
async function found(text: string | Uint8Array | undefined, by = verifier): Promise<string> {
  const { verdict, checks } = await by.verify(text ?? 'not a certificate that can be signed');
  const row = checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  expect(row?.code).not.toBe('internal');
  return row === undefined ? verdict : `${verdict} ${row.code}`;
}
const signed = (changes: object) => signedAgain({ ...cac, ...changes } as unknown as Json);
const withProof = (proof: Uint8Array) => signed({ attestation: { ...cac.attestation, proof: toHex(proof) } });

describe('proofs', () => {
  const integer = (at: number) => BigInt(toHex(PROOF.subarray(at, at + 32)));
  const spliced = (at: number, ...parts: bigint[]) => {
    const copy = PROOF.slice();
    for (const [i, part] of parts.entries()) copy.set(integerBytes(part), at + 32 * i);
    return copy;
  };
  const a = bn254.G1.Point.fromAffine({ x: integer(0), y: integer(32) });
  const b = bn254.G2.Point.fromAffine({ x: { c1: integer(64), c0: integer(96) }, y: { c1: integer(128), c0: integer(160) } });
  const c = bn254.G1.Point.fromAffine({ x: integer(192), y: integer(224) });
  const written = (p: typeof a, q: typeof b, s: typeof c) => {
    const [{ x, y }, g, last] = [p.toAffine(), q.toAffine(), s.toAffine()];
    return spliced(0, x, y, g.x.c1, g.x.c0, g.y.c1, g.y.c0, last.x, last.y);
  };

  test('re-randomized, as anybody can: the same statement and identity, and worth nothing without the signature or for another output', async () => {
    const t = 123456789n;
    const delta = bn254.G2.Point.BASE.multiply(Fr.create(sample.secrets.delta));
    const others = [written(a.multiply(t), b.multiply(Fr.inv(t)), c), written(a, b.add(delta.multiply(t)), c.add(a.multiply(t)))];
    expect(written(a, b, c)).toEqual(PROOF);
    const original = await verifier.verify(sample.text);
    for (const proof of others) {
      expect(proof).not.toEqual(PROOF);
      const verdict = await verifier.verify(withProof(proof) ?? '');
      expect([verdict.verdict, verdict.execution_id, verdict.replay_key]).toEqual(['valid', original.execution_id, original.replay_key]);
      const unsigned = { ...cac, attestation: { ...cac.attestation, proof: toHex(proof) } };
      expect(await found(canonicalJson(unsigned))).toBe('invalid hashes.mismatch');
      const { outputs } = cac;
      const lifted = signed({ outputs: { ...outputs, payout: '9250.50' }, attestation: { ...cac.attestation, proof: toHex(proof) } });
      expect(await found(lifted)).toBe('invalid proof.pairing');
    }
  });

  test('coordinates + q, infinity, a point off the curve, a point out of the subgroup, a byte more or less', async () => {
    for (const at of [0, 32, 64, 96, 128, 160, 192, 224])
      expect(await found(withProof(spliced(at, integer(at) + Fp.ORDER)))).toBe('invalid proof.coordinate');
    for (const [at, length] of [
      [0, 2],
      [64, 4],
      [192, 2],
    ] as const)
      expect(await found(withProof(spliced(at, ...new Array<bigint>(length).fill(0n))))).toBe('invalid proof.infinity');
    expect(await found(withProof(spliced(32, (integer(32) + 1n) % Fp.ORDER)))).toBe('invalid proof.curve');
    expect(await found(withProof(spliced(64, ...twistPointOfWrongOrder())))).toBe('invalid proof.subgroup');
    for (const proof of [PROOF.subarray(1), new Uint8Array([...PROOF, 0])])
      expect(await found(canonicalJson({ ...cac, attestation: { ...cac.attestation, proof: toHex(proof) } }))).toMatch(
        /^invalid (schema|hashes)\./,
      );
  });

  test('public values + r: commitments and the root have one form', async () => {
    const plus = (text: string) => toHex(integerBytes(BigInt(text) + Fr.ORDER));
    const { inputs } = cac;
    expect(await found(signed({ inputs: { ...inputs, inputs_root: plus(inputs.inputs_root) } }))).toMatch(
      /^invalid (hashes\.values|statement\.)/,
    );
    const commitments = inputs.commitments.map((unit) => ({ ...unit, commitment: plus(unit.commitment) }));
    expect(await found(signed({ inputs: { ...inputs, commitments } }))).toMatch(/^invalid (hashes\.values|statement\.)/);
  });

  test('wrong counts: a commitment more, less, or twice', async () => {
    const { inputs } = cac;
    const [one] = inputs.commitments;
    if (one === undefined) throw new Error('the sample has commitments');
    for (const commitments of [inputs.commitments.slice(1), [...inputs.commitments, { ...one, unit: 4 }], [one, ...inputs.commitments], []])
      expect(await found(signed({ inputs: { ...inputs, commitments } }))).toBe('invalid hashes.values');
  });

  test('an older key of the same clause, once the registry names a new one', async () => {
    const renewed = makeSample({ secrets: { ...sample.secrets, delta: sample.secrets.delta + 1n } });
    expect(await found(sample.text, createVerifier(optionsFor(renewed.entry)))).toBe('invalid entry.mismatch');
    const { vk_hash } = renewed.cac;
    const claimed = signed({ vk_hash, runtime_info: { ...cac.runtime_info, enclave_id: vk_hash } });
    expect(await found(claimed, createVerifier(optionsFor(renewed.entry)))).toBe('invalid proof.pairing');
  });
});

describe('signatures', () => {
  const withSigner = (did: string): VerifyOptions =>
    optionsFor(sample.entry, { registry: registryOf([{ ...sample.entry, signers: [{ did, roles: ['prover'] }] }]) });
  const withSignature = (made: Cac, signature: Uint8Array): string =>
    canonicalJson({
      ...made,
      attestation: { ...made.attestation, signature: toHex(signature) },
      runtime_info: { ...made.runtime_info, attestation_signature: toHex(signature) },
    });

  test.each<[SignatureSuite, bigint]>([
    [ecdsaP256, p256.Point.Fn.ORDER],
    [ecdsaSecp256k1, secp256k1.Point.Fn.ORDER],
  ])('the twin with the high s: $name', async (suite, order) => {
    const secret = new Uint8Array(32).fill(21);
    const did = encodeDidKey(suite.publicKeyOf(secret), suite.name);
    const made = emitCac(sample.envelope, INTERFACE, { suite, secret, did }, '2025-04-30T16:22:00Z');
    const by = createVerifier(withSigner(did));
    const genuine = fromHex(made.attestation.signature);
    expect(await found(withSignature(made, genuine), by)).toBe('valid');
    const s = BigInt(toHex(genuine.subarray(32)));
    const twin = new Uint8Array([...genuine.subarray(0, 32), ...integerBytes(order - s)]);
    expect(await found(withSignature(made, twin), by)).toBe('invalid signatures.mismatch');
  });

  test('Ed25519: s + the order, and registered keys of small order, under which one signature fits every message', async () => {
    const signature = fromHex(cac.attestation.signature);
    let s = BigInt(toHex(signature.slice(32).reverse())) + 2n ** 252n + 27742317777372353535851937790883648493n;
    const added = signature.slice();
    for (let i = 32; i < 64; i++, s >>= 8n) added[i] = Number(s & 255n);
    expect(await found(withSignature(cac, added))).toBe('invalid signatures.mismatch');
    const forged = new Uint8Array(64).fill(1, 0, 1);
    for (const first of [1, 0]) {
      const publicKey = new Uint8Array(32).fill(first, 0, 1);
      const did = encodeDidKey(publicKey);
      const claimed: Cac = {
        ...cac,
        attestation: { ...cac.attestation, signer: did, public_keys: [{ did, suite: 'Ed25519', public_key: toHex(publicKey) }] },
        runtime_info: { ...cac.runtime_info, prover_did: did, verified_by: did },
      };
      const text = withSignature(JSON.parse(signedAgain(claimed as unknown as Json) ?? '') as Cac, forged);
      expect(await found(text, createVerifier(withSigner(did)))).toBe('invalid signatures.mismatch');
    }
  });

  test('BLS12-381: infinity as key, as signature, as sum, and no keys at all', () => {
    const message = new Uint8Array(3);
    const secret = new Uint8Array(32).fill(7);
    const publicKey = bls12381.publicKeyOf(secret);
    const own = bls12381.sign(message, secret);
    const opposite = bls12_381.G1.Point.fromBytes(publicKey).negate().toBytes(true);
    const oppositeSignature = bls12_381.G2.Point.fromBytes(own).negate().toBytes(true);
    expect(verifyAggregate([publicKey], message, own)).toBe(true);
    expect(bls12381.verify(INFINITY_BLS(48), message, INFINITY_BLS(96))).toBe(false);
    expect(bls12381.verify(publicKey, message, INFINITY_BLS(96))).toBe(false);
    expect(bls12381.isPublicKey(INFINITY_BLS(48))).toBe(false);
    expect(verifyAggregate([publicKey, INFINITY_BLS(48)], message, own)).toBe(false);
    expect(verifyAggregate([publicKey, opposite], message, INFINITY_BLS(96))).toBe(false);
    expect(verifyAggregate([], message, INFINITY_BLS(96))).toBe(false);
    expect(() => aggregateSignatures([own, oppositeSignature])).toThrow();
  });
});

describe('texts', () => {
  test('names that look the same: no clause, no scope, and another event', async () => {
    expect(await found(sample.text.replaceAll('Test::Heat', 'Test::He\u0430t'))).toBe('invalid schema.malformed');
    expect(await found(signed({ governance_scope: { ...cac.governance_scope, dao: 'TestD\u0410O' } }))).toBe('invalid entry.scope');
    expect(await found(signed({ trigger: { ...cac.trigger, event_id: '\u0435vt-1' } }))).toBe('invalid proof.pairing');
    expect(await found(sample.text.replace('"evt-1"', '"e\u0301vt-1"'))).toBe('invalid schema.malformed');
    expect(await found(sample.text.replace('"evt-1"', '"\\u0065\\u0301vt-1"'))).toBe('invalid schema.malformed');
  });

  test('replayed without its audience, or with a parent of its own', async () => {
    const { audience: _, ...rest } = cac;
    expect(await found(signedAgain(rest as unknown as Json))).toBe('invalid proof.pairing');
    const prev = [{ full_cac_hash: cac.hash_graph.full_cac_hash, map: { '/payout': '/oracle/previous' } }];
    expect(await found(signed({ links: { prev } }))).toBe('invalid proof.pairing');
    expect(await found(signed({ audience: 'ministry of others' }))).toBe('invalid proof.pairing');
  });

  test('a megabyte of anything, and bombs of depth and size: a coded verdict, soon', async () => {
    const random = new Uint8Array(1_000_000);
    for (let i = 0, state = 1; i < random.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      random[i] = state >>> 24;
    }
    const size = random.length;
    const started = process.cpuUsage().user;
    for (const lead of [0x00, 0x7b, 0x5b, 0x22, 0xa1, 0xbf, 0xd2, 0xef, 0xff]) {
      random[0] = lead;
      expect(await found(random)).toMatch(/^invalid syntax\./);
    }
    // A list, a map, a tag and a text of CBOR that say they hold what is not there, and nesting.
    for (const head of ['9b7fffffffffffffff', 'bb7fffffffffffffff', '7b7fffffffffffffff', '5b7fffffffffffffff', 'd2d2d2'])
      expect(await found(fromHex(`0x${head}`))).toMatch(/^invalid syntax\./);
    for (const byte of [0x81, 0xa1, 0xd8, 0x9f]) expect(await found(new Uint8Array(size).fill(byte))).toMatch(/^invalid syntax\./);
    const nested = `{"trigger":${'['.repeat(12)}${']'.repeat(12)}}`;
    for (const text of ['['.repeat(size), '{"a":'.repeat(size / 5), `"${'x'.repeat(2 * size)}"`, `[${'1,'.repeat(size / 2)}1]`])
      expect(await found(text)).toMatch(/^invalid (syntax|schema)\./);
    for (const json of [nested, `{"outputs":{${Array.from({ length: 50_000 }, (_, i) => `"${i}":0`).join()}}}`]) {
      expect(await found(json)).toMatch(/^invalid schema\./);
      expect(await found(jsonToCbor(parseJson(json)))).toMatch(/^invalid (syntax|schema)\./);
    }
    // Milliseconds each; quadratic work on a megabyte takes minutes.
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(30);
  });
});
