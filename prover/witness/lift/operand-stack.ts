/** The operands of a WebAssembly function: numbers of 32 bits, with sign, and bigints of 64. */
import { NotLiftable } from './wasm-module.js';

export type Value = number | bigint;

export class OperandStack {
  private readonly values: Value[] = [];

  get height(): number {
    return this.values.length;
  }
  push(value: Value): void {
    this.values.push(value);
  }
  top(): Value {
    const value = this.values.at(-1);
    if (value === undefined) throw new NotLiftable('circuit.wasm takes more operands than there are');
    return value;
  }
  pop(): Value {
    const value = this.values.pop();
    if (value === undefined) throw new NotLiftable('circuit.wasm takes more operands than there are');
    return value;
  }
  popNumber(): number {
    const value = this.values.pop();
    if (typeof value !== 'number') throw new NotLiftable('circuit.wasm is not well typed');
    return value;
  }
  popLong(): bigint {
    const value = this.values.pop();
    if (typeof value !== 'bigint') throw new NotLiftable('circuit.wasm is not well typed');
    return value;
  }
  /** Forgets what lies above. */
  cut(height: number): void {
    this.values.length = height;
  }
}
