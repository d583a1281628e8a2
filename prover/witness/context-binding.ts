/**
 * From the witness with context 0, which gave the outputs, to the witness with the real context, without a second run of the
 * calculator: the context's two halves are public inputs of a compiled clause that only `BindContext` uses, which squares them
 * (circuits/circom/bind-context.circom). So four wires differ: the halves and their squares.
 *
 * Where the squares lie is learned once, from two whole runs that must differ in just these wires. A wrong guess could not do harm:
 * every proof is verified before it leaves, and the backend then takes the whole way.
 */
import { FIELD_BYTES, setField } from '../field-bytes.js';
import { SCALAR_FIELD } from '../groth16/curve.js';
import { Witness } from './calculator.js';

export type ContextHalves = readonly [high: bigint, low: bigint];

function writeWire(bytes: Uint8Array, wire: number, value: bigint): void {
  setField(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), wire * FIELD_BYTES, value);
}

function differentWires(a: Witness, b: Witness): number[] {
  const wires: number[] = [];
  for (let wire = 0; wire < a.wires; wire++) {
    const [from, to] = [wire * FIELD_BYTES, (wire + 1) * FIELD_BYTES];
    if (Buffer.compare(a.bytes.subarray(from, to), b.bytes.subarray(from, to)) !== 0) wires.push(wire);
  }
  return wires;
}

export class ContextBinding {
  private constructor(
    private readonly halves: readonly [number, number],
    private readonly squares: readonly [number, number],
  ) {}

  /**
   * Learns where the context lies.
   * @param zero the witness of some inputs with context 0
   * @param bound the witness of the same inputs with `context`
   * @param publicSignals of the circuit, of which the context's halves are the last two
   * @returns undefined if the context does more than be squared, or if these two runs do not tell
   */
  static learn(zero: Witness, bound: Witness, context: ContextHalves, publicSignals: number): ContextBinding | undefined {
    const [high, low] = context;
    if (zero.wires !== bound.wires || high === 0n || low === 0n || high === low || high === SCALAR_FIELD - low) return undefined;
    const halves = [publicSignals - 1, publicSignals] as const;
    const others = differentWires(zero, bound).filter((wire) => !halves.some((half) => half === wire));
    const isSquare = (wire: number, half: bigint): boolean => zero.value(wire) === 0n && bound.value(wire) === (half * half) % SCALAR_FIELD;
    const [first, second] = others;
    if (first === undefined || second === undefined || others.length > 2) return undefined;
    if (isSquare(first, high) && isSquare(second, low)) return new ContextBinding(halves, [first, second]);
    if (isSquare(first, low) && isSquare(second, high)) return new ContextBinding(halves, [second, first]);
    return undefined;
  }

  /** The witness with `context`, from that with context 0, which is left as it is. */
  bind(zero: Witness, context: ContextHalves): Witness {
    const bytes = zero.bytes.slice();
    context.forEach((half, place) => {
      writeWire(bytes, this.halves[place] ?? 0, half);
      writeWire(bytes, this.squares[place] ?? 0, (half * half) % SCALAR_FIELD);
    });
    return new Witness(bytes);
  }
}
