/**
 * Our strict verifier against snarkjs, on a proof made by snarkjs: equal where both should agree, and refusing where snarkjs is known to
 * accept. The forgeries are run against snarkjs too, to show that they are real.
 */
import { readFileSync } from 'node:fs';
import { bn254 } from '@noble/curves/bn254.js';
import { concatBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { curves, groth16 } from 'snarkjs';
import { afterAll, describe, expect, test } from 'vitest';
import { integerBytes, keyBytes, keyJson, proofBytes, proofJson, type SnarkjsKey, type SnarkjsProof } from '../testing/snarkjs-json.js';
import { g1, g2, simulateProof, type Trapdoor, trapdoor, trapdoorKey } from '../testing/trapdoor-key.js';
import { twistPointOfWrongOrder } from '../testing/twist-point.js';
import { checkVerificationKey } from './key.js';
import { readInteger } from './point.js';
import { decodeProof } from './proof.js';
import { prepareKey, verifyGroth16, verifyPrepared } from './verify.js';

interface Fixture {
  readonly verificationKey: SnarkjsKey;
  readonly untouchedKey: SnarkjsKey;
  readonly proof: SnarkjsProof;
  readonly publicSignals: readonly string[];
}

const fixture = JSON.parse(readFileSync(new URL('../../test/vectors/groth16/tiny.json', import.meta.url), 'utf8')) as Fixture;
const KEY = keyBytes(fixture.verificationKey);
const PROOF = proofBytes(fixture.proof);
const SIGNALS = fixture.publicSignals.map(BigInt);
const Q = bn254.fields.Fp.ORDER;
const R = bn254.fields.Fr.ORDER;
const GAMMA = 192;
const DELTA = 320;
const IC = 452;
const WRONG_ORDER = concatBytes(...twistPointOfWrongOrder().map(integerBytes));

const verifyWithSnarkjs = (key: Uint8Array, proof: Uint8Array, signals: readonly bigint[]) =>
  groth16.verify(keyJson(key), signals.map(String), proofJson(proof));

/** A copy with some bytes replaced. */
function splice(bytes: Uint8Array, offset: number, replacement: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.set(replacement, offset);
  return copy;
}

/** The 32-byte coordinate at `offset`, changed. */
function onCoordinate(bytes: Uint8Array, offset: number, change: (value: bigint) => bigint): Uint8Array {
  return splice(bytes, offset, integerBytes(change(readInteger(bytes.subarray(offset, offset + 32)))));
}

function codeOf(key: Uint8Array, proof: Uint8Array, signals: readonly bigint[]): string {
  const result = verifyGroth16(key, proof, signals);
  return result.ok ? 'ok' : result.code;
}

afterAll(async () => {
  await (await curves.getCurveFromName('bn128')).terminate();
});

describe('completeness', () => {
  test('a proof by snarkjs verifies, and both verifiers agree', async () => {
    expect(codeOf(KEY, PROOF, SIGNALS)).toBe('ok');
    expect(await verifyWithSnarkjs(KEY, PROOF, SIGNALS)).toBe(true);
  });

  test('a sum of public signals at infinity is an ordinary statement', () => {
    const secrets = trapdoor(2);
    const [constant = 0n, first = 0n] = secrets.ic;
    const signals = [bn254.fields.Fr.neg(bn254.fields.Fr.div(constant, first)), 0n];
    const key = trapdoorKey(secrets);
    expect(codeOf(key, simulateProof(secrets, signals), signals)).toBe('ok');
    expect(codeOf(key, simulateProof(secrets, signals), [signals[0] ?? 0n, 1n])).toBe('proof.pairing');
  });
});

describe('soundness: statements and proofs', () => {
  test.each(SIGNALS.map((_, i) => i))('changing public signal %i breaks the proof, and both verifiers agree', async (i) => {
    const changed = SIGNALS.with(i, (SIGNALS[i] ?? 0n) + 1n);
    expect(codeOf(KEY, PROOF, changed)).toBe('proof.pairing');
    expect(await verifyWithSnarkjs(KEY, PROOF, changed)).toBe(false);
  });

  test('replacing A, B or C by another point of the group breaks the proof, and both verifiers agree', async () => {
    for (const forged of [splice(PROOF, 0, g1(5n)), splice(PROOF, 64, g2(5n)), splice(PROOF, 192, g1(5n))]) {
      expect(codeOf(KEY, forged, SIGNALS)).toBe('proof.pairing');
      expect(await verifyWithSnarkjs(KEY, forged, SIGNALS)).toBe(false);
    }
  });

  test('coordinates written as q + x are refused', () => {
    for (const offset of [0, 32, 64, 96, 128, 160, 192, 224]) {
      expect(
        codeOf(
          KEY,
          onCoordinate(PROOF, offset, (value) => value + Q),
          SIGNALS,
        ),
      ).toBe('proof.coordinate');
    }
  });

  test('snarkjs accepts what the line above refuses', async () => {
    const json = proofJson(PROOF);
    const [x = '0', y = '0'] = json.pi_a;
    const lenient = { ...json, pi_a: [String(BigInt(x) + Q), y, '1'] };
    expect(await groth16.verify(keyJson(KEY), SIGNALS.map(String), lenient)).toBe(true);
  });

  test('public signals of s + r, negative, of other types, too few or too many are refused', () => {
    const prepared = (signals: readonly bigint[]) => {
      const key = checkVerificationKey(KEY, SIGNALS.length);
      const proof = decodeProof(PROOF);
      if (!key.ok || !proof.ok) throw new Error('the fixture is not valid');
      const result = verifyPrepared(prepareKey(key.key), proof.proof, signals);
      return result.ok ? 'ok' : result.code;
    };
    expect(prepared(SIGNALS)).toBe('ok');
    expect(prepared(SIGNALS.with(0, (SIGNALS[0] ?? 0n) + R))).toBe('signals.range');
    expect(prepared(SIGNALS.with(0, -1n))).toBe('signals.range');
    expect(prepared(['0x2a', ...SIGNALS.slice(1)] as unknown as bigint[])).toBe('signals.range');
    expect(prepared(SIGNALS.slice(1))).toBe('signals.count');
    expect(prepared([...SIGNALS, 0n])).toBe('signals.count');
    expect(prepared([])).toBe('signals.count');
  });

  test('points at infinity, off the curve and outside the subgroup are refused', () => {
    expect(codeOf(KEY, splice(PROOF, 0, new Uint8Array(64)), SIGNALS)).toBe('proof.infinity');
    expect(codeOf(KEY, splice(PROOF, 64, new Uint8Array(128)), SIGNALS)).toBe('proof.infinity');
    expect(codeOf(KEY, splice(PROOF, 192, new Uint8Array(64)), SIGNALS)).toBe('proof.infinity');
    expect(
      codeOf(
        KEY,
        onCoordinate(PROOF, 32, (y) => (y + 1n) % Q),
        SIGNALS,
      ),
    ).toBe('proof.curve');
    expect(
      codeOf(
        KEY,
        onCoordinate(PROOF, 128, (y) => (y + 1n) % Q),
        SIGNALS,
      ),
    ).toBe('proof.curve');
    expect(codeOf(KEY, splice(PROOF, 64, WRONG_ORDER), SIGNALS)).toBe('proof.subgroup');
    expect(codeOf(KEY, PROOF.subarray(1), SIGNALS)).toBe('proof.length');
    expect(codeOf(KEY, concatBytes(PROOF, new Uint8Array(1)), SIGNALS)).toBe('proof.length');
  });

  test('any other bytes are refused and never throw', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 255 }), (offset, difference) => {
        const mutated = splice(PROOF, offset, Uint8Array.of((PROOF[offset] ?? 0) ^ difference));
        expect(codeOf(KEY, mutated, SIGNALS)).toMatch(/^proof\./);
      }),
      { numRuns: 100 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void expect(codeOf(KEY, bytes, SIGNALS)).toMatch(/^proof\./)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 900 }), (bytes) => void expect(codeOf(bytes, PROOF, SIGNALS)).toMatch(/^key\./)));
  });

  // A property of Groth16 and not a defect of the decoder: this is why identity and replay keys never use proof bytes.
  test('the malleated proof (-A, -B, C) is another valid proof of the same statement', async () => {
    const malleated = [32, 128, 160].reduce((bytes, offset) => onCoordinate(bytes, offset, (y) => (Q - y) % Q), PROOF);
    expect(malleated).not.toEqual(PROOF);
    expect(codeOf(KEY, malleated, SIGNALS)).toBe('ok');
    expect(codeOf(KEY, malleated, SIGNALS.with(0, 1n))).toBe('proof.pairing');
  });
});

describe('soundness: keys', () => {
  const keyCode = (key: Uint8Array, count = SIGNALS.length) => {
    const result = checkVerificationKey(key, count);
    return result.ok ? 'ok' : result.code;
  };

  /** Forgeries need only public points of the key, here through their known logarithms. */
  const forge = (secrets: Trapdoor, change: Partial<Trapdoor>) => ({
    secrets: { ...secrets, ...change },
    key: trapdoorKey({ ...secrets, ...change }),
  });

  test('the fixture key passes', () => {
    expect(keyCode(KEY)).toBe('ok');
  });

  test('gamma = delta: C = -L proves any statement to snarkjs; the key is refused here', async () => {
    const honest = trapdoor(4);
    const { secrets, key } = forge(honest, { delta: honest.gamma });
    const anything = [99n, 98n, 97n, 96n];
    const sum = [1n, ...anything].reduce((total, signal, i) => total + signal * (secrets.ic[i] ?? 0n), 0n);
    const proof = concatBytes(g1(secrets.alpha), g2(secrets.beta), g1(-sum));
    expect(await verifyWithSnarkjs(key, proof, anything)).toBe(true);
    expect(codeOf(key, proof, anything)).toBe('key.related-points');
  });

  test('gamma = -delta, beta = gamma and beta = delta prove any statement too, and are refused', async () => {
    const honest = trapdoor(4);
    const anything = [99n, 98n, 97n, 96n];
    const sum = (ic: readonly bigint[]) => [1n, ...anything].reduce((total, signal, i) => total + signal * (ic[i] ?? 0n), 0n);
    const { alpha, beta, gamma, delta, ic } = honest;
    const l = sum(ic);
    const s = 11n;
    const forgeries = [
      { key: forge(honest, { delta: R - gamma }).key, proof: [g1(alpha), g2(beta), g1(l)] },
      { key: forge(honest, { beta: gamma }).key, proof: [g1(alpha + l), g2(gamma + s * delta), g1(s * (alpha + l))] },
      { key: forge(honest, { beta: R - gamma }).key, proof: [g1(l - alpha), g2(gamma + s * delta), g1(s * (l - alpha))] },
      { key: forge(honest, { beta: delta }).key, proof: [g1(l), g2(gamma + s * delta), g1(s * l - alpha)] },
      { key: forge(honest, { beta: R - delta }).key, proof: [g1(l), g2(gamma + s * delta), g1(s * l + alpha)] },
    ];
    for (const { key, proof } of forgeries) {
      expect(await verifyWithSnarkjs(key, concatBytes(...proof), anything)).toBe(true);
      expect(codeOf(key, concatBytes(...proof), anything)).toBe('key.related-points');
    }
  });

  test('a zero IC point leaves its signal unbound for snarkjs; the key is refused here', async () => {
    const { secrets, key } = forge(trapdoor(4), { ic: trapdoor(4).ic.with(2, 0n) });
    const zeroed = splice(key, IC + 2 * 64, new Uint8Array(64));
    const proof = simulateProof(secrets, [1n, 2n, 3n, 4n]);
    const json = keyJson(zeroed);
    const infinity = { ...json, IC: json.IC.with(2, ['0', '1', '0']) };
    expect(await groth16.verify(infinity, ['1', '2', '3', '4'], proofJson(proof))).toBe(true);
    expect(await groth16.verify(infinity, ['1', '1000000', '3', '4'], proofJson(proof))).toBe(true);
    expect(keyCode(zeroed)).toBe('key.zero-ic');
  });

  test('two equal or opposite IC points bind only the sum of their signals; refused', async () => {
    const honest = trapdoor(4);
    const { secrets, key } = forge(honest, { ic: honest.ic.with(2, honest.ic[1] ?? 0n) });
    const proof = simulateProof(secrets, [10n, 20n, 3n, 4n]);
    expect(await verifyWithSnarkjs(key, proof, [11n, 19n, 3n, 4n])).toBe(true);
    expect(keyCode(key)).toBe('key.dependent-ic');
    expect(keyCode(forge(honest, { ic: honest.ic.with(2, R - (honest.ic[1] ?? 0n)) }).key)).toBe('key.dependent-ic');
  });

  test('a key without phase-2 contribution, delta = generator, is refused', () => {
    expect(keyCode(keyBytes(fixture.untouchedKey))).toBe('key.trivial-delta');
    expect(keyCode(splice(KEY, DELTA, g2(-1n)))).toBe('key.trivial-delta');
  });

  test('zero, foreign and malformed points, and wrong lengths, are refused', () => {
    for (const [offset, length] of [
      [0, 64],
      [64, 128],
      [GAMMA, 128],
      [DELTA, 128],
    ] as const) {
      expect(keyCode(splice(KEY, offset, new Uint8Array(length)))).toBe('key.infinity');
    }
    for (const offset of [64, GAMMA, DELTA]) expect(keyCode(splice(KEY, offset, WRONG_ORDER))).toBe('key.subgroup');
    for (const offset of [0, 64, GAMMA, DELTA, IC]) {
      expect(keyCode(onCoordinate(KEY, offset, (x) => (x + 1n) % Q))).toBe('key.curve');
      expect(keyCode(onCoordinate(KEY, offset, (x) => x + Q))).toBe('key.coordinate');
    }
    expect(keyCode(KEY, 3)).toBe('key.ic-count');
    expect(keyCode(KEY.subarray(0, -1))).toBe('key.length');
    expect(keyCode(concatBytes(KEY, new Uint8Array(1)))).toBe('key.length');
    expect(keyCode(new Uint8Array(0))).toBe('key.length');
    expect(keyCode(KEY, 2 ** 40)).toBe('key.ic-count');
  });

  test('a view into a larger buffer is read at its own offset', () => {
    const padded = concatBytes(new Uint8Array(7), KEY, new Uint8Array(3));
    expect(keyCode(padded.subarray(7, 7 + KEY.length))).toBe('ok');
  });
});
