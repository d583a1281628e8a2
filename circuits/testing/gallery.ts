/**
 * The specimens of the tests: every form of every gadget at widths up to 6 bits, where all witnesses can be listed, and at
 * the widths of real clauses and at the largest ones, where they are forged.
 */
import type { Specimen } from './specimens.js';

const ranges = (maxima: readonly bigint[]): Specimen[] => maxima.map((max) => ({ gadget: 'ExactRange', parameters: [max] }));
const maskedRanges = (maxima: readonly bigint[]): Specimen[] => maxima.map((max) => ({ gadget: 'MaskedRange', parameters: [max] }));
const thresholds = (cuts: readonly (readonly [max: bigint, ...bounds: bigint[]])[]): Specimen[] =>
  cuts.map(([max, ...bounds]) => ({ gadget: 'Thresholds', parameters: [max, bounds.length, bounds] }));
const quotientRanges = (pairs: readonly (readonly [bigint, bigint])[]): Specimen[] =>
  pairs.flatMap(([divisor, max]) => [0n, 1n].map((up): Specimen => ({ gadget: 'QuotientRange', parameters: [divisor, max, up] })));
const comparisons = (bounds: readonly (readonly [bigint, bigint])[]): Specimen[] =>
  bounds.map(([low, high]) => ({ gadget: 'LessThan', parameters: [low, high] }));
const constantDivisions = (pairs: readonly (readonly [bigint, bigint])[]): Specimen[] =>
  pairs.map(([divisor, quotientMax]) => ({ gadget: 'DivModConstant', parameters: [divisor, quotientMax] }));
const divisions = (pairs: readonly (readonly [bigint, bigint])[]): Specimen[] =>
  pairs.map(([divisorMax, quotientMax]) => ({ gadget: 'DivMod', parameters: [divisorMax, quotientMax] }));

/** Every maximum up to 6 bits, every form of LessThan, small divisions. */
export const SMALL: readonly Specimen[] = [
  { gadget: 'Boolean', parameters: [] },
  { gadget: 'IsZero', parameters: [] },
  { gadget: 'Mux', parameters: [] },
  { gadget: 'BindContext', parameters: [] },
  { gadget: 'Pack', parameters: [1, [1n]] },
  { gadget: 'Pack', parameters: [3, [1n, 4n, 32n]] },
  ...Array.from({ length: 6 }, (_, i): Specimen => ({ gadget: 'ToBits', parameters: [i + 1] })),
  ...ranges(Array.from({ length: 64 }, (_, max) => BigInt(max))),
  ...maskedRanges([1n, 2n, 3n, 4n, 6n, 7n, 8n, 11n, 31n, 40n, 63n]),
  ...thresholds([
    [1n, 1n],
    [2n, 1n],
    [2n, 2n],
    [2n, 1n, 2n],
    [7n, 4n],
    [7n, 7n],
    [9n, 1n],
    [9n, 3n, 5n],
    [11n, 1n, 2n, 8n],
    [12n, 5n],
    [12n, 2n, 3n, 4n, 11n],
    [20n, 10n, 12n],
    [40n, 8n],
    [40n, 33n],
  ]),
  ...quotientRanges([2n, 3n, 4n, 5n, 8n].flatMap((divisor) => [1n, 2n, 3n, 5n].map((max) => [divisor, max] as const))),
  ...comparisons([0n, 1n, 2n, 3n, 8n, 31n].flatMap((low) => [0n, 1n, 2n, 3n, 7n, 30n].map((high) => [-low, high] as const))),
  ...constantDivisions([1n, 2n, 3n, 4n, 5n, 8n, 10n].flatMap((divisor) => [0n, 1n, 2n, 5n].map((max) => [divisor, max] as const))),
  ...divisions([1n, 2n, 3n, 5n].flatMap((divisor) => [0n, 1n, 2n, 5n].map((max) => [divisor, max] as const))),
];

/** Real and extreme widths. */
export const WIDE: readonly Specimen[] = [
  ...ranges([5000n, 100_000_000n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 250n + 12345n, 2n ** 252n, 2n ** 253n - 1n]),
  ...maskedRanges([5000n, 100_000_000n, 2n ** 64n, 2n ** 253n - 1n]),
  ...thresholds([
    [104n, 24n, 34n, 44n],
    [100_000_000n, 1n],
    [100_000_000n, 99_999_999n],
    [2n ** 64n - 1n, 2n ** 32n, 2n ** 63n],
    [2n ** 252n - 1n, 12345n, 2n ** 200n],
  ]),
  ...quotientRanges([
    [10n, 5000n],
    [1000n, 100_000n],
    [2n ** 128n, 2n ** 122n],
  ]),
  { gadget: 'ToBits', parameters: [64] },
  { gadget: 'ToBits', parameters: [253] },
  ...comparisons([
    [-5000n, 5000n],
    [-1n, 2n ** 64n],
    [-(2n ** 64n), 0n],
    [-(2n ** 64n), 2n ** 32n],
    [-(2n ** 200n) - 7n, 2n ** 200n],
    [-(2n ** 252n), 2n ** 252n - 1n],
  ]),
  ...constantDivisions([
    [10n, 5000n],
    [1_000_000n, 2n ** 100n],
    [2n ** 128n, 2n ** 122n],
  ]),
  ...divisions([
    [5000n, 100_000_000n],
    [2n ** 100n + 1n, 2n ** 150n],
    [2n ** 252n - 1n, 0n],
  ]),
  { gadget: 'Pack', parameters: [19, Array.from({ length: 19 }, (_, i) => 1n << BigInt(13 * i))] },
];

/** Hashes: permutations of several widths, and commitments around the ends of a link of the chain. */
export const HASHES: readonly Specimen[] = [
  { gadget: 'Poseidon', parameters: [1] },
  { gadget: 'Poseidon', parameters: [2] },
  { gadget: 'Poseidon', parameters: [7] },
  { gadget: 'CommitmentHash', parameters: [1n, 0, 1] },
  { gadget: 'CommitmentHash', parameters: [2n, 3, 6] },
  { gadget: 'CommitmentHash', parameters: [4n, 65535, 15] },
  { gadget: 'CommitmentHash', parameters: [3n, 1, 16] },
  { gadget: 'CommitmentHash', parameters: [2n, 1, 31] },
];
