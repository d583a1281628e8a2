/**
 * Keys as nobody sane makes them. Well-formed ones with repeated, opposite and infinite bases give the proof that snarkjs gives;
 * malformed ones (cut off, wrong counts, coordinates out of range, points off the curve, sections that lie) are refused with a code.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_FIELD } from '../groth16/curve.js';
import { createSnarkjsEngine } from '../groth16/snarkjs.js';
import { zkeySections } from '../groth16/zkey-reader.js';
import { developmentPoints, randomScalar } from '../setup/key-points.js';
import { readR1cs } from '../setup/r1cs.js';
import { encodeZkey } from '../setup/zkey-file.js';
import { makeTinyCircuit, type TinyCircuit } from '../testing/tiny-circuit.js';
import { createNativeEngine } from './engine.js';
import { chooseEngine, loadKernel } from './load.js';

const TEXT = `pragma circom 2.1.0;
template Clause() {
    signal input a;
    signal x[41];
    signal output c;
    x[0] <== a;
    for (var i = 0; i < 40; i++) x[i + 1] <== x[i] * x[i] + 3;
    c <== x[40];
}
component main = Clause();
`;
/** Sections of points: number and bytes of a point. */
const POINTS = [
  [5, 64],
  [6, 64],
  [7, 128],
  [8, 64],
  [9, 64],
] as const;
const KERNELS = chooseEngine('').available;
const BUDGET = 1 << 24;

let circuit: TinyCircuit;
let zkey: Uint8Array;
beforeAll(async () => {
  circuit = await makeTinyCircuit(TEXT);
  const r1cs = readR1cs(circuit.r1cs);
  zkey = encodeZkey(r1cs, await developmentPoints(r1cs, () => undefined));
}, 60_000);
afterAll(() => circuit.remove());

/** A copy whose point sections went through `change`. */
function changed(change: (points: Uint8Array, size: number, section: number) => void): Uint8Array {
  const copy = new Uint8Array(zkey);
  for (const [section, size] of POINTS) {
    const points = zkeySections(copy).get(section);
    if (points !== undefined) change(points, size, section);
  }
  return copy;
}
/** (x, y) to (x, -y), in place. */
function negate(point: Uint8Array): void {
  for (let at = point.length / 2; at < point.length; at += 32) {
    const part = point.subarray(at, at + 32);
    const value = BigInt(`0x${Buffer.from(part).reverse().toString('hex')}`);
    const negative = (BASE_FIELD - value) % BASE_FIELD;
    part.set(Buffer.from(negative.toString(16).padStart(64, '0'), 'hex').reverse());
  }
}
const littleEndian = (value: bigint): Uint8Array => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();

const ODD: readonly (readonly [string, (points: Uint8Array, size: number) => void])[] = [
  ['every base the same', (points, size) => fillWith(points, size, () => undefined)],
  ['bases that are opposites by turns', (points, size) => fillWith(points, size, (point, i) => i % 2 === 1 && negate(point))],
  ['every third base infinite', (points, size) => fillWith(points, size, (point, i) => i % 3 === 0 && point.fill(0))],
  ['every base infinite', (points) => points.fill(0)],
];
function fillWith(points: Uint8Array, size: number, change: (point: Uint8Array, i: number) => void): void {
  const source = Array.from({ length: points.length / size }, (_, i) => points.slice(i * size, (i + 1) * size)).find((point) =>
    point.some(Boolean),
  );
  for (let i = 0; i < points.length / size; i++) {
    const point = points.subarray(i * size, (i + 1) * size);
    point.set(source ?? point);
    change(point, i);
  }
}

describe.each(KERNELS)('%s', (kernel) => {
  test.each(ODD)(
    '%s: the same proof as snarkjs',
    async (_, change) => {
      const key = changed(change);
      const [theirs, ours] = [await createSnarkjsEngine(key), await createNativeEngine(key, { kernel, tableBudget: BUDGET })];
      const values: readonly ((i: number) => bigint)[] = [
        () => 1n,
        () => 0n,
        () => randomScalar(),
        () => 5n,
        (i) => (i % 3 === 0 ? randomScalar() : BigInt(i % 3)),
      ];
      for (const value of values) {
        const witness = Buffer.concat(Array.from({ length: ours.wires }, (_, i) => littleEndian(i === 0 ? 1n : value(i))));
        const blinding = { r: randomScalar(), s: randomScalar() };
        const [expected, got] = [await theirs.prove(witness, blinding), await ours.prove(witness, blinding)];
        expect(Buffer.from(got).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
      }
      await ours.close();
    },
    60_000,
  );

  const load = (bytes: Uint8Array) => loadKernel(chooseEngine(kernel))?.loadKey(`test:${Math.random()}`, bytes, BUDGET, 1);
  const malformed = expect.objectContaining({ code: 'zkey.malformed' });

  test('cut off anywhere: refused', async () => {
    const sections = zkeySections(zkey);
    const ends = [...sections.values()].flatMap((section) => [
      section.byteOffset - zkey.byteOffset,
      section.byteOffset - zkey.byteOffset + section.length,
    ]);
    for (const end of ends.flatMap((each) => [each - 13, each - 1, each]).filter((each) => each >= 0 && each < zkey.length))
      await expect(load(zkey.slice(0, end))).rejects.toEqual(malformed);
  });

  test('a coordinate out of range, or a point off the curve, in any section: refused', async () => {
    for (const [wanted, size] of POINTS) {
      const spoil = (change: (point: Uint8Array) => void) =>
        changed((points, _, section) => section === wanted && change(points.subarray(points.length - size)));
      await expect(load(spoil((point) => point.fill(0xff)))).rejects.toEqual(malformed);
      await expect(load(spoil((point) => point.set(littleEndian(BASE_FIELD))))).rejects.toEqual(malformed);
      await expect(load(spoil((point) => point.fill(0).fill(1, 0, 1)))).rejects.toEqual(malformed);
    }
  });

  test('counts and sizes that lie: refused', async () => {
    const header = zkeySections(zkey).get(2);
    const at = (header?.byteOffset ?? 0) - zkey.byteOffset;
    // Sections, wires, public signals, domain, and the size of the first section.
    for (const place of [8, at + 72, at + 76, at + 80, 16, 20])
      for (const value of [0, 3, 0x7fffffff, 0xffffffff, 1 << 20]) {
        const copy = new Uint8Array(zkey);
        const view = new DataView(copy.buffer);
        if (view.getUint32(place, true) === value) continue;
        view.setUint32(place, value >>> 0, true);
        await expect(load(copy)).rejects.toEqual(malformed);
      }
  });

  test('any bytes changed, anywhere: refused with a code, or a key that proves something', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: zkey.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat({ max: zkey.length }), { freq: 8 }),
        async (changes, length) => {
          const copy = new Uint8Array(zkey.subarray(0, length ?? zkey.length));
          for (const [place, value] of changes) if (place < copy.length) copy[place] = value;
          try {
            await load(copy);
          } catch (error) {
            expect(error).toEqual(expect.objectContaining({ code: expect.stringMatching(/^(zkey|engine)\./) }));
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
