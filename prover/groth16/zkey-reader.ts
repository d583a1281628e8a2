/**
 * Reads sections of a snarkjs `.zkey` file, and the verification key from its header.
 *
 * The verification key is handed out as canonical bytes in EIP-197 order: alpha1 64, beta2 128, gamma2 128, delta2 128,
 * u32 big-endian number of IC points, IC 64 each. Coordinates are big-endian, and in G2 the imaginary part (c1) comes first.
 */
import { readSections } from '../binary-file.js';
import { ProverError } from '../errors.js';
import { FIELD_BYTES, fieldBytes, getField } from '../field-bytes.js';
import { BASE_FIELD, SCALAR_FIELD } from './curve.js';

export interface ZkeyHeader {
  readonly wires: number;
  readonly publicSignals: number;
  readonly domainSize: number;
  /** Canonical verification key, as above. */
  readonly verificationKey: Uint8Array;
}

/** The scalar field has roots of unity up to order 2^28, and proving needs those of twice the domain. */
const TWO_ADICITY = 28;
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const malformedZkey = (what: string): ProverError =>
  new ProverError(
    'zkey.malformed',
    `the proving key file is malformed: ${what}`,
    'Run the setup again: clauseproof setup DIR --development',
  );

const KIND = { letters: 'zkey', version: 1, malformed: malformedZkey };

/** Section number -> its bytes (views, not copies). @throws ProverError `zkey.malformed` */
export const zkeySections = (file: Uint8Array): Map<number, Uint8Array> => readSections(file, KIND);

/** 2^-256 mod q: takes a coordinate out of Montgomery form. */
const INVERSE_R = ((): bigint => {
  let [low, high, x, y] = [(1n << 256n) % BASE_FIELD, BASE_FIELD, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, x, y] = [high - quotient * low, low, y - quotient * x, x];
  }
  return ((x % BASE_FIELD) + BASE_FIELD) % BASE_FIELD;
})();

function coordinate(view: DataView, offset: number): Uint8Array {
  const montgomery = getField(view, offset);
  if (montgomery >= BASE_FIELD) throw malformedZkey('a point has a coordinate that is not below the prime');
  return fieldBytes([(montgomery * INVERSE_R) % BASE_FIELD]).reverse();
}

/**
 * (x, y) or (x0, x1, y0, y1) little-endian Montgomery -> EIP-197 order.
 * @throws ProverError `zkey.malformed` if a coordinate is not below the prime
 */
export function canonicalPoint(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += FIELD_BYTES) parts.push(coordinate(view, at));
  const order = parts.length === 4 ? [1, 0, 3, 2] : [0, 1];
  return Buffer.concat(order.map((index) => parts[index] ?? new Uint8Array(0)));
}

/** Reads counts and verification key. @throws ProverError `zkey.malformed` (also for another curve or protocol) */
export function readZkeyHeader(file: Uint8Array): ZkeyHeader {
  const sections = zkeySections(file);
  const header = sections.get(2);
  const ic = sections.get(3);
  const protocol = sections.get(1);
  if (protocol?.length !== 4 || viewOf(protocol).getUint32(0, true) !== 1 || header === undefined || ic === undefined)
    throw malformedZkey('it is not a Groth16 key');
  if (header.length !== 84 + 64 * 3 + 128 * 3) throw malformedZkey('the header has an unexpected size');
  const view = viewOf(header);
  if (view.getUint32(0, true) !== FIELD_BYTES || getField(view, 4) !== BASE_FIELD) throw malformedZkey('it is for another curve');
  if (view.getUint32(36, true) !== FIELD_BYTES || getField(view, 40) !== SCALAR_FIELD) throw malformedZkey('it is for another curve');
  const [wires, publicSignals, domainSize] = [72, 76, 80].map((at) => view.getUint32(at, true)) as [number, number, number];
  if (publicSignals >= wires) throw malformedZkey('it has fewer wires than public signals');
  if (domainSize === 0 || (domainSize & (domainSize - 1)) !== 0) throw malformedZkey('the size of the domain is not a power of two');
  if (domainSize >= 2 ** TWO_ADICITY) throw malformedZkey('the domain is larger than the field allows');
  if (ic.length !== 64 * (publicSignals + 1)) throw malformedZkey('the number of IC points does not fit the public signals');

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
  return { wires, publicSignals, domainSize, verificationKey };
}
