/**
 * Witnesses as `.wtns` files of circom and snarkjs (version 2, BN254), from and to the bytes that engines take.
 *
 * Sections: 1 header (bytes of a field element, the prime, number of wires), 2 the values, 32 bytes each, little-endian.
 */
import { readSections, writeSections } from '../binary-file.js';
import { ProverError } from '../errors.js';
import { FIELD_BYTES, getField, isBelow, setField } from '../field-bytes.js';
import { SCALAR_FIELD } from './curve.js';

const HEADER_BYTES = 4 + FIELD_BYTES + 4;
const KIND = {
  letters: 'wtns',
  version: 2,
  malformed: (what: string) =>
    new ProverError('wtns.malformed', `the witness file is malformed: ${what}`, 'Compute the witness again, with circom or snarkjs.'),
};

/**
 * @returns 32 bytes a wire, a view into `file`, as `Groth16Engine.prove` takes them; every value is below the field's order
 * @throws ProverError `wtns.malformed`, also for another field
 */
export function readWitnessFile(file: Uint8Array): Uint8Array {
  const sections = readSections(file, KIND);
  const header = sections.get(1);
  const values = sections.get(2);
  if (header?.length !== HEADER_BYTES || values === undefined) throw KIND.malformed('the header or the values are missing');
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== FIELD_BYTES || getField(view, 4) !== SCALAR_FIELD) throw KIND.malformed('it is for another curve');
  const wires = view.getUint32(4 + FIELD_BYTES, true);
  if (values.length !== wires * FIELD_BYTES) throw KIND.malformed(`it states ${wires} wires and has ${values.length} bytes of values`);
  const valuesView = new DataView(values.buffer, values.byteOffset, values.byteLength);
  for (let wire = 0; wire < wires; wire++)
    if (!isBelow(valuesView, wire * FIELD_BYTES, SCALAR_FIELD))
      throw KIND.malformed(`the value of wire ${wire} is not below the field's order`);
  return values;
}

/** @param witness 32 bytes a wire, little-endian */
export function writeWitnessFile(witness: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, FIELD_BYTES, true);
  setField(header, 4, SCALAR_FIELD);
  header.setUint32(4 + FIELD_BYTES, witness.length / FIELD_BYTES, true);
  return writeSections(KIND, [
    [1, new Uint8Array(header.buffer)],
    [2, witness],
  ]);
}
