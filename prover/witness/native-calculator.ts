/**
 * Witnesses by the native module, from the program that was lifted from circuit.wasm when the clause was compiled.
 *
 * circom's calculator stays the judge: it computes whatever the program does not accept, which tells why an input is refused in its own
 * words, and the first witness of every instance is compared with its. A program that ever differs is not used again.
 */
import { createHash } from 'node:crypto';
import { FIELD_BYTES, setField } from '../field-bytes.js';
import { SCALAR_FIELD } from '../groth16/curve.js';
import { chooseEngine, loadKernel, type NativeModule, type NativeWitnessProgram } from '../native/load.js';
import { type Calculator, Witness, type WitnessInputs } from './calculator.js';
import { signalHash } from './circom-wasm.js';
import { type ProgramInterface, readProgramInterface } from './lift/program.js';

export class NativeCalculator implements Calculator {
  private readonly places = new Map<string, { readonly first: number; readonly size: number } | undefined>();
  private isCompared = false;
  private isWrong = false;

  private constructor(
    private readonly module: NativeModule,
    private readonly program: NativeWitnessProgram,
    private readonly shape: ProgramInterface,
    private readonly judge: Calculator,
  ) {}

  /**
   * @param program bytes of circuit.witness
   * @param judge circom's calculator of the same circuit
   * @returns undefined where the native module does not run
   * @throws ProverError `witness.malformed`
   */
  static create(program: Uint8Array, judge: Calculator, kernel?: string): NativeCalculator | undefined {
    const module = loadKernel(chooseEngine(kernel));
    if (module === undefined) return undefined;
    const shape = readProgramInterface(program);
    const hash = createHash('sha256').update(program).digest('hex');
    return new NativeCalculator(module, module.findWitnessProgram(hash) ?? module.loadWitnessProgram(hash, program), shape, judge);
  }

  /** Whether the program is used: not after it differed from circom's calculator. */
  get isUsed(): boolean {
    return !this.isWrong;
  }

  calculate(inputs: WitnessInputs, count = this.shape.wires): Witness {
    const witness = this.isWrong ? undefined : this.evaluate([inputs])[0];
    if (witness === undefined) return this.judge.calculate(inputs, count);
    if (!this.isCompared) {
      // Wrong until shown to be right: the judge may refuse what the program accepted.
      this.isWrong = true;
      const expected = this.judge.calculate(inputs);
      this.isWrong = Buffer.compare(expected.bytes, witness.bytes) !== 0;
      this.isCompared = true;
      if (this.isWrong) return new Witness(expected.bytes.subarray(0, count * FIELD_BYTES));
    }
    return count === this.shape.wires ? witness : new Witness(witness.bytes.subarray(0, count * FIELD_BYTES));
  }

  /** Witnesses of several executions, side by side; undefined for those that only the judge can tell about. */
  evaluate(all: readonly WitnessInputs[]): (Witness | undefined)[] {
    const { inputSize, wires } = this.shape;
    const witnesses: (Witness | undefined)[] = all.map(() => undefined);
    const bytes = new Uint8Array(all.length * inputSize * FIELD_BYTES);
    const written: number[] = [];
    for (const [index, inputs] of all.entries()) {
      const offset = written.length * inputSize * FIELD_BYTES;
      if (this.write(inputs, bytes, offset)) written.push(index);
      else bytes.fill(0, offset, offset + inputSize * FIELD_BYTES);
    }
    if (written.length === 0) return witnesses;
    const given = bytes.subarray(0, written.length * inputSize * FIELD_BYTES);
    const made = this.module.evaluateWitness(this.program, given, written.length);
    given.fill(0);
    for (const [place, index] of written.entries())
      if (made.accepted[place] === 1)
        witnesses[index] = new Witness(made.wires.subarray(place * wires * FIELD_BYTES, (place + 1) * wires * FIELD_BYTES));
    return witnesses;
  }

  /** Whether the inputs are complete and below the modulus; then they stand in `bytes` from `offset` on. */
  private write(inputs: WitnessInputs, bytes: Uint8Array, offset: number): boolean {
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
    let given = 0;
    for (const [name, values] of Object.entries(inputs)) {
      const place = this.placeOf(name);
      if (place === undefined || place.size !== values.length) return false;
      for (const [index, value] of values.entries()) {
        if (value < 0n || value >= SCALAR_FIELD) return false;
        setField(view, (place.first + index) * FIELD_BYTES, value);
      }
      given += values.length;
    }
    return given === this.shape.inputSize;
  }

  private placeOf(name: string): { readonly first: number; readonly size: number } | undefined {
    if (!this.places.has(name)) {
      const { high, low } = signalHash(name);
      const hash = (BigInt(high) << 32n) | BigInt(low);
      this.places.set(
        name,
        this.shape.inputs.find((input) => input.hash === hash),
      );
    }
    return this.places.get(name);
  }
}
