/**
 * The part of a `.zkey` that only a prover reads, for the WebAssembly engine: every size, count, coefficient and point is checked, because
 * the curve's code checks nothing and would write behind its arrays. The native engine has its own reader with the same rules
 * (native/groth16/zkey.hpp, load-points.hpp); a test holds both to the same answers.
 */
import { FIELD_BYTES, isBelow } from '../field-bytes.js';
import { BASE_FIELD, SCALAR_FIELD, type WasmCurve, type WasmGroup } from './curve.js';
import { malformedZkey, type ZkeyHeader, zkeySections } from './zkey-reader.js';

/** u32 matrix (0 A, 1 B), u32 row, u32 wire, value. */
const COEFFICIENT_BYTES = 12 + FIELD_BYTES;

export interface ZkeyBody {
  /** Section 2; its single points begin at byte 84. */
  readonly header: Uint8Array;
  readonly coefficients: Uint8Array;
  readonly coefficientCount: number;
  readonly ic: Uint8Array;
  readonly a: Uint8Array;
  readonly b1: Uint8Array;
  readonly b2: Uint8Array;
  readonly c: Uint8Array;
  readonly h: Uint8Array;
}

/** @throws ProverError `zkey.malformed` */
export function readZkeyBody(file: Uint8Array, { wires, publicSignals, domainSize }: ZkeyHeader): ZkeyBody {
  const sections = zkeySections(file);
  const section = (number: number, bytes: number): Uint8Array => {
    const found = sections.get(number) ?? new Uint8Array();
    if (found.length !== bytes) throw malformedZkey(`section ${number} has ${found.length} bytes, not ${bytes}`);
    return found;
  };
  const all = sections.get(4) ?? new Uint8Array();
  if (all.length < 4) throw malformedZkey('the coefficients are missing');
  const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  const coefficientCount = view.getUint32(0, true);
  section(4, 4 + coefficientCount * COEFFICIENT_BYTES);
  for (let index = 0, at = 4; index < coefficientCount; index++, at += COEFFICIENT_BYTES) {
    if (view.getUint32(at, true) > 1 || view.getUint32(at + 4, true) >= domainSize || view.getUint32(at + 8, true) >= wires)
      throw malformedZkey(`coefficient ${index} lies outside the matrices`);
    if (!isBelow(view, at + 12, SCALAR_FIELD)) throw malformedZkey(`coefficient ${index} is not below the prime`);
  }
  return {
    header: sections.get(2) ?? new Uint8Array(),
    coefficients: all.subarray(4),
    coefficientCount,
    ic: section(3, 64 * (publicSignals + 1)),
    a: section(5, 64 * wires),
    b1: section(6, 64 * wires),
    b2: section(7, 128 * wires),
    c: section(8, 64 * (wires - publicSignals - 1)),
    h: section(9, 64 * domainSize),
  };
}

/** Refuses points that are not on their curve; all zero is infinity, which only the single points may not be. @throws ProverError `zkey.malformed` */
export function checkZkeyPoints(curve: WasmCurve, { header, ic, a, b1, b2, c, h }: ZkeyBody): void {
  const { g1, g2 } = curve;
  const address = curve.allocate(g2.size);
  const place = curve.bytes(address, g2.size);
  const check = ({ prefix, size }: WasmGroup, section: number, points: Uint8Array, mayBeInfinite = true): void => {
    const isOnCurve = curve.function(`${prefix}_inCurveAffine`);
    const view = new DataView(points.buffer, points.byteOffset, points.byteLength);
    for (let at = 0; at < points.length; at += size) {
      const where = `point ${at / size} of section ${section}`;
      for (let part = 0; part < size; part += FIELD_BYTES)
        if (!isBelow(view, at + part, BASE_FIELD)) throw malformedZkey(`${where} has a coordinate that is not below the prime`);
      const point = points.subarray(at, at + size);
      if (mayBeInfinite && point.every((byte) => byte === 0)) continue;
      place.set(point);
      if (isOnCurve(address) !== 1) throw malformedZkey(`${where} is not on the curve`);
    }
  };
  // alpha1, beta1, beta2, gamma2, delta1, delta2
  for (const [group, at] of [
    [g1, 84],
    [g1, 148],
    [g2, 212],
    [g2, 340],
    [g1, 468],
    [g2, 532],
  ] as const)
    check(group, 2, header.subarray(at, at + group.size), false);
  check(g1, 3, ic);
  check(g1, 5, a);
  check(g1, 6, b1);
  check(g2, 7, b2);
  check(g1, 8, c);
  check(g1, 9, h);
}
