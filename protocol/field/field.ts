/**
 * The two scalar fields of the proof systems, and field elements as text.
 *
 * `bn254`: the scalar field of BN254 (Groth16, circom). `pasta`: the base field of Pallas, which o1js calls `Field` (Kimchi).
 * The trap: x and x + modulus are one element, so a decoder that reduces gives one statement two spellings. This one refuses.
 */
import { ProtocolError } from '../errors.js';

export type FieldName = 'bn254' | 'pasta';

export const MODULUS: Readonly<Record<FieldName, bigint>> = {
  bn254: 21888242871839275222246405745257275088548364400416034343698204186575808495617n,
  pasta: 28948022309329048855892746252171976963363056481941560715954676764349967630337n,
};

/** Proof systems, as they are spelled in signed data. */
export type ProofSystem = 'groth16' | 'kimchi';

export const FIELD_OF: Readonly<Record<ProofSystem, FieldName>> = { groth16: 'bn254', kimchi: 'pasta' };

/**
 * `0x` and 64 lower-case digits, big-endian.
 * @throws ProtocolError `field.out-of-range` unless 0 <= x < modulus.
 */
export function encodeField(x: bigint, field: FieldName): string {
  if (x < 0n || x >= MODULUS[field]) throw new ProtocolError('field.out-of-range', `not an element of the ${field} field`);
  return `0x${x.toString(16).padStart(64, '0')}`;
}

/**
 * The inverse of `encodeField`.
 * @throws ProtocolError `field.malformed` | `field.out-of-range`; never reduces.
 */
export function decodeField(text: string, field: FieldName): bigint {
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw new ProtocolError('field.malformed', 'expected 0x and 64 lower-case hexadecimal digits');
  const x = BigInt(text);
  if (x >= MODULUS[field]) throw new ProtocolError('field.out-of-range', `not an element of the ${field} field`);
  return x;
}
