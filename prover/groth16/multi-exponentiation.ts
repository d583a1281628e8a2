/**
 * Sums of multiples of fixed points: `scalars[i] * bases[i]`, by buckets, in WebAssembly.
 *
 * A scalar is cut into windows of w bits; every window has its buckets, and the window sums are joined by doublings. Digits lie
 * window after window, two bytes each, and a digit 0 costs nothing: most of a witness is zeros and ones.
 *
 * Tables of 2^(w j) * base would save another fifth here, but take as long to build as a hundred proofs; they belong to a native engine.
 */
import type { WasmCurve, WasmGroup } from './curve.js';

const SCALAR_BITS = 254;
const SCALAR_BYTES = 32;
const DIGIT_BYTES = 2;
const MAX_WINDOW = 14;

/**
 * Window width for n points. Wider windows save additions into buckets and cost additions to join them; tried from 6 to 11 on a
 * circuit of 2,337 constraints.
 */
function windowBits(points: number): number {
  return Math.max(4, Math.min(MAX_WINDOW, Math.floor(Math.log2(Math.max(2, points))) - 4));
}

const windowCount = (width: number): number => Math.ceil(SCALAR_BITS / width);

/** Digits of a vector of scalars, shared by all sums over that vector. */
export class Digits {
  readonly width: number;
  readonly windows: number;
  readonly address: number;

  constructor(
    private readonly curve: WasmCurve,
    readonly count: number,
  ) {
    this.width = windowBits(count);
    this.windows = windowCount(this.width);
    // Two bytes more: the module reads digits as 32-bit words.
    this.address = curve.allocate(count * this.windows * DIGIT_BYTES + DIGIT_BYTES);
  }

  /** Writes the digits of scalars `offset`, `offset + 1`, ... from their little-endian bytes. */
  fill(scalars: Uint8Array, offset = 0): void {
    const { width, windows, count } = this;
    const bytes = this.curve.bytes(this.address, count * windows * DIGIT_BYTES);
    const digits = new Uint16Array(bytes.buffer, bytes.byteOffset, count * windows);
    const words = new Uint32Array(scalars.buffer.slice(scalars.byteOffset, scalars.byteOffset + scalars.byteLength));
    const mask = (1 << width) - 1;
    for (let index = 0; index * SCALAR_BYTES < scalars.length; index++) {
      for (let window = 0; window < windows; window++) {
        const bit = window * width;
        const word = bit >>> 5;
        const shift = bit & 31;
        const low = (words[index * 8 + word] ?? 0) >>> shift;
        const high = shift + width > 32 && word < 7 ? (words[index * 8 + word + 1] ?? 0) << (32 - shift) : 0;
        digits[window * count + offset + index] = (low | high) & mask;
      }
    }
  }
}

export class MultiExponentiation {
  private readonly sum: number;
  private readonly partial: number;
  private readonly bases: number;

  /** @param bases affine points as a zkey stores them, as many as `digits` has scalars */
  constructor(
    private readonly curve: WasmCurve,
    private readonly group: WasmGroup,
    private readonly digits: Digits,
    bases: Uint8Array,
  ) {
    const jacobian = (group.size / 2) * 3;
    this.sum = curve.allocate(jacobian);
    this.partial = curve.allocate(jacobian);
    this.bases = curve.allocate(bases.length);
    curve.bytes(this.bases, bases.length).set(bases);
    curve.reserveScratch((1 << digits.width) * jacobian + 4096);
  }

  /** The sum for the digits as they are now: address of a Jacobian point, overwritten by the next call. */
  run(): number {
    const { curve, digits, sum, partial, bases } = this;
    const { prefix } = this.group;
    const { count, windows, width, address } = digits;
    const buckets = curve.function(`${prefix}_multiexpAffine_chunk`);
    const add = curve.function(`${prefix}_add`);
    const double = curve.function(`${prefix}_double`);
    curve.function(`${prefix}_zero`)(sum);
    for (let window = windows - 1; window >= 0; window--) {
      for (let bit = 0; bit < width; bit++) double(sum, sum);
      buckets(bases, address + window * count * DIGIT_BYTES, DIGIT_BYTES, count, 0, width, partial);
      add(sum, partial, sum);
    }
    return sum;
  }
}
