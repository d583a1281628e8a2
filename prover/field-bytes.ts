/** Field elements as the files of circom and snarkjs have them, and as engines take them: 32 bytes, little-endian. */

export const FIELD_BYTES = 32;

/** Writes `value` at `offset`. Requires: 0 <= value < 2^256. */
export function setField(view: DataView, offset: number, value: bigint): void {
  for (let word = 0; word < 4; word++) view.setBigUint64(offset + word * 8, BigInt.asUintN(64, value >> BigInt(64 * word)), true);
}

export function getField(view: DataView, offset: number): bigint {
  let value = 0n;
  for (let word = 3; word >= 0; word--) value = (value << 64n) | view.getBigUint64(offset + word * 8, true);
  return value;
}

/** The bytes of `values`, one after the other. */
export function fieldBytes(values: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(values.length * FIELD_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) setField(view, index * FIELD_BYTES, value);
  return bytes;
}

/** Whether the element at `offset` is below `prime`; nearly always its highest bits decide. */
export function isBelow(view: DataView, offset: number, prime: bigint): boolean {
  return view.getUint32(offset + 28, true) < Number(prime >> 224n) || getField(view, offset) < prime;
}
