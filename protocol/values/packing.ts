/**
 * Packing: many small values in few field elements, the same way in the circuit and outside.
 *
 * In order, the first value in the low bits, as many whole values as fit into 248 bits; none straddles two elements. A value of size s
 * (its largest encoding) takes bitlength(s) bits, so a value that can only be 0 takes none. 248 bits lie below both moduli.
 */

/** Bits of one packed element. */
export const PACKED_BITS = 248;

/** One packed element: the number of its first value, and the power of two that each of its values is multiplied by. */
export interface PackedElement {
  readonly first: number;
  readonly weights: readonly bigint[];
}

/**
 * Which values go into which element; the compiler makes linear forms of it.
 * @throws RangeError when one value needs more than 248 bits.
 */
export function packingPlan(sizes: readonly bigint[]): PackedElement[] {
  const elements: { first: number; weights: bigint[] }[] = [];
  let used = PACKED_BITS;
  sizes.forEach((size, i) => {
    const width = bitLength(size);
    if (width > PACKED_BITS) throw new RangeError(`a value has at most ${PACKED_BITS} bits`);
    let element = elements.at(-1);
    if (element === undefined || used + width > PACKED_BITS) {
      element = { first: i, weights: [] };
      elements.push(element);
      used = 0;
    }
    element.weights.push(1n << BigInt(used));
    used += width;
  });
  return elements;
}

/**
 * The packed elements of `values`, each within [0, size].
 * @throws RangeError for a value out of its bounds (it would flow into its neighbour) or lists of different lengths.
 */
export function packValues(values: readonly bigint[], sizes: readonly bigint[]): bigint[] {
  if (values.length !== sizes.length) throw new RangeError('packing needs one size for each value');
  values.forEach((value, i) => {
    if (value < 0n || value > (sizes[i] as bigint)) throw new RangeError(`value ${i} lies outside its bounds`);
  });
  return packingPlan(sizes).map(({ first, weights }) =>
    weights.reduce((sum, weight, i) => sum + weight * (values[first + i] as bigint), 0n),
  );
}

function bitLength(size: bigint): number {
  return size === 0n ? 0 : size.toString(2).length;
}
