/** The native verifier says what snarkjs says, of good proofs and of broken ones, and refuses what snarkjs would let pass. */
import { bn254 } from '@noble/curves/bn254.js';
import fc from 'fast-check';
import { groth16 } from 'snarkjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldBytes } from '../field-bytes.js';
import { BASE_FIELD, SCALAR_FIELD, threadCurve } from '../groth16/curve.js';
import { decodeProof, decodeVerificationKey } from '../groth16/proof-bytes.js';
import { readZkeyHeader } from '../groth16/zkey-reader.js';
import { developmentKey } from '../setup/development.js';
import { readR1cs } from '../setup/r1cs.js';
import { makeTinyCircuit, squaringChain, type TinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from '../witness/calculator.js';
import { chooseEngine, loadKernel, type NativeKey, type NativeModule } from './load.js';
import { nativeVerification } from './verification.js';

let circuit: TinyCircuit;
let zkey: Uint8Array;
let calculator: WitnessCalculator;
beforeAll(async () => {
  circuit = await makeTinyCircuit(squaringChain(5));
  zkey = await developmentKey(readR1cs(circuit.r1cs));
  calculator = await WitnessCalculator.create(circuit.wasm);
}, 60_000);
afterAll(() => circuit.remove());

const integerAt = (bytes: Uint8Array, at: number): bigint => BigInt(`0x${Buffer.from(bytes.subarray(at, at + 32)).toString('hex')}`);
const bigEndian = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
/** A copy with 32-byte integers written over it. */
function changed(proof: Uint8Array, changes: Readonly<Record<number, bigint>>): Uint8Array {
  const copy = new Uint8Array(proof);
  for (const [at, value] of Object.entries(changes)) copy.set(bigEndian(value), Number(at));
  return copy;
}
const negated = (proof: Uint8Array, ...places: readonly number[]): Uint8Array =>
  changed(proof, Object.fromEntries(places.map((at) => [at, BASE_FIELD - integerAt(proof, at)])));
/** y of A, both parts of y of B, y of C */
const Y = { a: 32, b: [128, 160], c: 224 } as const;

const { Fp2 } = bn254.fields;
const TWIST = bn254.G2.Point;
/** A point of the twist that is not of order r: the first x = i with a root, times r, so that only the cofactor is left. */
function cofactorPoint(): InstanceType<typeof TWIST> {
  for (let i = 1n; ; i++) {
    const x = { c0: i, c1: 1n };
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), TWIST.CURVE().b));
      return TWIST.fromAffine({ x, y })
        .multiplyUnsafe(SCALAR_FIELD - 1n)
        .add(TWIST.fromAffine({ x, y }));
    } catch {}
  }
}

describe.each(chooseEngine('').available)('%s', (kernel) => {
  let module: NativeModule;
  let key: NativeKey;
  let signals: readonly bigint[];
  let proof: Uint8Array;
  const says = (of: Uint8Array, about: readonly bigint[] = signals) => module.verify(key, fieldBytes(about), of);
  beforeAll(async () => {
    module = loadKernel(chooseEngine(kernel)) as NativeModule;
    key = await module.loadKey(`verification ${kernel}`, zkey, 1 << 20, 1);
    const witness = calculator.calculate({ a: [7n] });
    signals = witness.publicSignals(module.keyFacts(key).publicSignals);
    proof = await module.prove(key, witness.bytes, undefined, undefined, 1);
  });
  afterAll(() => module.releaseKey(key));

  test('proofs of many statements hold, each for its own signals only', async () => {
    for (const a of [0n, 1n, 2n, SCALAR_FIELD - 1n, 1n << 200n]) {
      const witness = calculator.calculate({ a: [a] });
      const own = witness.publicSignals(signals.length);
      const made = await module.prove(key, witness.bytes, undefined, undefined, 1);
      expect(await says(made, own)).toBe(true);
      for (const [at, value] of own.entries()) {
        expect(await says(made, own.with(at, (value + 1n) % SCALAR_FIELD))).toBe(false);
        expect(await says(made, own.with(at, value + SCALAR_FIELD)), 'an alias').toBe(false);
      }
      expect(await says(made, [...own, 0n])).toBe(false);
      expect(await says(made, own.slice(1))).toBe(false);
    }
  });

  test('a proof of any changed byte is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(255), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = new Uint8Array(proof);
        broken[at] = (broken[at] ?? 0) ^ change;
        expect(await says(broken)).toBe(false);
      }),
      { numRuns: 300 },
    );
    for (const length of [0, 255, 257]) expect(await says(new Uint8Array(length))).toBe(false);
  });

  test('as snarkjs: points that are negated, exchanged, of another proof, or infinite', async () => {
    await threadCurve();
    const snarkjsKey = decodeVerificationKey(readZkeyHeader(zkey).verificationKey);
    const other = await module.prove(key, calculator.calculate({ a: [8n] }).bytes, undefined, undefined, 1);
    const join = (a: Uint8Array, b: Uint8Array, c: Uint8Array) => Buffer.concat([a.subarray(0, 64), b.subarray(64, 192), c.subarray(192)]);
    const infinite = (from: number, to: number) => new Uint8Array(proof).fill(0, from, to);
    const cases: Readonly<Record<string, Uint8Array>> = {
      unchanged: proof,
      'A negated': negated(proof, Y.a),
      'B negated': negated(proof, ...Y.b),
      'C negated': negated(proof, Y.c),
      'A and B negated': negated(proof, Y.a, ...Y.b),
      'all negated': negated(proof, Y.a, ...Y.b, Y.c),
      'A and C exchanged': Buffer.concat([proof.subarray(192), proof.subarray(64, 192), proof.subarray(0, 64)]),
      'A of another': join(other, proof, proof),
      'B of another': join(proof, other, proof),
      'C of another': join(proof, proof, other),
      'A infinite': infinite(0, 64),
      'B infinite': infinite(64, 192),
      'C infinite': infinite(192, 256),
      'all infinite': infinite(0, 256),
    };
    const verdicts: Record<string, boolean> = {};
    for (const [name, each] of Object.entries(cases)) {
      verdicts[name] = await says(each);
      expect(await groth16.verify(snarkjsKey, signals.map(String), decodeProof(each)), name).toBe(verdicts[name]);
    }
    expect(Object.keys(verdicts).filter((name) => verdicts[name])).toEqual(['unchanged', 'A and B negated']);
  });

  test('what is not canonical, not on its curve or not of order r is refused', async () => {
    for (let at = 0; at < 256; at += 32) {
      const value = integerAt(proof, at);
      if (value + BASE_FIELD < 1n << 256n) expect(await says(changed(proof, { [at]: value + BASE_FIELD })), `alias at ${at}`).toBe(false);
      expect(await says(changed(proof, { [at]: (value + 1n) % BASE_FIELD })), `other curve at ${at}`).toBe(false);
    }
    const own = TWIST.fromAffine({
      x: { c0: integerAt(proof, 96), c1: integerAt(proof, 64) },
      y: { c0: integerAt(proof, 160), c1: integerAt(proof, 128) },
    });
    const stray = cofactorPoint();
    expect(stray.is0()).toBe(false);
    for (const point of [stray, own.add(stray), own.add(stray.double())]) {
      const { x, y } = point.toAffine();
      expect(await says(changed(proof, { 64: x.c1, 96: x.c0, 128: y.c1, 160: y.c0 }))).toBe(false);
    }
    const { x, y } = own.toAffine();
    expect(await says(changed(proof, { 64: x.c1, 96: x.c0, 128: y.c1, 160: y.c0 }))).toBe(true);
  });

  test('the judge: a module that says yes to a broken proof is not believed, then or later', async () => {
    const { verificationKey } = readZkeyHeader(zkey);
    const broken = negated(proof, Y.a);
    let asked = 0;
    const liar = (verdict: boolean) => ({
      async verify() {
        asked++;
        return verdict;
      },
    });
    const gullible = nativeVerification(liar(true), key, verificationKey);
    expect([await gullible(signals, broken), await gullible(signals, broken), await gullible(signals, proof)]).toEqual([
      false,
      false,
      true,
    ]);
    const stubborn = nativeVerification(liar(false), key, verificationKey);
    expect([await stubborn(signals, proof), await stubborn(signals, proof)]).toEqual([true, true]);
    expect(asked).toBe(2);

    const honest = nativeVerification(module, key, verificationKey);
    expect([await honest(signals, proof), await honest(signals, broken), await honest(signals, proof)]).toEqual([true, false, true]);
    for (const alias of [SCALAR_FIELD, 1n << 256n, -SCALAR_FIELD])
      expect(await honest([(signals[0] ?? 0n) + alias, ...signals.slice(1)], proof)).toBe(false);
  });
});
