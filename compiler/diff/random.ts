/** A small generator of pseudo-random numbers from a seed, so that a search finds the same inputs on every machine. Not for secrets. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number in [0, bound), for bounds up to 2^32. Mulberry32. */
  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound);
  }

  /** A whole number in [0, max]. */
  upTo(max: bigint): bigint {
    let value = 0n;
    for (let bits = max; bits > 0n; bits >>= 32n) value = (value << 32n) | BigInt(this.below(4294967296));
    return value % (max + 1n);
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}
