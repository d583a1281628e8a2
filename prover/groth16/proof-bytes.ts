/**
 * Groth16 proofs and verification keys between snarkjs's JSON (decimal strings, c0 before c1) and canonical bytes in EIP-197
 * order (big-endian, c1 before c0).
 *
 * Trap: snarkjs accepts coordinates above the base field's order and malleated proofs. This module refuses non-canonical
 * coordinates; a strict verifier of foreign proofs is the verifier package's work, not this one's.
 */
import type { SnarkjsProof, SnarkjsVerificationKey } from 'snarkjs';
import { ProverError } from '../errors.js';
import { BASE_FIELD } from './curve.js';

/** A 64, B 128, C 64. */
const PROOF_BYTES = 256;

function encodeCoordinate(text: string | undefined): Uint8Array {
  const value = text !== undefined && /^[0-9]+$/.test(text) ? BigInt(text) : BASE_FIELD;
  if (value >= BASE_FIELD) throw new ProverError('proof.malformed', 'a coordinate of the proof is not a canonical field element');
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

const encodeG1 = (point: readonly string[]): Uint8Array[] => [encodeCoordinate(point[0]), encodeCoordinate(point[1])];
const encodeG2 = (point: readonly (readonly string[])[]): Uint8Array[] =>
  [point[0]?.[1], point[0]?.[0], point[1]?.[1], point[1]?.[0]].map(encodeCoordinate);

/** snarkjs's proof object -> 256 bytes. Requires: affine coordinates, as snarkjs returns them (third coordinate 1). */
export function encodeProof(proof: SnarkjsProof): Uint8Array {
  return Buffer.concat([...encodeG1(proof.pi_a), ...encodeG2(proof.pi_b), ...encodeG1(proof.pi_c)]);
}

function reader(bytes: Uint8Array): { g1(): string[]; g2(): string[][]; count(): number } {
  let at = 0;
  const next = (): string => {
    const value = BigInt(`0x${Buffer.from(bytes.subarray(at, at + 32)).toString('hex')}`);
    if (value >= BASE_FIELD) throw new ProverError('proof.malformed', 'a coordinate is not a canonical field element');
    at += 32;
    return value.toString();
  };
  return {
    g1: () => [next(), next(), '1'],
    g2: () => {
      const [x1, x0, y1, y0] = [next(), next(), next(), next()];
      return [
        [x0, x1],
        [y0, y1],
        ['1', '0'],
      ];
    },
    count: () => {
      at += 4;
      return new DataView(bytes.buffer, bytes.byteOffset + at - 4, 4).getUint32(0, false);
    },
  };
}

/** 256 bytes -> snarkjs's proof object. @throws ProverError `proof.malformed` on another length or a non-canonical coordinate */
export function decodeProof(bytes: Uint8Array): SnarkjsProof {
  if (bytes.length !== PROOF_BYTES) throw new ProverError('proof.malformed', `a proof has ${PROOF_BYTES} bytes, not ${bytes.length}`);
  const from = reader(bytes);
  return { pi_a: from.g1(), pi_b: from.g2(), pi_c: from.g1(), protocol: 'groth16', curve: 'bn128' };
}

/** Canonical verification key -> snarkjs's object. Requires: bytes made by `readZkeyHeader`. */
export function decodeVerificationKey(bytes: Uint8Array): SnarkjsVerificationKey {
  const from = reader(bytes);
  const [alpha, beta, gamma, delta] = [from.g1(), from.g2(), from.g2(), from.g2()];
  const count = from.count();
  return {
    protocol: 'groth16',
    curve: 'bn128',
    nPublic: count - 1,
    vk_alpha_1: alpha,
    vk_beta_2: beta,
    vk_gamma_2: gamma,
    vk_delta_2: delta,
    IC: Array.from({ length: count }, () => from.g1()),
  };
}
