/**
 * Writer of the binary `.zkey` file of snarkjs 0.7 (Groth16), and of its coefficient section.
 *
 * Sections: 1 protocol, 2 header and verification points, 3 IC, 4 coefficients, 5 A, 6 B in G1, 7 B in G2, 8 C, 9 H,
 * 10 ceremony. All little-endian; points affine in Montgomery form.
 *
 * Trap: a coefficient is stored as value * R^2 mod r (R = 2^256). The prover multiplies it in Montgomery form by a witness
 * value that is not, and the second R makes up for that.
 */
import { writeSections } from '../binary-file.js';
import { FIELD_BYTES, setField } from '../field-bytes.js';
import { BASE_FIELD, SCALAR_FIELD } from '../groth16/curve.js';
import { domainLog, publicCount } from './key-scalars.js';
import type { R1cs } from './r1cs.js';

const COEFFICIENT_BYTES = 12 + FIELD_BYTES;
const R_SQUARED = (1n << 512n) % SCALAR_FIELD;

/** Points of the key, each array of them concatenated as a zkey stores it. */
export interface KeyPoints {
  readonly alpha1: Uint8Array;
  readonly beta1: Uint8Array;
  readonly beta2: Uint8Array;
  readonly gamma2: Uint8Array;
  readonly delta1: Uint8Array;
  readonly delta2: Uint8Array;
  readonly ic: Uint8Array;
  readonly a: Uint8Array;
  readonly b1: Uint8Array;
  readonly b2: Uint8Array;
  readonly c: Uint8Array;
  readonly h: Uint8Array;
}

/** Section 4: (matrix, constraint, wire, value R^2) for A and B of every constraint, then the rows of the public wires. */
function encodeCoefficients(r1cs: R1cs): Uint8Array {
  const publicSignals = publicCount(r1cs);
  const count = r1cs.a.wires.length + r1cs.b.wires.length + publicSignals + 1;
  const bytes = new Uint8Array(4 + count * COEFFICIENT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  let at = 4;
  const write = (matrix: number, row: number, wire: number, value: bigint): void => {
    view.setUint32(at, matrix, true);
    view.setUint32(at + 4, row, true);
    view.setUint32(at + 8, wire, true);
    setField(view, at + 12, (value * R_SQUARED) % SCALAR_FIELD);
    at += COEFFICIENT_BYTES;
  };
  for (let row = 0; row < r1cs.constraints; row++) {
    for (const [index, matrix] of [r1cs.a, r1cs.b].entries()) {
      for (let term = matrix.starts[row] ?? 0; term < (matrix.starts[row + 1] ?? 0); term++)
        write(index, row, matrix.wires[term] ?? 0, matrix.values[term] ?? 0n);
    }
  }
  for (let wire = 0; wire <= publicSignals; wire++) write(0, r1cs.constraints + wire, wire, 1n);
  return bytes;
}

function encodeHeader(r1cs: R1cs, points: KeyPoints): Uint8Array {
  const fixed = new Uint8Array(2 * (4 + FIELD_BYTES) + 12);
  const view = new DataView(fixed.buffer);
  view.setUint32(0, FIELD_BYTES, true);
  setField(view, 4, BASE_FIELD);
  view.setUint32(36, FIELD_BYTES, true);
  setField(view, 40, SCALAR_FIELD);
  view.setUint32(72, r1cs.wires, true);
  view.setUint32(76, publicCount(r1cs), true);
  view.setUint32(80, 2 ** domainLog(r1cs), true);
  return Buffer.concat([fixed, points.alpha1, points.beta1, points.beta2, points.gamma2, points.delta1, points.delta2]);
}

/** The whole file. */
export function encodeZkey(r1cs: R1cs, points: KeyPoints): Uint8Array {
  // Section 10 is the ceremony: a hash that its contributions would sign, and how many there are. A development key has none,
  // so the hash is zero; nothing may be contributed on top of it.
  const ceremony = new Uint8Array(64 + 4);
  const sections: readonly (readonly [number, Uint8Array])[] = [
    [1, Uint8Array.of(1, 0, 0, 0)],
    [2, encodeHeader(r1cs, points)],
    [4, encodeCoefficients(r1cs)],
    [3, points.ic],
    [9, points.h],
    [8, points.c],
    [5, points.a],
    [6, points.b1],
    [7, points.b2],
    [10, ceremony],
  ];
  return writeSections({ letters: 'zkey', version: 1 }, sections);
}
