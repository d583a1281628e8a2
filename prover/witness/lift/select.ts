/**
 * Graph -> instructions over registers that are written once.
 *
 * Small integers stay machine integers. Field values are kept plainly where their bits are looked at and in Montgomery form where they
 * are multiplied with each other; a product with a constant, and a sum, keep the form. Conversions are made when first needed, once.
 */
import { SCALAR_FIELD } from '../../groth16/curve.js';
import { type Graph, KIND } from './graph.js';
import { INSTRUCTION, type Operation } from './instructions.js';
import type { LiftedCircuit } from './lift.js';

const I = INSTRUCTION;
const NONE = -1;

export interface VirtualProgram {
  /** Targets and operands that are registers are numbered by their instruction's place in order of writing, f and s apart. */
  readonly code: readonly number[];
  readonly constants: readonly bigint[];
  readonly fieldRegisters: number;
  readonly smallRegisters: number;
}

export function selectInstructions(circuit: LiftedCircuit): VirtualProgram {
  return new Selection(circuit).run();
}

/** Nodes that wires or assertions need. */
function liveNodes({ graph, wires, assertions }: LiftedCircuit): Uint8Array {
  const live = new Uint8Array(graph.size);
  for (const node of [...wires, ...assertions]) live[node] = 1;
  // Operands stand before what uses them.
  for (let node = graph.size - 1; node >= 0; node--) {
    if (live[node] === 0) continue;
    const kind = graph.kinds[node] as number;
    if (kind === KIND.constant || kind === KIND.input) continue;
    live[graph.a[node] as number] = 1;
    if (kind !== KIND.invert && kind !== KIND.bits) live[graph.b[node] as number] = 1;
    if (kind === KIND.select) live[graph.c[node] as number] = 1;
  }
  return live;
}

class Selection {
  private readonly code: number[] = [];
  private readonly constants: bigint[] = [];
  private readonly constantIndex = new Map<bigint, number>();
  private readonly small: Int32Array;
  private readonly plain: Int32Array;
  private readonly montgomery: Int32Array;
  private readonly graph: Graph;
  private fields = 0;
  private smalls = 0;

  constructor(private readonly circuit: LiftedCircuit) {
    this.graph = circuit.graph;
    const empty = () => new Int32Array(this.graph.size).fill(NONE);
    [this.small, this.plain, this.montgomery] = [empty(), empty(), empty()];
  }

  run(): VirtualProgram {
    const { graph } = this;
    const { wires, assertions } = this.circuit;
    const live = liveNodes(this.circuit);
    const wiresOf = new Map<number, number[]>();
    wires.forEach((node, wire) => {
      if (graph.kinds[node] === KIND.constant) this.emit(I.outputConstant, wire, this.constantOf(graph.valueOf(node) ?? 0n));
      else {
        const same = wiresOf.get(node);
        if (same === undefined) wiresOf.set(node, [wire]);
        else same.push(wire);
      }
    });
    const asserted = new Set(assertions);
    for (let node = 0; node < graph.size; node++) {
      if (live[node] === 0 || graph.kinds[node] === KIND.constant) continue;
      this.compute(node);
      // Right behind what computes it, so that its register is soon free again.
      if (asserted.has(node)) this.emit(I.assert, 0, this.smallOf(node));
      for (const wire of wiresOf.get(node) ?? []) this.output(wire, node);
    }
    return { code: this.code, constants: this.constants, fieldRegisters: this.fields, smallRegisters: this.smalls };
  }

  private output(wire: number, node: number): void {
    if (this.graph.isSmall(node)) this.emit(I.outputSmall, wire, this.smallOf(node));
    else if (this.plain[node] !== NONE) this.emit(I.output, wire, this.plainOf(node));
    else this.emit(I.outputM, wire, this.montgomeryOf(node));
  }

  private compute(node: number): number {
    const { graph } = this;
    const [a, b, c] = [graph.a[node] as number, graph.b[node] as number, graph.c[node] as number];
    const isSmall = graph.isSmall(node);
    switch (graph.kinds[node]) {
      case KIND.input:
        return this.setPlain(node, I.input, a);
      case KIND.add:
      case KIND.subtract:
        if (isSmall && graph.isSmall(a) && graph.isSmall(b))
          return this.setSmall(node, graph.kinds[node] === KIND.add ? I.smallAdd : I.smallSubtract, this.smallOf(a), this.smallOf(b));
        return graph.kinds[node] === KIND.add ? this.sum(node, a, b) : this.difference(node, a, b);
      case KIND.multiply:
        if (isSmall) return this.setSmall(node, I.smallMultiply, this.smallOf(a), this.smallOf(b));
        return this.product(node, a, b);
      case KIND.invert:
        return this.setMontgomery(node, I.invertM, this.montgomeryOf(a));
      case KIND.quotient:
      case KIND.remainder: {
        const isQuotient = graph.kinds[node] === KIND.quotient;
        if (isSmall) return this.setSmall(node, isQuotient ? I.smallQuotient : I.smallRemainder, this.smallOf(a), this.smallOf(b));
        return this.setPlain(node, isQuotient ? I.quotient : I.remainder, this.plainOf(a), this.plainOf(b));
      }
      case KIND.bits:
        if (this.isNatural(a)) return this.setSmall(node, I.smallBits, this.smallOf(a), Math.min(b, 63), c);
        if (c > 0) return this.setSmall(node, I.bits, this.plainOf(a), b, c);
        return this.setPlain(node, I.shift, this.plainOf(a), b);
      case KIND.and:
      case KIND.or:
      case KIND.xor: {
        const at = graph.kinds[node] as number;
        if (isSmall) {
          const small = at === KIND.and ? I.smallAnd : at === KIND.or ? I.smallOr : I.smallXor;
          return this.setSmall(node, small, this.smallOf(a), this.smallOf(b));
        }
        return this.setPlain(node, at === KIND.and ? I.and : at === KIND.or ? I.or : I.xor, this.plainOf(a), this.plainOf(b));
      }
      case KIND.equal:
        return this.equality(node, a, b);
      case KIND.less:
        if (graph.isSmall(a) && graph.isSmall(b)) return this.setSmall(node, I.smallLess, this.smallOf(a), this.smallOf(b));
        return this.setSmall(node, I.less, this.plainOf(a), this.plainOf(b));
      case KIND.select: {
        const condition = this.smallOf(a);
        if (isSmall) return this.setSmall(node, I.smallSelect, condition, this.smallOf(b), this.smallOf(c));
        if (this.wantsMontgomery(b, c)) return this.setMontgomery(node, I.select, condition, this.montgomeryOf(b), this.montgomeryOf(c));
        return this.setPlain(node, I.select, condition, this.plainOf(b), this.plainOf(c));
      }
    }
    throw new Error('internal error: a node of an unknown kind');
  }

  private sum(node: number, a: number, b: number): number {
    const [constant, other] = this.isConstant(a) ? [a, b] : [b, a];
    const inMontgomery = this.wantsMontgomery(a, b);
    if (this.isConstant(constant)) {
      const k = this.constantOf(this.graph.valueOf(constant) ?? 0n);
      if (inMontgomery) return this.setMontgomery(node, I.addConstantM, this.montgomeryOf(other), k);
      return this.setPlain(node, I.addConstant, this.plainOf(other), k);
    }
    if (inMontgomery) return this.setMontgomery(node, I.add, this.montgomeryOf(a), this.montgomeryOf(b));
    return this.setPlain(node, I.add, this.plainOf(a), this.plainOf(b));
  }

  private difference(node: number, a: number, b: number): number {
    const inMontgomery = this.wantsMontgomery(a, b);
    if (this.isConstant(b)) {
      const k = this.constantOf(SCALAR_FIELD - (this.graph.valueOf(b) ?? 0n));
      if (inMontgomery) return this.setMontgomery(node, I.addConstantM, this.montgomeryOf(a), k);
      return this.setPlain(node, I.addConstant, this.plainOf(a), k);
    }
    if (this.isConstant(a)) {
      const k = this.constantOf(this.graph.valueOf(a) ?? 0n);
      if (inMontgomery) return this.setMontgomery(node, I.subtractFromConstantM, this.montgomeryOf(b), k);
      return this.setPlain(node, I.subtractFromConstant, this.plainOf(b), k);
    }
    if (inMontgomery) return this.setMontgomery(node, I.subtract, this.montgomeryOf(a), this.montgomeryOf(b));
    return this.setPlain(node, I.subtract, this.plainOf(a), this.plainOf(b));
  }

  private product(node: number, first: number, second: number): number {
    const { graph } = this;
    const [a, b] = this.isConstant(first) || (graph.isBoolean(second) && !this.isConstant(second)) ? [second, first] : [first, second];
    if (this.isConstant(b)) {
      const k = this.constantOf(graph.valueOf(b) ?? 0n);
      if (graph.isBoolean(a)) return this.setPlain(node, I.maskConstant, this.smallOf(a), k);
      if (this.isOnlyMontgomery(a)) return this.setMontgomery(node, I.multiplyConstant, this.montgomeryOf(a), k);
      return this.setPlain(node, I.multiplyConstant, this.plainOf(a), k);
    }
    if (graph.isBoolean(a)) {
      if (this.isOnlyMontgomery(b)) return this.setMontgomery(node, I.mask, this.smallOf(a), this.montgomeryOf(b));
      return this.setPlain(node, I.mask, this.smallOf(a), this.plainOf(b));
    }
    if (graph.isSmall(a)) return this.setPlain(node, I.multiply, this.plainOf(a), this.montgomeryOf(b));
    if (graph.isSmall(b)) return this.setPlain(node, I.multiply, this.montgomeryOf(a), this.plainOf(b));
    return this.setMontgomery(node, I.multiply, this.montgomeryOf(a), this.montgomeryOf(b));
  }

  private equality(node: number, a: number, b: number): number {
    const { graph } = this;
    if (graph.isSmall(a) && graph.isSmall(b)) return this.setSmall(node, I.smallEqual, this.smallOf(a), this.smallOf(b));
    const [zero, other] = graph.valueOf(a) === 0n ? [a, b] : [b, a];
    const inMontgomery = this.wantsMontgomery(a, b);
    if (graph.valueOf(zero) === 0n) return this.setSmall(node, I.isZero, inMontgomery ? this.montgomeryOf(other) : this.plainOf(other));
    if (inMontgomery) return this.setSmall(node, I.equal, this.montgomeryOf(a), this.montgomeryOf(b));
    return this.setSmall(node, I.equal, this.plainOf(a), this.plainOf(b));
  }

  // Forms ----------------------------------------------------------------------------------------------------------------------------

  private isConstant(node: number): boolean {
    return this.graph.kinds[node] === KIND.constant;
  }
  /** A small integer that is not negative, and so the same as a number and as a residue. */
  private isNatural(node: number): boolean {
    return (this.graph.low[node] ?? Number.NaN) >= 0;
  }
  private isOnlyMontgomery(node: number): boolean {
    return !this.isConstant(node) && !this.graph.isSmall(node) && this.plain[node] === NONE;
  }
  private wantsMontgomery(a: number, b: number): boolean {
    return this.isOnlyMontgomery(a) || this.isOnlyMontgomery(b);
  }
  private smallOf(node: number): number {
    const known = this.small[node] as number;
    if (known !== undefined && known !== NONE) return known;
    const value = this.graph.low[node];
    if (!this.isConstant(node) || value === undefined || Number.isNaN(value)) throw new Error('internal error: a node is not small');
    const long = BigInt.asUintN(64, BigInt(value));
    return this.setSmall(node, I.smallConstant, Number(long & 0xffffffffn), Number(long >> 32n));
  }
  private plainOf(node: number): number {
    const known = this.plain[node] as number;
    if (known !== NONE) return known;
    if (this.isConstant(node)) return this.setPlain(node, I.constant, this.constantOf(this.graph.valueOf(node) ?? 0n));
    if (this.graph.isSmall(node)) return this.setPlain(node, I.fromSmall, this.smallOf(node));
    return this.setPlain(node, I.fromM, this.montgomery[node] as number);
  }
  private montgomeryOf(node: number): number {
    const known = this.montgomery[node] as number;
    if (known !== NONE) return known;
    if (this.isConstant(node)) return this.setMontgomery(node, I.constantM, this.constantOf(this.graph.valueOf(node) ?? 0n));
    return this.setMontgomery(node, I.toM, this.plainOf(node));
  }
  private setSmall(node: number, operation: Operation, a: number, b = 0, c = 0): number {
    this.small[node] = this.smalls;
    this.emit(operation, this.smalls, a, b, c);
    return this.smalls++;
  }
  private setPlain(node: number, operation: Operation, a: number, b = 0, c = 0): number {
    this.plain[node] = this.fields;
    this.emit(operation, this.fields, a, b, c);
    return this.fields++;
  }
  private setMontgomery(node: number, operation: Operation, a: number, b = 0, c = 0): number {
    this.montgomery[node] = this.fields;
    this.emit(operation, this.fields, a, b, c);
    return this.fields++;
  }
  private constantOf(value: bigint): number {
    let index = this.constantIndex.get(value);
    if (index === undefined) {
      index = this.constants.push(value) - 1;
      this.constantIndex.set(value, index);
    }
    return index;
  }
  private emit(operation: Operation, target: number, a: number, b = 0, c = 0): void {
    this.code.push(operation, target, a, b, c);
  }
}
