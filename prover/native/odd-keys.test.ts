/** Keys as nobody sane makes them, but well-formed: with repeated, opposite and infinite bases they give the proof that snarkjs gives. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldBytes, getField } from '../field-bytes.js';
import { BASE_FIELD } from '../groth16/curve.js';
import { createSnarkjsEngine } from '../groth16/snarkjs.js';
import { zkeySections } from '../groth16/zkey-reader.js';
import { developmentPoints, randomScalar } from '../setup/key-points.js';
import { readR1cs } from '../setup/r1cs.js';
import { encodeZkey } from '../setup/zkey-file.js';
import { makeTinyCircuit, squaringChain, type TinyCircuit } from '../testing/tiny-circuit.js';
import { createNativeEngine } from './engine.js';
import { chooseEngine } from './load.js';

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
  circuit = await makeTinyCircuit(squaringChain(40));
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
    const value = getField(new DataView(part.buffer, part.byteOffset), 0);
    part.set(fieldBytes([(BASE_FIELD - value) % BASE_FIELD]));
  }
}

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
        const witness = fieldBytes(Array.from({ length: ours.wires }, (_, i) => (i === 0 ? 1n : value(i))));
        const blinding = { r: randomScalar(), s: randomScalar() };
        const [expected, got] = [await theirs.prove(witness, blinding), await ours.prove(witness, blinding)];
        expect(Buffer.from(got).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
      }
      await ours.close();
    },
    60_000,
  );
});
