/** Floating-point numbers of CBOR in their shortest form without loss: half, single or double precision (RFC 8949, 4.2.2). */

/** Initial byte and number. NaN has one form. */
export function floatBytes(value: number): Uint8Array {
  const half = halfBits(value);
  const bytes = new Uint8Array(half !== undefined ? 3 : Math.fround(value) === value ? 5 : 9);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0xf9 + Math.log2((bytes.length - 1) / 2);
  if (half !== undefined) view.setUint16(1, half);
  else if (bytes.length === 5) view.setFloat32(1, value);
  else view.setFloat64(1, value);
  return bytes;
}

/** The number with these 16 bits (IEEE 754 binary16). */
export function decodeHalf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** The 16 bits of a number, or undefined if it has none. */
function halfBits(value: number): number | undefined {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  // Below 2^-14 numbers are subnormal: a multiple of 2^-24.
  const exponent = size < 2 ** -14 ? 0 : Math.floor(Math.log2(size)) + 15;
  for (const guess of [exponent - 1, exponent, exponent + 1]) {
    const fraction = guess <= 0 ? size * 2 ** 24 : size * 2 ** (25 - guess) - 1024;
    if (guess < 31 && Number.isInteger(fraction) && fraction >= 0 && fraction < 1024) return sign | (Math.max(guess, 0) << 10) | fraction;
  }
  return undefined;
}
