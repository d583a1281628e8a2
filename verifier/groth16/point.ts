/**
 * Strict decoding of BN254 points in EIP-197 order (big-endian; in Fq2 the imaginary part c1 stands before c0).
 *
 * The trap: lenient decoders accept coordinates q + x, the point at infinity written as (0, 0), points off the curve and, in G2, points of
 * the wrong order. Each of these either gives one proof many encodings or breaks the pairing argument, so each has its own refusal.
 * Reference: EIP-196, EIP-197.
 */
import { type Element2, Fq, Fq2, Q, TWIST_B } from './field.js';
import type { Point } from './group.js';
import { type Lines, linesOf } from './pairing.js';

export type G1Point = Point<bigint>;

/** With its lines: computing them is the subgroup check, and every G2 point that is decoded goes into a pairing. */
export interface G2Point extends Point<Element2> {
  readonly lines: Lines;
}

export const G1_BYTES = 64;
export const G2_BYTES = 128;

/** Why a point is refused: `coordinate` is not below q, `infinity`, `curve` equation, `subgroup` of order r. */
export type PointFault = 'coordinate' | 'infinity' | 'curve' | 'subgroup';

export type Decoded<P> = { readonly ok: true; readonly point: P } | { readonly ok: false; readonly fault: PointFault };

const COORDINATE_BYTES = 32;

/** Big-endian bytes to an integer; no range check. */
export function readInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Canonical coordinates only; undefined if one is not below q. */
function readCoordinates(bytes: Uint8Array, count: number): readonly bigint[] | undefined {
  const coordinates: bigint[] = [];
  for (let i = 0; i < count; i++) {
    const value = readInteger(bytes.subarray(i * COORDINATE_BYTES, (i + 1) * COORDINATE_BYTES));
    if (value >= Q) return undefined;
    coordinates.push(value);
  }
  return coordinates;
}

/**
 * @param bytes exactly 64 bytes: x, y.
 * @returns a point of G1 other than infinity, or the fault.
 */
export function decodeG1(bytes: Uint8Array): Decoded<G1Point> {
  const coordinates = readCoordinates(bytes, 2);
  if (coordinates === undefined) return { ok: false, fault: 'coordinate' };
  const [x = 0n, y = 0n] = coordinates;
  if (x === 0n && y === 0n) return { ok: false, fault: 'infinity' };
  // The group has no cofactor in G1: every finite point of the curve has order r.
  if (!Fq.eql(Fq.sqr(y), Fq.mul(Fq.sqr(x), x) + 3n)) return { ok: false, fault: 'curve' };
  return { ok: true, point: { x, y } };
}

/**
 * @param bytes exactly 128 bytes: x.c1, x.c0, y.c1, y.c0.
 * @returns a point of the order-r subgroup of the twist other than infinity, or the fault.
 */
export function decodeG2(bytes: Uint8Array): Decoded<G2Point> {
  const coordinates = readCoordinates(bytes, 4);
  if (coordinates === undefined) return { ok: false, fault: 'coordinate' };
  const [x1 = 0n, x0 = 0n, y1 = 0n, y0 = 0n] = coordinates;
  if (coordinates.every((coordinate) => coordinate === 0n)) return { ok: false, fault: 'infinity' };
  const x = { c0: x0, c1: x1 };
  const y = { c0: y0, c1: y1 };
  if (!Fq2.eql(Fq2.sqr(y), Fq2.add(Fq2.mul(Fq2.sqr(x), x), TWIST_B))) return { ok: false, fault: 'curve' };
  const lines = linesOf({ x, y });
  return lines === undefined ? { ok: false, fault: 'subgroup' } : { ok: true, point: { x, y, lines } };
}
