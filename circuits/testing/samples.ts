/** Input values for a specimen: every one near its bounds, or drawn so that the relation holds. */
import fc from 'fast-check';
import { bitLength } from '../parameters.js';
import { costOf, type Specimen } from './specimens.js';

const between = (low: bigint, high: bigint): bigint[] => Array.from({ length: Number(high - low) + 1 }, (_, i) => low + BigInt(i));

/**
 * Every input of a small specimen from somewhat below to somewhat above its domain, as field elements, and values at the other end
 * of the field. Precondition breaches are included; the checks skip them.
 */
export function smallInputs(specimen: Specimen, prime: bigint): bigint[][] {
  const modulo = (x: bigint): bigint => ((x % prime) + prime) % prime;
  const around = (max: bigint): bigint[] =>
    [...between(-2n, max + 3n), prime / 2n, prime / 2n + 1n, 2n ** 253n, prime - max - 1n].map(modulo);
  switch (specimen.gadget) {
    case 'Boolean':
    case 'IsZero':
      return around(2n).map((x) => [x]);
    case 'ExactRange':
      return around(specimen.parameters[0]).map((x) => [x]);
    case 'MaskedRange':
    case 'Thresholds':
      return between(0n, 1n).flatMap((mask) => around(specimen.parameters[0]).map((x) => [x, mask]));
    case 'QuotientRange':
      return around(specimen.parameters[0] * specimen.parameters[1]).map((x) => [x]);
    case 'ToBits':
      return around(1n << BigInt(specimen.parameters[0])).map((x) => [x]);
    case 'LessThan': {
      const [low, high] = specimen.parameters;
      return between(low, high).flatMap((d) => [0n, 5n, prime - 1n].map((b) => [modulo(b + d), b]));
    }
    case 'DivModConstant':
      return around(specimen.parameters[0] * (specimen.parameters[1] + 1n)).map((x) => [x]);
    case 'DivMod':
      return between(1n, specimen.parameters[0]).flatMap((d) => around(d * (specimen.parameters[1] + 1n)).map((x) => [x, d]));
    case 'Mux':
      return between(0n, 1n).flatMap((c) => [0n, 7n, prime - 1n].flatMap((x) => [0n, 9n].map((y) => [c, x, y])));
    case 'BindContext':
      return [
        [0n, 0n],
        [1n, prime - 1n],
      ];
    case 'Pack':
      return [0n, 1n, 3n, prime - 1n].map((x) => Array.from({ length: specimen.parameters[0] }, () => x));
    case 'Poseidon':
    case 'CommitmentHash':
      throw new Error('not a small gadget');
  }
}

/** 0..max, bounds and powers of two preferred. */
function upTo(max: bigint): fc.Arbitrary<bigint> {
  const bits = bitLength(max);
  const edges = [0n, 1n, max, max - 1n, max / 2n, 1n << BigInt(Math.max(bits - 1, 0)), (1n << BigInt(Math.max(bits - 1, 0))) - 1n];
  return fc.oneof(fc.constantFrom(...edges.filter((x) => x >= 0n && x <= max)), fc.bigInt({ min: 0n, max }));
}

const element = (prime: bigint): fc.Arbitrary<bigint> => upTo(prime - 1n);

/** Inputs for which the relation holds. */
function acceptedInputs(specimen: Specimen, prime: bigint): fc.Arbitrary<bigint[]> {
  const one = (max: bigint): fc.Arbitrary<bigint[]> => upTo(max).map((x) => [x]);
  switch (specimen.gadget) {
    case 'Boolean':
      return one(1n);
    case 'IsZero':
      return one(prime - 1n);
    case 'ExactRange':
      return one(specimen.parameters[0]);
    case 'MaskedRange':
    case 'Thresholds': {
      const [max] = specimen.parameters;
      return fc.tuple(upTo(max), upTo(1n)).map(([x, mask]) => [x * mask, mask]);
    }
    case 'QuotientRange':
      return one(specimen.parameters[0] * specimen.parameters[1]);
    case 'ToBits':
      return one((1n << BigInt(specimen.parameters[0])) - 1n);
    case 'LessThan': {
      const [low, high] = specimen.parameters;
      const difference = fc.oneof(
        upTo(-low).map((x) => -x),
        upTo(high),
      );
      return fc.tuple(difference, element(prime)).map(([d, b]) => [(((b + d) % prime) + prime) % prime, b]);
    }
    case 'DivModConstant':
      return one(specimen.parameters[0] * (specimen.parameters[1] + 1n) - 1n);
    case 'DivMod':
      return upTo(specimen.parameters[0] - 1n).chain((d) => upTo((d + 1n) * (specimen.parameters[1] + 1n) - 1n).map((x) => [x, d + 1n]));
    case 'Mux':
      return fc.tuple(upTo(1n), element(prime), element(prime)).map((values) => [...values]);
    case 'BindContext':
      return fc.array(element(prime), { minLength: 2, maxLength: 2 });
    case 'Pack':
    case 'Poseidon': {
      const [n] = specimen.parameters;
      return fc.array(element(prime), { minLength: n, maxLength: n });
    }
    case 'CommitmentHash': {
      const [, , n] = specimen.parameters;
      return fc.array(element(prime), { minLength: n, maxLength: n });
    }
  }
}

/** One accepted list a specimen; `seed` makes the draw repeatable. */
export function draw(specimens: readonly Specimen[], prime: bigint, seed: number): bigint[][] {
  return specimens.map((specimen, i) => fc.sample(acceptedInputs(specimen, prime), { numRuns: 1, seed: seed * 7919 + i })[0] ?? []);
}

/** Inputs that no witness may have: just outside, and at the far end of the field. Empty for gadgets that refuse nothing. */
export function refusedInputs(specimen: Specimen, prime: bigint): bigint[][] {
  const beyond = (max: bigint): bigint[][] =>
    [max + 1n, max + 2n, prime - 1n, prime - 2n, prime / 2n].filter((x) => x > max).map((x) => [x]);
  switch (specimen.gadget) {
    case 'Boolean':
      return beyond(1n);
    case 'ExactRange':
      return beyond(specimen.parameters[0]);
    case 'MaskedRange':
    case 'Thresholds': {
      const [max] = specimen.parameters;
      return [...beyond(max).map((x) => [...x, 1n]), ...[1n, max, prime - 1n].map((x) => [x, 0n])];
    }
    case 'QuotientRange':
      return beyond(specimen.parameters[0] * specimen.parameters[1]);
    case 'ToBits':
      return beyond((1n << BigInt(specimen.parameters[0])) - 1n);
    case 'DivModConstant':
      return beyond(specimen.parameters[0] * (specimen.parameters[1] + 1n) - 1n);
    case 'DivMod': {
      const [divisorMax, quotientMax] = specimen.parameters;
      return [1n, divisorMax].flatMap((d) => beyond(d * (quotientMax + 1n) - 1n).map((x) => [...x, d]));
    }
    case 'LessThan':
    case 'IsZero':
    case 'Mux':
    case 'BindContext':
    case 'Pack':
    case 'Poseidon':
    case 'CommitmentHash':
      return [];
  }
}

/** Whether the specimen has few enough witnesses to list. */
export function isSmall(specimen: Specimen): boolean {
  return specimen.gadget !== 'Poseidon' && specimen.gadget !== 'CommitmentHash' && costOf(specimen) <= 13;
}
