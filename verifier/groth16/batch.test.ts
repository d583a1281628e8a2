/** A batch answers for each proof as it is answered alone, whatever stands beside it. */
import { bn254 } from '@noble/curves/bn254.js';
import { describe, expect, test, vi } from 'vitest';
import { g1, simulateProof, trapdoor, trapdoorKey } from '../testing/trapdoor-key.js';
import { type ProofToCheck, verifyBatch } from './batch.js';
import { checkVerificationKey } from './key.js';
import { decodeG1 } from './point.js';
import { decodeProof } from './proof.js';
import { prepareKey, verifyPrepared } from './verify.js';

const secrets = trapdoor(3);
const checked = checkVerificationKey(trapdoorKey(secrets), 3);
if (!checked.ok) throw new Error(checked.code);
const prepared = prepareKey(checked.key);
const { Fr } = bn254.fields;

function item(seed: bigint, signals: readonly bigint[] = [seed, 0n, seed * seed]): ProofToCheck {
  const decoded = decodeProof(simulateProof(secrets, signals, 1000n + seed, 2000n + 3n * seed));
  if (!decoded.ok) throw new Error(decoded.code);
  return { proof: decoded.proof, signals };
}
const point = (scalar: bigint) => {
  const decoded = decodeG1(g1(scalar));
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.point;
};
const good = Array.from({ length: 12 }, (_, i) => item(BigInt(i + 1)));
const codes = (items: readonly ProofToCheck[]) => verifyBatch(prepared, items).map((result) => (result.ok ? 'ok' : result.code));
const alone = (items: readonly ProofToCheck[]) =>
  items.map(({ proof, signals }) => {
    const result = verifyPrepared(prepared, proof, signals);
    return result.ok ? 'ok' : result.code;
  });

describe('completeness', () => {
  test.each([0, 1, 2, 3, 12])('%i genuine proofs hold', (count) => {
    expect(codes(good.slice(0, count))).toEqual(new Array(count).fill('ok'));
  });

  test('the same proof many times, and proofs that share points', () => {
    const [first] = good;
    if (first === undefined) throw new Error('there is a first');
    expect(codes(new Array(5).fill(first) as ProofToCheck[])).toEqual(new Array(5).fill('ok'));
  });
});

describe('soundness', () => {
  test('each culprit is found, wherever it stands', () => {
    for (let at = 0; at < good.length; at += 3) {
      const items = good.with(at, { ...item(99n), signals: [1n, 1n, 1n] });
      expect(codes(items)).toEqual(alone(items));
      expect(codes(items)[at]).toBe('proof.pairing');
    }
  });

  test('several culprits, and signals that are no signals', () => {
    const items = good
      .with(1, { ...item(98n), signals: [1n, 1n, 1n] })
      .with(2, { ...item(97n), signals: [1n] })
      .with(5, { ...item(96n), signals: [Fr.ORDER + 96n, 0n, 96n * 96n] })
      .with(11, { ...item(95n), signals: [2n, 2n, 2n] });
    expect(codes(items)).toEqual(alone(items));
    expect(codes(items).filter((code) => code !== 'ok')).toEqual(['proof.pairing', 'signals.count', 'signals.range', 'proof.pairing']);
  });

  // Moving T from one C to the other leaves the plain sum of the equations as it was.
  test('two wrong proofs that would cancel out in a plain sum are both found', () => {
    const [first, second] = [item(41n), item(42n)];
    const shift = (base: ProofToCheck, by: bigint): ProofToCheck => {
      const c = Fr.add(logarithmOfC(base), by);
      return { ...base, proof: { ...base.proof, c: point(c) } };
    };
    const items = [...good.slice(0, 4), shift(first, 7n), shift(second, Fr.neg(7n))];
    expect(codes(items)).toEqual(['ok', 'ok', 'ok', 'ok', 'proof.pairing', 'proof.pairing']);
    // The control: with all coefficients equal the attack works, so it is the coefficients that stop it.
    const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof BigUint64Array) array.fill(1n);
      return array;
    });
    try {
      expect(codes(items)).toEqual(new Array(6).fill('ok'));
    } finally {
      spy.mockRestore();
    }
  });
});

/** From the trapdoor: the c that `simulateProof` solves the pairing equation for. */
function logarithmOfC({ signals }: ProofToCheck): bigint {
  const seed = signals[0] ?? 0n;
  const sum = [1n, ...signals].reduce((total, signal, i) => Fr.add(total, Fr.mul(signal, secrets.ic[i] ?? 0n)), 0n);
  const product = Fr.mul(1000n + seed, 2000n + 3n * seed);
  const rest = Fr.sub(Fr.sub(product, Fr.mul(secrets.alpha, secrets.beta)), Fr.mul(sum, secrets.gamma));
  return Fr.div(rest, secrets.delta);
}
