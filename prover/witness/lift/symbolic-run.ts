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
import { FIELD, FIRST_FIELD_FUNCTION, LAST_FIELD_FUNCTION, PRINT_ERROR_MESSAGE, SHARED_VALUE } from './circom-library.js';
import { FieldFunctions } from './field-functions.js';
import type { Graph } from './graph.js';
import { runInteger } from './integer-instructions.js';
import { OperandStack, type Value } from './operand-stack.js';
import { type Changes, SymbolicMemory } from './symbolic-memory.js';
import { NotLiftable, OP, type WasmFunction, type WasmModule } from './wasm-module.js';

interface Frame {
  readonly fn: WasmFunction;
  /** `undefined` differs between the two ways of a branch, and must not be read. */
  readonly locals: (Value | undefined)[];
}
/** What one way of a branch left behind. */
interface Way {
  readonly changes: Changes;
  readonly locals: readonly (Value | undefined)[];
}

class AssertionReached extends NotLiftable {}
const FALL_THROUGH = -1;
const RETURN = -2;

export class SymbolicRun {
  /** Nodes that must be 1. */
  readonly assertions: number[] = [];
  readonly memory: SymbolicMemory;
  private readonly stack = new OperandStack();
  private readonly field: FieldFunctions;
  /** 1 where the way that is being run is the one taken; undefined outside of branches. */
  private path: number | undefined;

  constructor(
    private readonly module: WasmModule,
    private readonly graph: Graph,
  ) {
    this.memory = new SymbolicMemory(module, graph);
    this.field = new FieldFunctions(graph, this.memory, this.stack, (condition) => this.assert(condition));
  }

  /** Calls an exported function. @returns its result, if it has one */
  call(name: string, ...parameters: number[]): number | undefined {
    const index = this.module.exports.get(name) ?? -1;
    const fn = this.module.functions[index - this.module.imports.length];
    if (fn === undefined) throw new NotLiftable(`circuit.wasm has no function ${name}`);
    for (const parameter of parameters) this.stack.push(parameter);
    this.invoke(index);
    return fn.results === 1 ? this.stack.popNumber() : undefined;
  }
  /** Sets an input signal, as callers of the calculator do. */
  setInput(high: number, low: number, index: number, node: number): void {
    this.memory.setNode(SHARED_VALUE, node);
    this.field.exchanges = true;
    this.call('setInputSignal', high | 0, low | 0, index);
  }
  /** The node of a wire. */
  wire(index: number): number {
    this.call('getWitness', index);
    return this.memory.nodeAt(SHARED_VALUE);
  }

  private invoke(index: number): void {
    if (index >= FIRST_FIELD_FUNCTION && index <= LAST_FIELD_FUNCTION) {
      this.field.call(index);
      return;
    }
    if (index === PRINT_ERROR_MESSAGE) throw new AssertionReached('an assertion fails for every input');
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
          stack.push((stack.popNumber() + stack.popNumber()) | 0);
          break;
        case 0x6c: // i32.mul
          stack.push(Math.imul(stack.popNumber(), stack.popNumber()));
          break;
        case OP.call:
          if (immediate === FIELD.isTrue) {
            const node = this.memory.nodeAt(stack.popNumber());
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
          const target = this.module.table[stack.popNumber()];
          if (target === undefined) throw new NotLiftable('circuit.wasm calls nothing');
          this.invoke(target);
          break;
        }
        case OP.localSet:
          locals[immediate] = stack.pop();
          break;
        case OP.localTee:
          locals[immediate] = stack.top();
          break;
        case OP.block:
        case OP.loop:
        case OP.end:
          break;
        case OP.if:
          if (stack.popNumber() === 0) at = code[3 * at + 2] as number;
          break;
        case OP.else:
          at = immediate;
          break;
        case OP.brIf:
          if (stack.popNumber() === 0) break;
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
          stack.push(this.memory.loadWord(stack.popNumber() + immediate));
          break;
        case OP.i32Store: {
          const value = stack.popNumber();
          this.memory.storeWord(stack.popNumber() + immediate, value);
          break;
        }
        case OP.i32Load8u: {
          const address = stack.popNumber() + immediate;
          stack.push((this.memory.loadWord(address & ~3) >>> (8 * (address & 3))) & 0xff);
          break;
        }
        case OP.i32Store8: {
          const value = stack.popNumber();
          const address = stack.popNumber() + immediate;
          const shift = 8 * (address & 3);
          this.memory.storeWord(address & ~3, (this.memory.loadWord(address & ~3) & ~(0xff << shift)) | ((value & 0xff) << shift));
          break;
        }
        case OP.i64Load: {
          const address = stack.popNumber() + immediate;
          stack.push(
            BigInt.asIntN(64, BigInt(this.memory.loadWord(address) >>> 0) | (BigInt(this.memory.loadWord(address + 4) >>> 0) << 32n)),
          );
          break;
        }
        case OP.i64Store: {
          const value = stack.popLong();
          const address = stack.popNumber() + immediate;
          this.memory.storeWord(address, Number(BigInt.asIntN(32, value)));
          this.memory.storeWord(address + 4, Number(BigInt.asIntN(32, value >> 32n)));
          break;
        }
        case OP.memorySize:
          stack.push(this.memory.pages);
          break;
        case OP.memoryGrow:
          stack.push(this.memory.grow(stack.popNumber()));
          break;
        default:
          runInteger(op, stack);
      }
      at += 1;
    }
    return FALL_THROUGH;
  }

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
    if (taken === undefined && other === undefined) throw new AssertionReached('an assertion fails for every input');
    if (taken === undefined) this.assert(this.graph.not(condition));
    if (other === undefined) this.assert(condition);
    const { locals } = frame;
    if (taken !== undefined && other !== undefined) {
      this.memory.merge(condition, taken.changes, other.changes);
      taken.locals.forEach((value, i) => {
        locals[i] = value === other.locals[i] ? value : undefined;
      });
    } else {
      const left = (taken ?? other) as Way;
      this.memory.redo(left.changes);
      left.locals.forEach((value, i) => {
        locals[i] = value;
      });
    }
    return end;
  }

  /** Runs one way and takes everything back. @returns what it left behind; undefined if it reports a failed assertion */
  private way(frame: Frame, condition: number, start: number, stop: number): Way | undefined {
    const { stack, path, memory } = this;
    const before = frame.locals.slice();
    const { height } = stack;
    memory.begin();
    this.path = path === undefined ? condition : this.graph.multiply(path, condition);
    let isFailed = false;
    try {
      if (start < stop && this.run(frame, start, stop) !== FALL_THROUGH) throw new NotLiftable('a return or a loop depends on inputs');
      if (stack.height !== height) throw new NotLiftable('circuit.wasm is not well nested');
    } catch (error) {
      if (!(error instanceof AssertionReached)) throw error;
      isFailed = true;
      stack.cut(height);
    }
    this.path = path;
    const changes = memory.takeBack();
    const locals = frame.locals.slice();
    before.forEach((value, i) => {
      frame.locals[i] = value;
    });
    return isFailed ? undefined : { changes, locals };
  }

  /** `condition` must be 1 wherever this place is reached. */
  private assert(condition: number): void {
    const { graph, path } = this;
    const needed = path === undefined ? condition : graph.select(path, condition, graph.constant(1n));
    const value = graph.valueOf(needed);
    if (value === 0n) throw new NotLiftable('an assertion fails for every input');
    if (value === undefined) this.assertions.push(needed);
  }
}
