/**
 * Reads sections of a snarkjs `.zkey` file, and the verification key from its header.
 *
 * The verification key is handed out as canonical bytes in EIP-197 order: alpha1 64, beta2 128, gamma2 128, delta2 128,
 * u32 big-endian number of IC points, IC 64 each. Coordinates are big-endian, and in G2 the imaginary part (c1) comes first.
 */
import { ProverError } from '../errors.js';
import { BASE_FIELD, SCALAR_FIELD } from './curve.js';

export interface ZkeyHeader {
  readonly wires: number;
  readonly publicSignals: number;
  readonly domainSize: number;
  /** Canonical verification key, as above. */
  readonly verificationKey: Uint8Array;
}

const malformed = (what: string): ProverError =>
  new ProverError(
    'zkey.malformed',
    `the proving key file is malformed: ${what}`,
    'Run the setup again: clauseproof setup DIR --development',
  );

/** Section number -> its bytes (views, not copies). @throws ProverError `zkey.malformed` */
export function zkeySections(file: Uint8Array): Map<number, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || view.getUint32(0, true) !== 0x79656b7a || view.getUint32(4, true) !== 1)
    throw malformed('it does not start with "zkey" version 1');
  const sections = new Map<number, Uint8Array>();
  let at = 12;
  for (let left = view.getUint32(8, true); left > 0; left--) {
    if (at + 12 > file.length) throw malformed('a section is cut off');
    const size = Number(view.getBigUint64(at + 4, true));
    if (at + 12 + size > file.length) throw malformed('a section is cut off');
    sections.set(view.getUint32(at, true), file.subarray(at + 12, at + 12 + size));
    at += 12 + size;
  }
  return sections;
}

/** 2^-256 mod q: takes a coordinate out of Montgomery form. */
const INVERSE_R = ((): bigint => {
  let [low, high, x, y] = [(1n << 256n) % BASE_FIELD, BASE_FIELD, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, x, y] = [high - quotient * low, low, y - quotient * x, x];
  }
  return ((x % BASE_FIELD) + BASE_FIELD) % BASE_FIELD;
})();

function coordinate(bytes: Uint8Array): Uint8Array {
  const montgomery = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const value = (montgomery * INVERSE_R) % BASE_FIELD;
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

/** (x, y) or (x0, x1, y0, y1) little-endian Montgomery -> EIP-197 order. */
export function canonicalPoint(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 32) parts.push(coordinate(bytes.subarray(at, at + 32)));
  const order = parts.length === 4 ? [1, 0, 3, 2] : [0, 1];
  return Buffer.concat(order.map((index) => parts[index] ?? new Uint8Array(0)));
}

/** Reads counts and verification key. @throws ProverError `zkey.malformed` (also for another curve or protocol) */
export function readZkeyHeader(file: Uint8Array): ZkeyHeader {
  const sections = zkeySections(file);
  const header = sections.get(2);
  const ic = sections.get(3);
  if (sections.get(1)?.[0] !== 1 || header === undefined || ic === undefined) throw malformed('it is not a Groth16 key');
  if (header.length !== 84 + 64 * 3 + 128 * 3) throw malformed('the header has an unexpected size');
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const prime = (at: number): bigint =>
    BigInt(
      `0x${Buffer.from(header.subarray(at, at + 32))
        .reverse()
        .toString('hex')}`,
    );
  if (prime(4) !== BASE_FIELD || prime(40) !== SCALAR_FIELD) throw malformed('it is for another curve');
  const publicSignals = view.getUint32(76, true);
  if (ic.length !== 64 * (publicSignals + 1)) throw malformed('the number of IC points does not fit the public signals');

  // alpha1 84, beta1 148, beta2 212, gamma2 340, delta1 468, delta2 532
  const count = new DataView(new ArrayBuffer(4));
  count.setUint32(0, publicSignals + 1, false);
  const icPoints: Uint8Array[] = [];
  for (let at = 0; at < ic.length; at += 64) icPoints.push(canonicalPoint(ic.subarray(at, at + 64)));
  const verificationKey = Buffer.concat([
    canonicalPoint(header.subarray(84, 148)),
    canonicalPoint(header.subarray(212, 340)),
    canonicalPoint(header.subarray(340, 468)),
    canonicalPoint(header.subarray(532, 660)),
    new Uint8Array(count.buffer),
    ...icPoints,
  ]);
  return { wires: view.getUint32(72, true), publicSignals, domainSize: view.getUint32(80, true), verificationKey };
}
