/**
 * A witness program as bytes: the form in which prover/native/witness/program.hpp reads it.
 *
 * Little-endian 32-bit words: "cpwp", version, inputs, wires, field registers, small registers, constants, instructions, input signals; then
 * the signals, each the 64-bit hash of its name, its first input and how many it has; then the constants, 32 bytes each and below p; then
 * the instructions, five words each.
 */
import { ProverError } from '../../errors.js';
import { FIELD_BYTES, setField } from '../../field-bytes.js';
import { OPERANDS, WORDS_EACH } from './instructions.js';
import type { LiftedCircuit, LiftedInput } from './lift.js';
import { selectInstructions, type VirtualProgram } from './select.js';

/** Where a compiled folder has the program. */
export const WITNESS_PROGRAM_FILE = 'circuit.witness';

const MAGIC = 0x70777063;
const VERSION = 1;
const HEADER_BYTES = 36;
const SIGNAL_BYTES = 16;

/** Compiles a lifted circuit. Registers are used again as soon as nothing reads their value any more. */
export function compileProgram(circuit: LiftedCircuit): Uint8Array {
  const selected = selectInstructions(circuit);
  const { constants } = selected;
  const { inputs, inputSize, wires } = circuit;
  const { code, fields, smalls } = allocateRegisters(selected);
  const bytes = new Uint8Array(HEADER_BYTES + SIGNAL_BYTES * inputs.length + FIELD_BYTES * constants.length + 4 * code.length);
  const view = new DataView(bytes.buffer);
  const header = [MAGIC, VERSION, inputSize, wires.length, fields, smalls, constants.length, code.length / WORDS_EACH, inputs.length];
  header.forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  let at = HEADER_BYTES;
  for (const { hash, first, size } of inputs) {
    view.setBigUint64(at, hash, true);
    view.setUint32(at + 8, first, true);
    view.setUint32(at + 12, size, true);
    at += SIGNAL_BYTES;
  }
  for (const value of constants) {
    setField(view, at, value);
    at += FIELD_BYTES;
  }
  for (const word of code) {
    view.setUint32(at, word, true);
    at += 4;
  }
  return bytes;
}

/** What callers need of a program: the rest is read by the native module. */
export interface ProgramInterface {
  readonly inputSize: number;
  readonly wires: number;
  readonly inputs: readonly LiftedInput[];
}

/** @throws ProverError `witness.malformed` */
export function readProgramInterface(bytes: Uint8Array): ProgramInterface {
  const refuse = (): ProverError =>
    new ProverError('witness.malformed', 'circuit.witness is not a witness program of this version', 'Compile the clause again.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) throw refuse();
  const inputSize = view.getUint32(8, true);
  const signals = view.getUint32(32, true);
  if (HEADER_BYTES + SIGNAL_BYTES * signals > bytes.length) throw refuse();
  const inputs = Array.from({ length: signals }, (_, i) => HEADER_BYTES + SIGNAL_BYTES * i).map((at) => ({
    hash: view.getBigUint64(at, true),
    first: view.getUint32(at + 8, true),
    size: view.getUint32(at + 12, true),
  }));
  if (inputs.some(({ first, size }) => first + size > inputSize)) throw refuse();
  return { inputSize, wires: view.getUint32(12, true), inputs };
}

/** Each register is written once; its place is free again behind the last instruction that reads it, which may write there. */
function allocateRegisters(program: VirtualProgram): { code: Uint32Array; fields: number; smalls: number } {
  const code = Uint32Array.from(program.code);
  const files = { f: new RegisterFile(program.fieldRegisters), s: new RegisterFile(program.smallRegisters) };
  const fileOf = (kind: string | undefined): RegisterFile | undefined => (kind === 'f' ? files.f : kind === 's' ? files.s : undefined);
  for (let at = 0; at < code.length; at += WORDS_EACH) {
    const operands = OPERANDS[code[at] as number] as string;
    for (let i = 1; i < 4; i++) fileOf(operands[i])?.read(code[at + 1 + i] as number, at);
  }
  for (let at = 0; at < code.length; at += WORDS_EACH) {
    const operands = OPERANDS[code[at] as number] as string;
    const ending: [RegisterFile, number][] = [];
    for (let i = 1; i < 4; i++) {
      const file = fileOf(operands[i]);
      if (file === undefined) continue;
      const register = code[at + 1 + i] as number;
      code[at + 1 + i] = file.placeOf(register);
      if (file.endsAt(register, at)) ending.push([file, register]);
    }
    for (const [file, register] of ending) file.free(register);
    const target = fileOf(operands[0]);
    if (target !== undefined) {
      const register = code[at + 1] as number;
      code[at + 1] = target.take(register);
      if (!target.isRead(register)) target.free(register);
    }
  }
  return { code, fields: files.f.size, smalls: files.s.size };
}

class RegisterFile {
  size = 0;
  private readonly lastRead: Int32Array;
  private readonly places: Int32Array;
  private readonly vacant: number[] = [];

  constructor(registers: number) {
    this.lastRead = new Int32Array(registers).fill(-1);
    this.places = new Int32Array(registers).fill(-1);
  }
  read(register: number, at: number): void {
    this.lastRead[register] = at;
  }
  isRead(register: number): boolean {
    return (this.lastRead[register] as number) >= 0;
  }
  endsAt(register: number, at: number): boolean {
    return this.lastRead[register] === at;
  }
  placeOf(register: number): number {
    return this.places[register] as number;
  }
  take(register: number): number {
    const place = this.vacant.pop() ?? this.size++;
    this.places[register] = place;
    return place;
  }
  /** Once only, also where one instruction reads a register twice. */
  free(register: number): void {
    const place = this.places[register] as number;
    if (place >= 0) this.vacant.push(place);
    this.places[register] = -1;
  }
}
