/**
 * Reader of the binary `.r1cs` file that circom writes (iden3 r1cs format, version 1).
 *
 * Trap: sections may come in any order and are found by their number, and wires 1..nPublic are the outputs followed by the
 * public inputs; wire 0 is the constant 1.
 */
import { readSections } from '../binary-file.js';
import { ProverError } from '../errors.js';

/** One side (A, B or C) of all constraints, rows one after the other. */
export interface SparseMatrix {
  /** `starts[i]` .. `starts[i + 1]` are the terms of row i. */
  readonly starts: Uint32Array;
  readonly wires: Uint32Array;
  readonly values: readonly bigint[];
}

export interface R1csHeader {
  readonly prime: bigint;
  readonly wires: number;
  readonly publicOutputs: number;
  readonly publicInputs: number;
  readonly privateInputs: number;
  readonly constraints: number;
}

export interface R1cs extends R1csHeader {
  readonly a: SparseMatrix;
  readonly b: SparseMatrix;
  readonly c: SparseMatrix;
}

const malformed = (what: string): ProverError =>
  new ProverError('r1cs.malformed', `the r1cs file is malformed: ${what}`, 'Compile the clause again.');

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function littleEndian(view: DataView, offset: number, bytes: number): bigint {
  let value = 0n;
  for (let i = bytes - 8; i >= 0; i -= 8) value = (value << 64n) | view.getBigUint64(offset + i, true);
  return value;
}

const KIND = { letters: 'r1cs', version: 1, malformed };

function headerOf(sections: Map<number, Uint8Array>): R1csHeader & { fieldBytes: number } {
  const section = sections.get(1);
  if (section === undefined || section.length < 4) throw malformed('the header is missing');
  const view = viewOf(section);
  const fieldBytes = view.getUint32(0, true);
  if (fieldBytes % 8 !== 0 || section.length !== 4 + fieldBytes + 28) throw malformed('the header has an unexpected size');
  const at = 4 + fieldBytes;
  return {
    fieldBytes,
    prime: littleEndian(view, 4, fieldBytes),
    wires: view.getUint32(at, true),
    publicOutputs: view.getUint32(at + 4, true),
    publicInputs: view.getUint32(at + 8, true),
    privateInputs: view.getUint32(at + 12, true),
    constraints: view.getUint32(at + 24, true),
  };
}

/** Reads the counts and the prime only. @throws ProverError `r1cs.malformed` */
export function readR1csHeader(bytes: Uint8Array): R1csHeader {
  const { fieldBytes: _, ...header } = headerOf(readSections(bytes, KIND));
  return header;
}

/** Reads the whole constraint system. @throws ProverError `r1cs.malformed`, also on a wire or a coefficient out of range */
export function readR1cs(bytes: Uint8Array): R1cs {
  const sections = readSections(bytes, KIND);
  const { fieldBytes, ...header } = headerOf(sections);
  const section = sections.get(2);
  if (section === undefined) throw malformed('the constraints are missing');

  const builders = [0, 1, 2].map(() => ({
    starts: new Uint32Array(header.constraints + 1),
    wires: [] as number[],
    values: [] as bigint[],
  }));
  const view = viewOf(section);
  let at = 0;
  const end = section.length;
  for (let row = 0; row < header.constraints; row++) {
    for (const matrix of builders) {
      if (at + 4 > end) throw malformed('the constraints are cut off');
      const terms = view.getUint32(at, true);
      at += 4;
      if (at + terms * (4 + fieldBytes) > end) throw malformed('the constraints are cut off');
      for (let term = 0; term < terms; term++) {
        const wire = view.getUint32(at, true);
        const value = littleEndian(view, at + 4, fieldBytes);
        if (wire >= header.wires) throw malformed(`constraint ${row} names a wire that does not exist`);
        if (value >= header.prime) throw malformed(`constraint ${row} has a coefficient above the prime`);
        matrix.wires.push(wire);
        matrix.values.push(value);
        at += 4 + fieldBytes;
      }
      matrix.starts[row + 1] = matrix.wires.length;
    }
  }
  if (at !== end) throw malformed('bytes are left over after the last constraint');
  const [a, b, c] = builders.map(({ starts, wires, values }) => ({ starts, wires: Uint32Array.from(wires), values }));
  if (a === undefined || b === undefined || c === undefined) throw malformed('the constraints are missing');
  return { ...header, a, b, c };
}
