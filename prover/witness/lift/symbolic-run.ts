/**
 * Runs a circom calculator with unknown inputs: control and addresses are computed as they are, field elements become nodes of a graph.
 *
 * circom keeps a field element in 40 bytes of memory and touches it by the functions of its field library only, so those are where
 * nodes are made; `nodeAt` tells which node lies at which address. A branch on an unknown value is run both ways: the way that
 * reports a failed assertion makes its condition an assertion, otherwise what the two ways leave behind is selected from. Whatever
 * does not fit (an address, a loop or an early return that depends on inputs) is a `NotLiftable`.
 *
 * Trap: both ways of a branch run to their end here, so what may not happen on the way not taken (a division by zero) is asserted
 * under the condition of the branch only.
 */
import { SCALAR_FIELD } from '../../groth16/curve.js';
import { FIELD, FIRST_FIELD_FUNCTION, LAST_FIELD_FUNCTION, PRINT_ERROR_MESSAGE, SHARED_VALUE } from './circom-library.js';
import type { Graph } from './graph.js';
import { NotLiftable, OP, type WasmFunction, type WasmModule } from './wasm-module.js';

const ELEMENT_BYTES = 40;
const PAGE_BYTES = 65536;
const MAX_PAGES = 32768;
const NOTHING = -1;
/** 2^-256 mod p, to read constants that are stored in Montgomery form. */
const MONTGOMERY_INVERSE = 9915499612839321149637521777990102151350674507940716049588462388200839649614n;
const LONG = 0x80000000;
const MONTGOMERY = 0x40000000;
/** circom keeps this many bits of what it shifts. */
const ELEMENT_MASK = (1n << 254n) - 1n;
/** Longer powers by squaring are not worth it. */
const MAX_EXPONENT_BITS = 254;

type Value = number | bigint;
interface Frame {
  readonly fn: WasmFunction;
  /** `undefined` differs between the two ways of a branch, and must not be read. */
  readonly locals: (Value | undefined)[];
}
/** What was overwritten on one way of a branch, oldest first. */
interface Log {
  readonly nodes: Map<number, number>;
  readonly words: Map<number, number>;
}

class AssertionReached extends Error {}
const FALL_THROUGH = -1;
const RETURN = -2;

export class SymbolicRun {
  /** Nodes that must be 1. */
  readonly assertions: number[] = [];
  private memory: DataView;
  private nodes: Int32Array;
  private readonly stack: Value[] = [];
  private readonly logs: Log[] = [];
  /** 1 where the way that is being run is the one taken; undefined outside of branches. */
  private path: number | undefined;
  /** The value that is being set or read from outside: its form in memory is shortened there, which says nothing about its value. */
  private exchanges = false;

  constructor(
    private readonly module: WasmModule,
    private readonly graph: Graph,
  ) {
    this.memory = new DataView(new ArrayBuffer(module.memoryPages * PAGE_BYTES));
    this.nodes = new Int32Array(this.memory.byteLength / 4).fill(NOTHING);
    for (const { offset, bytes } of module.data) {
      if (offset + bytes.length > this.memory.byteLength) throw new NotLiftable('circuit.wasm has data outside of its memory');
      new Uint8Array(this.memory.buffer).set(bytes, offset);
    }
  }

  word(address: number): number {
    return this.memory.getUint32(address, true);
  }
  long(address: number): bigint {
    return this.memory.getBigUint64(address, true);
  }
  /** Calls an exported function. @returns its result, if it has one */
  call(name: string, ...parameters: number[]): number | undefined {
    const index = this.module.exports.get(name) ?? -1;
    const fn = this.module.functions[index - this.module.imports.length];
    if (fn === undefined) throw new NotLiftable(`circuit.wasm has no function ${name}`);
    this.stack.push(...parameters);
    this.invoke(index);
    return fn.results === 1 ? this.popNumber() : undefined;
  }
  /** Sets an input signal, as callers of the calculator do. */
  setInput(high: number, low: number, index: number, node: number): void {
    this.setNode(SHARED_VALUE, node);
    this.exchanges = true;
    this.call('setInputSignal', high | 0, low | 0, index);
  }
  /** The node of a wire. */
  wire(index: number): number {
    this.call('getWitness', index);
    return this.nodeAt(SHARED_VALUE);
  }

  private popNumber(): number {
    const value = this.stack.pop();
    if (typeof value !== 'number') throw new NotLiftable('circuit.wasm is not well typed');
    return value;
  }
  private popLong(): bigint {
    const value = this.stack.pop();
    if (typeof value !== 'bigint') throw new NotLiftable('circuit.wasm is not well typed');
    return value;
  }

  private invoke(index: number): void {
    if (index >= FIRST_FIELD_FUNCTION && index <= LAST_FIELD_FUNCTION) {
      this.field(index);
      return;
    }
    if (index === PRINT_ERROR_MESSAGE) throw new AssertionReached();
    const fn = this.module.functions[index - this.module.imports.length];
    if (fn === undefined) throw new NotLiftable('the calculator stops for every input');
    const locals: (Value | undefined)[] = new Array<Value>(fn.locals).fill(0);
    for (const local of fn.wide) locals[local] = 0n;
    for (let i = fn.parameters - 1; i >= 0; i--) locals[i] = this.stack.pop();
    this.run({ fn, locals }, 0, fn.code.length / 3);
  }

  /**
   * Runs instructions until `stop`.
   * @returns FALL_THROUGH, RETURN, or the instruction outside at which to go on
   */
  private run(frame: Frame, start: number, stop: number): number {
    const { code, longs } = frame.fn;
    const { stack } = this;
    const { locals } = frame;
    let at = start;
    while (at < stop) {
      const op = code[3 * at] as number;
      const immediate = code[3 * at + 1] as number;
      switch (op) {
        case OP.localGet: {
          const value = locals[immediate];
          if (value === undefined) throw new NotLiftable('a local variable depends on a branch on inputs');
          stack.push(value);
          break;
        }
        case OP.i32Const:
          stack.push(immediate);
          break;
        case 0x6a: // i32.add
          stack.push((this.popNumber() + this.popNumber()) | 0);
          break;
        case 0x6c: // i32.mul
          stack.push(Math.imul(this.popNumber(), this.popNumber()));
          break;
        case OP.call:
          if (immediate === FIELD.isTrue) {
            const node = this.nodeAt(this.popNumber());
            const value = this.graph.valueOf(node);
            if (value !== undefined) stack.push(value === 0n ? 0 : 1);
            else {
              const next = this.branch(frame, at + 1, node);
              if (next < start || next > stop) return next;
              at = next;
              continue;
            }
          } else this.invoke(immediate);
          break;
        case OP.callIndirect: {
          const target = this.module.table[this.popNumber()];
          if (target === undefined) throw new NotLiftable('circuit.wasm calls nothing');
          this.invoke(target);
          break;
        }
        case OP.localSet:
          locals[immediate] = stack.pop();
          break;
        case OP.localTee:
          locals[immediate] = stack[stack.length - 1];
          break;
        case OP.block:
        case OP.loop:
        case OP.end:
          break;
        case OP.if:
          if (this.popNumber() === 0) at = code[3 * at + 2] as number;
          break;
        case OP.else:
          at = immediate;
          break;
        case OP.brIf:
          if (this.popNumber() === 0) break;
          if (immediate < start || immediate > stop) return immediate;
          at = immediate;
          continue;
        case OP.br:
          if (immediate < start || immediate > stop) return immediate;
          at = immediate;
          continue;
        case OP.return:
          return RETURN;
        case OP.drop:
          stack.pop();
          break;
        case OP.i64Const:
          stack.push(longs[immediate] ?? 0n);
          break;
        case OP.i32Load:
          stack.push(this.loadWord(this.popNumber() + immediate));
          break;
        case OP.i32Store: {
          const value = this.popNumber();
          this.storeWord(this.popNumber() + immediate, value);
          break;
        }
        case OP.i32Load8u: {
          const address = this.popNumber() + immediate;
          stack.push((this.loadWord(address & ~3) >>> (8 * (address & 3))) & 0xff);
          break;
        }
        case OP.i32Store8: {
          const value = this.popNumber();
          const address = this.popNumber() + immediate;
          const shift = 8 * (address & 3);
          this.storeWord(address & ~3, (this.loadWord(address & ~3) & ~(0xff << shift)) | ((value & 0xff) << shift));
          break;
        }
        case OP.i64Load: {
          const address = this.popNumber() + immediate;
          stack.push(BigInt.asIntN(64, BigInt(this.loadWord(address) >>> 0) | (BigInt(this.loadWord(address + 4) >>> 0) << 32n)));
          break;
        }
        case OP.i64Store: {
          const value = this.popLong();
          const address = this.popNumber() + immediate;
          this.storeWord(address, Number(BigInt.asIntN(32, value)));
          this.storeWord(address + 4, Number(BigInt.asIntN(32, value >> 32n)));
          break;
        }
        case OP.memorySize:
          stack.push(this.memory.byteLength / PAGE_BYTES);
          break;
        case OP.memoryGrow:
          stack.push(this.growMemory(this.popNumber()));
          break;
        default:
          this.integer(op);
      }
      at += 1;
    }
    return FALL_THROUGH;
  }

  /** Integer instructions that are rare. */
  private integer(op: number): void {
    const { stack } = this;
    switch (op) {
      case 0x45: // i32.eqz
        stack.push(this.popNumber() === 0 ? 1 : 0);
        return;
      case 0x50: // i64.eqz
        stack.push(this.popLong() === 0n ? 1 : 0);
        return;
      case 0xa7: // i32.wrap_i64
        stack.push(Number(BigInt.asIntN(32, this.popLong())));
        return;
      case 0xac: // i64.extend_i32_s
        stack.push(BigInt(this.popNumber()));
        return;
      case 0xad: // i64.extend_i32_u
        stack.push(BigInt(this.popNumber() >>> 0));
        return;
    }
    if (op === 0x51 || op === 0x84 || op === 0x86) {
      const [right, left] = [this.popLong(), this.popLong()];
      if (op === 0x51) stack.push(left === right ? 1 : 0);
      else stack.push(BigInt.asIntN(64, op === 0x84 ? left | right : left << BigInt.asUintN(6, right)));
      return;
    }
    const right = this.popNumber();
    const left = this.popNumber();
    switch (op) {
      case 0x46:
        return void stack.push(left === right ? 1 : 0);
      case 0x47:
        return void stack.push(left !== right ? 1 : 0);
      case 0x48:
        return void stack.push(left < right ? 1 : 0);
      case 0x49:
        return void stack.push(left >>> 0 < right >>> 0 ? 1 : 0);
      case 0x4a:
        return void stack.push(left > right ? 1 : 0);
      case 0x4b:
        return void stack.push(left >>> 0 > right >>> 0 ? 1 : 0);
      case 0x4c:
        return void stack.push(left <= right ? 1 : 0);
      case 0x4d:
        return void stack.push(left >>> 0 <= right >>> 0 ? 1 : 0);
      case 0x4e:
        return void stack.push(left >= right ? 1 : 0);
      case 0x4f:
        return void stack.push(left >>> 0 >= right >>> 0 ? 1 : 0);
      case 0x6b:
        return void stack.push((left - right) | 0);
      case 0x6e:
        return void stack.push(((left >>> 0) / (right >>> 0)) | 0);
      case 0x70:
        return void stack.push(((left >>> 0) % (right >>> 0)) | 0);
      case 0x71:
        return void stack.push(left & right);
      case 0x72:
        return void stack.push(left | right);
      case 0x74:
        return void stack.push(left << right);
      case 0x76:
        return void stack.push((left >>> right) | 0);
    }
    throw new NotLiftable(`circuit.wasm has the instruction 0x${op.toString(16)}`);
  }

  // Branches -----------------------------------------------------------------------------------------------------------------------

  /**
   * Goes on behind `isTrue(node)` of an unknown node, at the instruction that decides by it.
   * @returns where to go on
   */
  private branch(frame: Frame, at: number, node: number): number {
    const { code } = frame.fn;
    let condition = this.graph.truth(node);
    let decision = at;
    for (; code[3 * decision] === 0x45; decision++) condition = this.graph.not(condition);
    const op = code[3 * decision];
    if (op !== OP.if) throw new NotLiftable('a loop depends on inputs');
    const otherwise = code[3 * decision + 2] as number;
    const end = code[3 * decision + 1] as number;
    const taken = this.way(frame, condition, decision + 1, otherwise);
    const other = this.way(frame, this.graph.not(condition), otherwise + 1, end);
    if (taken === undefined && other === undefined) throw new NotLiftable('an assertion fails for every input');
    if (taken === undefined) this.assert(this.graph.not(condition));
    if (other === undefined) this.assert(condition);
    if (taken !== undefined && other !== undefined) this.merge(frame, condition, taken, other);
    else this.redo(frame, (taken ?? other) as Way);
    return end;
  }

  /** Runs one way and takes everything back. @returns what it left behind; undefined if it reports a failed assertion */
  private way(frame: Frame, condition: number, start: number, stop: number): Way | undefined {
    const { stack, path, logs } = this;
    const before = frame.locals.slice();
    const height = stack.length;
    const log: Log = { nodes: new Map(), words: new Map() };
    logs.push(log);
    this.path = path === undefined ? condition : this.graph.multiply(path, condition);
    let way: Way | undefined;
    try {
      if (start < stop && this.run(frame, start, stop) !== FALL_THROUGH) throw new NotLiftable('a return or a loop depends on inputs');
      if (stack.length !== height) throw new NotLiftable('circuit.wasm is not well nested');
      const nodes = new Map([...log.nodes.keys()].map((slot) => [slot, this.nodes[slot] as number]));
      const words = new Map([...log.words.keys()].map((address) => [address, this.memory.getInt32(address, true)]));
      way = { nodes, words, locals: frame.locals.slice() };
    } catch (error) {
      if (!(error instanceof AssertionReached)) throw error;
      stack.length = height;
    } finally {
      logs.pop();
      this.path = path;
    }
    for (const [slot, value] of log.nodes) this.nodes[slot] = value;
    for (const [address, value] of log.words) this.memory.setInt32(address, value, true);
    before.forEach((value, i) => {
      frame.locals[i] = value;
    });
    return way;
  }

  private redo(frame: Frame, way: Way): void {
    for (const [slot, node] of way.nodes) this.setSlot(slot, node);
    for (const [address, value] of way.words) this.setWord(address, value);
    way.locals.forEach((value, i) => {
      frame.locals[i] = value;
    });
  }

  private merge(frame: Frame, condition: number, taken: Way, other: Way): void {
    for (const address of new Set([...taken.words.keys(), ...other.words.keys()])) {
      const before = this.memory.getInt32(address, true);
      const value = taken.words.get(address) ?? before;
      if (value !== (other.words.get(address) ?? before)) throw new NotLiftable('a number in memory depends on a branch on inputs');
      this.setWord(address, value);
    }
    for (const slot of new Set([...taken.nodes.keys(), ...other.nodes.keys()])) {
      const whenTrue = taken.nodes.get(slot) ?? this.nodeInSlot(slot);
      const whenFalse = other.nodes.get(slot) ?? this.nodeInSlot(slot);
      this.setSlot(slot, this.graph.select(condition, whenTrue, whenFalse));
    }
    taken.locals.forEach((value, i) => {
      frame.locals[i] = value === other.locals[i] ? value : undefined;
    });
  }

  /** `condition` must be 1 wherever this place is reached. */
  private assert(condition: number): void {
    const { graph, path } = this;
    const needed = path === undefined ? condition : graph.select(path, condition, graph.constant(1n));
    const value = graph.valueOf(needed);
    if (value === 0n) throw new NotLiftable('an assertion fails for every input');
    if (value === undefined) this.assertions.push(needed);
  }

  // Memory -------------------------------------------------------------------------------------------------------------------------

  private loadWord(address: number): number {
    if (address < 0 || address + 4 > this.memory.byteLength) throw new NotLiftable('circuit.wasm reads outside of its memory');
    const node = this.nodes[address >> 2] ?? NOTHING;
    if (node !== NOTHING && this.graph.valueOf(node) === undefined) throw new NotLiftable('circuit.wasm reads a field element as a number');
    return this.memory.getInt32(address, true);
  }
  private storeWord(address: number, value: number): void {
    if (address < 0 || address + 4 > this.memory.byteLength) throw new NotLiftable('circuit.wasm writes outside of its memory');
    if ((address & 3) !== 0) throw new NotLiftable('circuit.wasm writes a number at an odd place');
    if ((this.nodes[address >> 2] ?? NOTHING) !== NOTHING) this.setSlot(address >> 2, NOTHING);
    this.setWord(address, value);
  }
  private setWord(address: number, value: number): void {
    const log = this.logs.at(-1);
    if (log !== undefined && !log.words.has(address)) log.words.set(address, this.memory.getInt32(address, true));
    this.memory.setInt32(address, value, true);
  }
  private setSlot(slot: number, node: number): void {
    const log = this.logs.at(-1);
    if (log !== undefined && !log.nodes.has(slot)) log.nodes.set(slot, this.nodes[slot] ?? NOTHING);
    this.nodes[slot] = node;
  }
  private nodeAt(address: number): number {
    if ((address & 3) !== 0 || address < 0 || address + ELEMENT_BYTES > this.memory.byteLength)
      throw new NotLiftable('circuit.wasm reads a field element at an impossible place');
    return this.nodeInSlot(address >> 2);
  }
  private nodeInSlot(slot: number): number {
    const node = this.nodes[slot] ?? NOTHING;
    if (node !== NOTHING) return node;
    const constant = this.graph.constant(this.storedElement(4 * slot));
    // Constants are read often. On the way of a branch, memory may yet be taken back.
    if (this.logs.length === 0) this.nodes[slot] = constant;
    return constant;
  }
  private setNode(address: number, node: number): void {
    if ((address & 3) !== 0 || address < 0 || address + ELEMENT_BYTES > this.memory.byteLength)
      throw new NotLiftable('circuit.wasm writes a field element at an impossible place');
    this.setSlot(address >> 2, node);
  }
  /** A constant that stands in memory: 32 bits with sign, or 256 bits, as they are or in Montgomery form. */
  private storedElement(address: number): bigint {
    const kind = this.word(address + 4);
    if ((kind & LONG) === 0) return BigInt(this.memory.getInt32(address, true));
    let value = 0n;
    for (let i = 3; i >= 0; i--) value = (value << 64n) | this.long(address + 8 + 8 * i);
    return (kind & MONTGOMERY) === 0 ? value : (value * MONTGOMERY_INVERSE) % SCALAR_FIELD;
  }
  private growMemory(pages: number): number {
    const before = this.memory.byteLength / PAGE_BYTES;
    if (pages < 0 || before + pages > MAX_PAGES) return -1;
    const bytes = new Uint8Array((before + pages) * PAGE_BYTES);
    bytes.set(new Uint8Array(this.memory.buffer));
    this.memory = new DataView(bytes.buffer);
    const nodes = new Int32Array(bytes.length / 4).fill(NOTHING);
    nodes.set(this.nodes);
    this.nodes = nodes;
    return before;
  }

  // The field library ----------------------------------------------------------------------------------------------------------------

  private field(index: number): void {
    const { graph } = this;
    switch (index) {
      case FIELD.copy: {
        const from = this.popNumber();
        this.setNode(this.popNumber(), this.nodeAt(from));
        return;
      }
      case FIELD.copyMany: {
        const count = this.popNumber();
        const from = this.popNumber();
        const to = this.popNumber();
        for (let i = 0; i < count; i++) this.setNode(to + i * ELEMENT_BYTES, this.nodeAt(from + i * ELEMENT_BYTES));
        return;
      }
      case FIELD.toLongNormal:
        this.popNumber();
        return;
      case FIELD.toInt: {
        const value = graph.valueOf(this.nodeAt(this.popNumber()));
        if (value === undefined && !this.exchanges) throw new NotLiftable('an index of an array depends on inputs');
        this.stack.push(value === undefined ? 0 : Number(BigInt.asIntN(32, value > SCALAR_FIELD >> 1n ? value - SCALAR_FIELD : value)));
        return;
      }
      case FIELD.isEqual: {
        const equal = graph.equal(this.nodeAt(this.popNumber()), this.nodeAt(this.popNumber()));
        const value = graph.valueOf(equal);
        if (value === undefined && !this.exchanges) throw new NotLiftable('a comparison outside of an expression depends on inputs');
        this.exchanges = false;
        this.stack.push(value === undefined ? 0 : Number(value));
        return;
      }
      case 5: // Clears an element whose first word says that it is short.
        this.popNumber();
        return;
      case FIELD.negate:
      case FIELD.not:
      case FIELD.logicalNot: {
        const a = this.nodeAt(this.popNumber());
        if (index === FIELD.not && graph.valueOf(a) === undefined) throw new NotLiftable('all bits of an unknown value are inverted');
        const to = this.popNumber();
        if (index === FIELD.negate) this.setNode(to, graph.subtract(graph.constant(0n), a));
        else if (index === FIELD.logicalNot) this.setNode(to, graph.not(graph.truth(a)));
        else throw new NotLiftable('all bits of a value are inverted');
        return;
      }
    }
    const b = this.nodeAt(this.popNumber());
    const a = this.nodeAt(this.popNumber());
    this.setNode(this.popNumber(), this.operation(index, a, b));
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

interface Way {
  readonly nodes: ReadonlyMap<number, number>;
  readonly words: ReadonlyMap<number, number>;
  readonly locals: readonly (Value | undefined)[];
}
