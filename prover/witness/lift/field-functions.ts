/** circom's field functions on nodes: operands and results are addresses, as in the calculator. */
import { SCALAR_FIELD } from '../../groth16/curve.js';
import { FIELD } from './circom-library.js';
import type { Graph } from './graph.js';
import type { OperandStack } from './operand-stack.js';
import { ELEMENT_BYTES, type SymbolicMemory } from './symbolic-memory.js';
import { NotLiftable } from './wasm-module.js';

/** circom keeps this many bits of what it shifts. */
const ELEMENT_MASK = (1n << 254n) - 1n;
/** Longer powers by squaring are not worth it. */
const MAX_EXPONENT_BITS = 254;

export class FieldFunctions {
  /** The value that is being set from outside: its form in memory is shortened there, which says nothing about its value. */
  exchanges = false;

  constructor(
    private readonly graph: Graph,
    private readonly memory: SymbolicMemory,
    private readonly stack: OperandStack,
    /** Says that a node must be 1 wherever this place is reached. */
    private readonly assert: (condition: number) => void,
  ) {}

  /** Runs the function of this index. */
  call(index: number): void {
    const { graph } = this;
    switch (index) {
      case FIELD.copy: {
        const from = this.stack.popNumber();
        this.memory.setNode(this.stack.popNumber(), this.memory.nodeAt(from));
        return;
      }
      case FIELD.copyMany: {
        const count = this.stack.popNumber();
        const from = this.stack.popNumber();
        const to = this.stack.popNumber();
        for (let i = 0; i < count; i++) this.memory.setNode(to + i * ELEMENT_BYTES, this.memory.nodeAt(from + i * ELEMENT_BYTES));
        return;
      }
      case FIELD.toLongNormal:
        this.stack.popNumber();
        return;
      case FIELD.toInt: {
        const value = graph.valueOf(this.memory.nodeAt(this.stack.popNumber()));
        if (value === undefined && !this.exchanges) throw new NotLiftable('an index of an array depends on inputs');
        this.stack.push(value === undefined ? 0 : Number(BigInt.asIntN(32, value > SCALAR_FIELD >> 1n ? value - SCALAR_FIELD : value)));
        return;
      }
      case FIELD.isEqual: {
        const equal = graph.equal(this.memory.nodeAt(this.stack.popNumber()), this.memory.nodeAt(this.stack.popNumber()));
        const value = graph.valueOf(equal);
        if (value === undefined && !this.exchanges) throw new NotLiftable('a comparison outside of an expression depends on inputs');
        this.exchanges = false;
        this.stack.push(value === undefined ? 0 : Number(value));
        return;
      }
      case FIELD.clear:
        this.stack.popNumber();
        return;
      case FIELD.negate:
      case FIELD.not:
      case FIELD.logicalNot: {
        const a = this.memory.nodeAt(this.stack.popNumber());
        if (index === FIELD.not && graph.valueOf(a) === undefined) throw new NotLiftable('all bits of an unknown value are inverted');
        const to = this.stack.popNumber();
        if (index === FIELD.negate) this.memory.setNode(to, graph.subtract(graph.constant(0n), a));
        else if (index === FIELD.logicalNot) this.memory.setNode(to, graph.not(graph.truth(a)));
        else throw new NotLiftable('all bits of a value are inverted');
        return;
      }
    }
    const b = this.memory.nodeAt(this.stack.popNumber());
    const a = this.memory.nodeAt(this.stack.popNumber());
    this.memory.setNode(this.stack.popNumber(), this.operation(index, a, b));
  }

  private operation(index: number, a: number, b: number): number {
    const { graph } = this;
    switch (index) {
      case FIELD.add:
        return graph.add(a, b);
      case FIELD.subtract:
        return graph.subtract(a, b);
      case FIELD.multiply:
        return graph.multiply(a, b);
      case FIELD.equal:
        return graph.equal(a, b);
      case FIELD.notEqual:
        return graph.not(graph.equal(a, b));
      case FIELD.less:
        return graph.less(a, b);
      case FIELD.greater:
        return graph.less(b, a);
      case FIELD.lessOrEqual:
        return graph.not(graph.less(b, a));
      case FIELD.greaterOrEqual:
        return graph.not(graph.less(a, b));
      case FIELD.logicalAnd:
        return graph.multiply(graph.truth(a), graph.truth(b));
      case FIELD.logicalOr:
        return graph.not(graph.multiply(graph.not(graph.truth(a)), graph.not(graph.truth(b))));
      case FIELD.and:
        return graph.and(a, b);
      case FIELD.or:
        return graph.or(a, b);
      case FIELD.xor:
        return graph.xor(a, b);
      case FIELD.divide:
        this.assert(this.graph.truth(b));
        return graph.multiply(a, graph.invert(b));
      case FIELD.quotient:
        this.assert(this.graph.truth(b));
        return graph.quotient(a, b);
      case FIELD.remainder:
        this.assert(this.graph.truth(b));
        return graph.remainder(a, b);
      case FIELD.power:
        return this.power(a, b);
      case FIELD.shiftRight:
        return graph.bits(a, this.distance(b), 0);
      case FIELD.shiftLeft: {
        const distance = this.distance(b);
        const known = graph.valueOf(a);
        if (known !== undefined) return graph.constant((known << BigInt(distance)) & ELEMENT_MASK);
        const [low = Number.NaN, high = Number.NaN] = [graph.low[a], graph.high[a]];
        if (!(low >= 0 && high * 2 ** distance < 2 ** 252)) throw new NotLiftable('a value is shifted out of the field');
        return graph.multiply(a, graph.constant(1n << BigInt(distance)));
      }
    }
    throw new NotLiftable(`circuit.wasm calls the field function ${index}`);
  }

  private distance(node: number): number {
    const value = this.graph.valueOf(node);
    if (value === undefined) throw new NotLiftable('the distance of a shift depends on inputs');
    if (value >= 254n) throw new NotLiftable('a value is shifted by more than its size');
    return Number(value);
  }

  private power(base: number, exponent: number): number {
    const value = this.graph.valueOf(exponent);
    if (value === undefined) throw new NotLiftable('an exponent depends on inputs');
    const bits = value.toString(2);
    if (bits.length > MAX_EXPONENT_BITS) throw new NotLiftable('an exponent is too long');
    let result = this.graph.constant(1n);
    for (const bit of bits) {
      result = this.graph.multiply(result, result);
      if (bit === '1') result = this.graph.multiply(result, base);
    }
    return result;
  }
}
