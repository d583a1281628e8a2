/**
 * The computation of a witness as a graph of field operations: what is equal is one node, what is constant is computed at once.
 *
 * A node is a number. Of nodes that are known to be small integers, the interval is known: a bit is a bit, and an assertion that
 * follows from intervals is no assertion. Intervals are exact doubles (|x| <= 2^53 - 1), values are integers modulo p read as signed.
 */
import { SCALAR_FIELD } from '../../groth16/curve.js';

/** Constants have their value aside; of `bits` the operands are a node, a shift and a width; of the others, nodes. */
export const KIND = {
  constant: 0,
  input: 1,
  add: 2,
  subtract: 3,
  multiply: 4,
  /** 1 / a, and 0 for 0. */
  invert: 5,
  /** Of the representatives in [0, p); the divisor is not 0. */
  quotient: 6,
  remainder: 7,
  /** (a >> shift) mod 2^width, a in [0, p); a width of 0 keeps all bits. */
  bits: 8,
  and: 9,
  or: 10,
  xor: 11,
  /** 1 or 0. */
  equal: 12,
  /** Signed: representatives in (-p/2, p/2). */
  less: 13,
  /** a is 1 or 0: b or c. */
  select: 14,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

const P = SCALAR_FIELD;
const HALF = P >> 1n;
export const MAX_WIDTH = 52;

const mod = (value: bigint): bigint => {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
};
const signed = (value: bigint): bigint => (value > HALF ? value - P : value);

/** 1 / value mod p; 0 for 0. */
function inverse(value: bigint): bigint {
  let [r0, r1, s0, s1] = [P, mod(value), 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  return mod(value) === 0n ? 0n : mod(s0);
}

export class Graph {
  readonly kinds: Kind[] = [];
  readonly a: number[] = [];
  readonly b: number[] = [];
  readonly c: number[] = [];
  /** Interval of a small integer; NaN where nothing is known. */
  readonly low: number[] = [];
  readonly high: number[] = [];
  private readonly values = new Map<number, bigint>();
  private readonly constants = new Map<bigint, number>();
  private table = new Int32Array(1 << 12).fill(-1);

  get size(): number {
    return this.kinds.length;
  }

  constant(value: bigint): number {
    const canonical = mod(value);
    const known = this.constants.get(canonical);
    if (known !== undefined) return known;
    const small = signed(canonical);
    const isSmall = small <= BigInt(Number.MAX_SAFE_INTEGER) && small >= -BigInt(Number.MAX_SAFE_INTEGER);
    const bound = isSmall ? Number(small) : Number.NaN;
    const node = this.push(KIND.constant, 0, 0, 0, bound, bound);
    this.values.set(node, canonical);
    this.constants.set(canonical, node);
    return node;
  }
  input(index: number): number {
    return this.node(KIND.input, index, 0, 0);
  }
  /** In [0, p); undefined for what is not constant. */
  valueOf(node: number): bigint | undefined {
    return this.values.get(node);
  }
  isSmall(node: number): boolean {
    return !Number.isNaN(this.low[node] ?? Number.NaN);
  }
  isBoolean(node: number): boolean {
    return (this.low[node] ?? Number.NaN) >= 0 && (this.high[node] ?? Number.NaN) <= 1;
  }

  add(a: number, b: number): number {
    if (this.isZero(a)) return b;
    if (this.isZero(b)) return a;
    const [x, y] = a < b ? [a, b] : [b, a];
    return this.fold(x, y, (v, w) => v + w) ?? this.node(KIND.add, x, y, 0);
  }
  subtract(a: number, b: number): number {
    if (this.isZero(b)) return a;
    if (a === b) return this.constant(0n);
    return this.fold(a, b, (v, w) => v - w) ?? this.node(KIND.subtract, a, b, 0);
  }
  multiply(a: number, b: number): number {
    if (this.isZero(a) || this.isOne(b)) return a;
    if (this.isZero(b) || this.isOne(a)) return b;
    if (this.isBoolean(a) && (a === b || this.isBitTimesItsComplement(a, b))) return a === b ? a : this.constant(0n);
    if (this.isBoolean(b) && this.isBitTimesItsComplement(b, a)) return this.constant(0n);
    const [x, y] = a < b ? [a, b] : [b, a];
    return this.fold(x, y, (v, w) => v * w) ?? this.node(KIND.multiply, x, y, 0);
  }
  invert(a: number): number {
    return this.fold(a, a, (v) => inverse(v)) ?? this.node(KIND.invert, a, 0, 0);
  }
  /** Requires: the divisor is not 0 where that matters. */
  quotient(a: number, b: number): number {
    if (this.isOne(b)) return a;
    return this.fold(a, b, (v, w) => (w === 0n ? 0n : v / w)) ?? this.node(KIND.quotient, a, b, 0);
  }
  remainder(a: number, b: number): number {
    return this.fold(a, b, (v, w) => (w === 0n ? 0n : v % w)) ?? this.node(KIND.remainder, a, b, 0);
  }
  /** Requires width <= MAX_WIDTH (0: all bits), shift below 254. */
  bits(a: number, shift: number, width: number): number {
    if (shift === 0 && width === 0) return a;
    const value = this.valueOf(a);
    if (value !== undefined) {
      const shifted = value >> BigInt(shift);
      return this.constant(width === 0 ? shifted : shifted & ((1n << BigInt(width)) - 1n));
    }
    const [low, high] = this.interval(a);
    if (low >= 0 && shift === 0 && high < 2 ** width) return a;
    if (low >= 0 && high < 2 ** shift) return this.constant(0n);
    if (this.kinds[a] === KIND.bits && this.c[a] === 0) return this.bits(this.a[a] ?? 0, (this.b[a] ?? 0) + shift, width);
    return this.node(KIND.bits, a, shift, width);
  }
  and(a: number, b: number): number {
    const mask = this.valueOf(a) ?? this.valueOf(b);
    if (mask !== undefined && mask !== 0n && (mask & (mask + 1n)) === 0n && mask < 1n << BigInt(MAX_WIDTH))
      return this.bits(this.valueOf(a) === undefined ? a : b, 0, mask.toString(2).length);
    return this.fold(a, b, (v, w) => v & w) ?? this.node(KIND.and, Math.min(a, b), Math.max(a, b), 0);
  }
  or(a: number, b: number): number {
    return this.fold(a, b, (v, w) => v | w) ?? this.node(KIND.or, Math.min(a, b), Math.max(a, b), 0);
  }
  xor(a: number, b: number): number {
    return this.fold(a, b, (v, w) => v ^ w) ?? this.node(KIND.xor, Math.min(a, b), Math.max(a, b), 0);
  }
  equal(a: number, b: number): number {
    if (a === b) return this.constant(1n);
    const [lowA, highA] = this.interval(a);
    const [lowB, highB] = this.interval(b);
    if (highA < lowB || highB < lowA) return this.constant(0n);
    return this.fold(a, b, (v, w) => (v === w ? 1n : 0n)) ?? this.node(KIND.equal, Math.min(a, b), Math.max(a, b), 0);
  }
  less(a: number, b: number): number {
    if (a === b) return this.constant(0n);
    const [lowA, highA] = this.interval(a);
    const [lowB, highB] = this.interval(b);
    if (highA < lowB) return this.constant(1n);
    if (lowA >= highB) return this.constant(0n);
    return this.fold(a, b, (v, w) => (signed(v) < signed(w) ? 1n : 0n)) ?? this.node(KIND.less, a, b, 0);
  }
  /** Requires: `condition` is 1 or 0. */
  select(condition: number, whenTrue: number, whenFalse: number): number {
    if (whenTrue === whenFalse) return whenTrue;
    const known = this.valueOf(condition);
    if (known !== undefined) return known === 0n ? whenFalse : whenTrue;
    if (this.isOne(whenTrue) && this.isZero(whenFalse)) return condition;
    return this.node(KIND.select, condition, whenTrue, whenFalse);
  }
  /** 1 - a. Requires: a is 1 or 0. */
  not(a: number): number {
    return this.subtract(this.constant(1n), a);
  }
  /** 1 if a is not 0, else 0. */
  truth(a: number): number {
    return this.isBoolean(a) ? a : this.not(this.equal(a, this.constant(0n)));
  }

  private isZero(node: number): boolean {
    return this.low[node] === 0 && this.high[node] === 0;
  }
  private isOne(node: number): boolean {
    return this.low[node] === 1 && this.high[node] === 1;
  }
  /** Whether `other` is `bit - 1` or `1 - bit`. */
  private isBitTimesItsComplement(bit: number, other: number): boolean {
    if (this.kinds[other] !== KIND.subtract) return false;
    const [x, y] = [this.a[other] ?? -1, this.b[other] ?? -1];
    return (x === bit && this.isOne(y)) || (y === bit && this.isOne(x));
  }
  private interval(node: number): [number, number] {
    return [this.low[node] ?? Number.NaN, this.high[node] ?? Number.NaN];
  }
  private fold(a: number, b: number, compute: (a: bigint, b: bigint) => bigint): number | undefined {
    if (this.kinds[a] !== KIND.constant || this.kinds[b] !== KIND.constant) return undefined;
    return this.constant(compute(this.values.get(a) ?? 0n, this.values.get(b) ?? 0n));
  }

  private node(kind: Kind, a: number, b: number, c: number): number {
    if (2 * this.size > this.table.length) this.grow();
    const mask = this.table.length - 1;
    let at = hashOf(kind, a, b, c) & mask;
    for (let known = this.table[at] ?? -1; known >= 0; known = this.table[at] ?? -1) {
      if (this.kinds[known] === kind && this.a[known] === a && this.b[known] === b && this.c[known] === c) return known;
      at = (at + 1) & mask;
    }
    const [low, high] = this.intervalOf(kind, a, b, c);
    const isKnown = Number.isSafeInteger(low) && Number.isSafeInteger(high);
    const node = this.push(kind, a, b, c, isKnown ? low : Number.NaN, isKnown ? high : Number.NaN);
    // INVARIANT: what an interval shows to be constant is that constant.
    if (isKnown && low === high) {
      const constant = this.constant(BigInt(low));
      this.table[at] = constant;
      return constant;
    }
    this.table[at] = node;
    return node;
  }
  private push(kind: Kind, a: number, b: number, c: number, low: number, high: number): number {
    this.a.push(a);
    this.b.push(b);
    this.c.push(c);
    this.low.push(low);
    this.high.push(high);
    return this.kinds.push(kind) - 1;
  }
  private grow(): void {
    const table = new Int32Array(4 * this.table.length).fill(-1);
    const mask = table.length - 1;
    for (let node = 0; node < this.size; node++) {
      if (this.kinds[node] === KIND.constant) continue;
      let at = hashOf(this.kinds[node] ?? 0, this.a[node] ?? 0, this.b[node] ?? 0, this.c[node] ?? 0) & mask;
      while ((table[at] ?? -1) >= 0) at = (at + 1) & mask;
      table[at] = node;
    }
    this.table = table;
  }

  private intervalOf(kind: Kind, a: number, b: number, c: number): [number, number] {
    const [lowA, highA] = this.interval(a);
    if (kind === KIND.bits) {
      const most = lowA >= 0 ? Math.floor(highA / 2 ** b) : Number.POSITIVE_INFINITY;
      return [0, c === 0 ? most : Math.min(2 ** c - 1, most)];
    }
    const [lowB, highB] = this.interval(b);
    switch (kind) {
      case KIND.add:
        return [lowA + lowB, highA + highB];
      case KIND.subtract:
        return [lowA - highB, highA - lowB];
      case KIND.multiply: {
        const products = [lowA * lowB, lowA * highB, highA * lowB, highA * highB];
        // -0 is 0.
        return [Math.min(...products) + 0, Math.max(...products) + 0];
      }
      case KIND.equal:
      case KIND.less:
        return [0, 1];
      case KIND.quotient:
        return lowA >= 0 && lowB > 0 ? [Math.floor(lowA / highB), Math.floor(highA / lowB)] : [Number.NaN, Number.NaN];
      case KIND.remainder:
        return lowA >= 0 && lowB > 0 ? [0, highB - 1] : [Number.NaN, Number.NaN];
      case KIND.and:
      case KIND.or:
      case KIND.xor:
        return lowA >= 0 && lowB >= 0 ? [0, 2 ** Math.ceil(Math.log2(Math.max(highA, highB) + 1)) - 1] : [Number.NaN, Number.NaN];
      case KIND.select: {
        const [lowC, highC] = this.interval(c);
        return [Math.min(lowB, lowC), Math.max(highB, highC)];
      }
      default:
        return [Number.NaN, Number.NaN];
    }
  }
}

function hashOf(kind: number, a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c + kind * 64, 0xc2b2ae3d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
