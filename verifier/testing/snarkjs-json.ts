/**
 * Test harness: snarkjs's JSON form of keys and proofs <-> the EIP-197 bytes that this package reads. snarkjs writes Fq2 as [c0, c1].
 */
import { concatBytes } from '@noble/hashes/utils.js';

export interface SnarkjsKey {
  readonly vk_alpha_1: readonly string[];
  readonly vk_beta_2: readonly (readonly string[])[];
  readonly vk_gamma_2: readonly (readonly string[])[];
  readonly vk_delta_2: readonly (readonly string[])[];
  readonly IC: readonly (readonly string[])[];
}

export interface SnarkjsProof {
  readonly pi_a: readonly string[];
  readonly pi_b: readonly (readonly string[])[];
  readonly pi_c: readonly string[];
}

/** 32 bytes, big-endian; the value may lie above q, as a forger would write it. */
export function integerBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * (31 - i))) & 0xffn));
}

const word = (text = '0') => integerBytes(BigInt(text));

export function g1Bytes([x, y]: readonly string[]): Uint8Array {
  return concatBytes(word(x), word(y));
}

export function g2Bytes([x, y]: readonly (readonly string[])[]): Uint8Array {
  return concatBytes(word(x?.[1]), word(x?.[0]), word(y?.[1]), word(y?.[0]));
}

export function keyBytes(key: SnarkjsKey): Uint8Array {
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, key.IC.length);
  const twist = [key.vk_beta_2, key.vk_gamma_2, key.vk_delta_2].map(g2Bytes);
  return concatBytes(g1Bytes(key.vk_alpha_1), ...twist, count, ...key.IC.map(g1Bytes));
}

export function proofBytes(proof: SnarkjsProof): Uint8Array {
  return concatBytes(g1Bytes(proof.pi_a), g2Bytes(proof.pi_b), g1Bytes(proof.pi_c));
}

function words(bytes: Uint8Array): string[] {
  return Array.from({ length: bytes.length / 32 }, (_, i) => {
    const hex = Array.from(bytes.subarray(i * 32, i * 32 + 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return BigInt(`0x${hex}`).toString();
  });
}

function g1Json(bytes: Uint8Array): string[] {
  return [...words(bytes), '1'];
}

function g2Json(bytes: Uint8Array): string[][] {
  const [x1 = '', x0 = '', y1 = '', y0 = ''] = words(bytes);
  return [
    [x0, x1],
    [y0, y1],
    ['1', '0'],
  ];
}

/** The key as snarkjs wants it, without any check. */
export function keyJson(bytes: Uint8Array): SnarkjsKey & { protocol: string; curve: string; nPublic: number } {
  const count = (bytes.length - 452) / 64;
  return {
    protocol: 'groth16',
    curve: 'bn128',
    nPublic: count - 1,
    vk_alpha_1: g1Json(bytes.subarray(0, 64)),
    vk_beta_2: g2Json(bytes.subarray(64, 192)),
    vk_gamma_2: g2Json(bytes.subarray(192, 320)),
    vk_delta_2: g2Json(bytes.subarray(320, 448)),
    IC: Array.from({ length: count }, (_, i) => g1Json(bytes.subarray(452 + 64 * i, 516 + 64 * i))),
  };
}

export function proofJson(bytes: Uint8Array): SnarkjsProof & { protocol: string; curve: string } {
  return {
    protocol: 'groth16',
    curve: 'bn128',
    pi_a: g1Json(bytes.subarray(0, 64)),
    pi_b: g2Json(bytes.subarray(64, 192)),
    pi_c: g1Json(bytes.subarray(192)),
  };
}
