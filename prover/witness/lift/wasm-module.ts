/**
 * A WebAssembly binary, decoded as far as circom's witness calculators need it: integer instructions, structured control without
 * results. Whatever else occurs is a `NotLiftable`.
 *
 * Reference: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */

/** The calculator cannot be lifted; the message says why. Not an error of anybody: the calculator itself is used then. */
export class NotLiftable extends Error {}

export interface WasmFunction {
  readonly parameters: number;
  readonly results: number;
  /** Parameters first. */
  readonly locals: number;
  /** Which locals start as an i64 zero. */
  readonly wide: readonly number[];
  /** Four numbers an instruction: opcode, two immediates, and where control goes (see `decodeBody`). */
  readonly code: Int32Array;
  /** Constants of i64.const instructions, which name them by index. */
  readonly longs: readonly bigint[];
  /** Bytes of locals and instructions, as they stand in the file. */
  readonly body: Uint8Array;
}

export interface WasmModule {
  readonly imports: readonly string[];
  /** Function i of the file is `functions[i - imports.length]`. */
  readonly functions: readonly WasmFunction[];
  readonly exports: ReadonlyMap<string, number>;
  readonly memoryPages: number;
  /** Functions that `call_indirect` names by index. */
  readonly table: readonly number[];
  readonly data: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Load: 0x28,
  i64Load: 0x29,
  i32Load8u: 0x2d,
  i32Store: 0x36,
  i64Store: 0x37,
  i32Store8: 0x3a,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
} as const;

const IMMEDIATE_FREE_FIRST = 0x45;
const IMMEDIATE_FREE_LAST = 0xbf;
const EMPTY_BLOCK = 0x40;
const I64 = 0x7e;

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new NotLiftable('circuit.wasm is cut off');
    return value;
  }
  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
      if (shift > 28) throw new NotLiftable('circuit.wasm has a number that is too long');
    }
  }
  signed32(): number {
    let value = 0;
    for (let shift = 0; ; ) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if ((byte & 0x80) === 0) return (byte & 0x40) === 0 || shift > 31 ? value : value | (-1 << shift);
      if (shift > 31) throw new NotLiftable('circuit.wasm has a number that is too long');
    }
  }
  signed64(): bigint {
    let value = 0n;
    for (let shift = 0n; ; ) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if ((byte & 0x80) === 0) return (byte & 0x40) === 0 ? value : value - (1n << shift);
      if (shift > 63n) throw new NotLiftable('circuit.wasm has a number that is too long');
    }
  }
  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new NotLiftable('circuit.wasm is cut off');
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }
  name(): string {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.unsigned() }, read);
  }
}

interface Signature {
  readonly parameters: readonly number[];
  readonly results: number;
}

/** @throws NotLiftable */
export function parseWasm(bytes: Uint8Array): WasmModule {
  const file = new Reader(bytes);
  if (Buffer.from(file.take(8)).toString('hex') !== '0061736d01000000') throw new NotLiftable('circuit.wasm is not a WebAssembly module');
  let signatures: Signature[] = [];
  let imports: string[] = [];
  let types: number[] = [];
  let exports = new Map<string, number>();
  let memoryPages = 0;
  let functions: WasmFunction[] = [];
  const table: number[] = [];
  let data: { offset: number; bytes: Uint8Array }[] = [];
  while (file.at < bytes.length) {
    const section = file.byte();
    const reader = new Reader(file.take(file.unsigned()));
    if (section === 1)
      signatures = reader.list(() => {
        reader.byte();
        return { parameters: reader.list(() => reader.byte()), results: reader.list(() => reader.byte()).length };
      });
    else if (section === 2)
      imports = reader.list(() => {
        const name = `${reader.name()}.${reader.name()}`;
        if (reader.byte() !== 0) throw new NotLiftable(`circuit.wasm imports ${name}, which is no function`);
        reader.unsigned();
        return name;
      });
    else if (section === 3) types = reader.list(() => reader.unsigned());
    else if (section === 5) {
      reader.list(() => {
        const hasLimit = reader.byte() !== 0;
        memoryPages = reader.unsigned();
        if (hasLimit) reader.unsigned();
      });
    } else if (section === 7)
      exports = new Map(
        reader.list((): [string, number] => {
          const name = reader.name();
          const kind = reader.byte();
          const index = reader.unsigned();
          return [name, kind === 0 ? index : -1];
        }),
      );
    else if (section === 9)
      reader.list(() => {
        if (reader.unsigned() !== 0) throw new NotLiftable('circuit.wasm has a table of an unknown kind');
        const offset = constantOffset(reader);
        reader
          .list(() => reader.unsigned())
          .forEach((index, i) => {
            table[offset + i] = index;
          });
      });
    else if (section === 10) {
      let next = 0;
      functions = reader.list(() => {
        const signature = signatures[types[next++] ?? -1];
        if (signature === undefined) throw new NotLiftable('circuit.wasm has a function without a type');
        return decodeFunction(reader.take(reader.unsigned()), signature);
      });
    } else if (section === 11)
      data = reader.list(() => {
        if (reader.unsigned() !== 0) throw new NotLiftable('circuit.wasm has data of an unknown kind');
        const offset = constantOffset(reader);
        return { offset, bytes: reader.take(reader.unsigned()) };
      });
  }
  return { imports, functions, exports, memoryPages, table, data };
}

function constantOffset(reader: Reader): number {
  const isConstant = reader.byte() === OP.i32Const;
  const offset = reader.signed32();
  if (!isConstant || offset < 0 || reader.byte() !== OP.end) throw new NotLiftable('circuit.wasm has data at no fixed place');
  return offset;
}

function decodeFunction(body: Uint8Array, { parameters, results }: Signature): WasmFunction {
  const reader = new Reader(body);
  const wide: number[] = [];
  let locals = parameters.length;
  reader.list(() => {
    const count = reader.unsigned();
    if (reader.byte() === I64) for (let i = 0; i < count; i++) wide.push(locals + i);
    locals += count;
  });
  const { code, longs } = decodeBody(reader);
  return { parameters: parameters.length, results, locals, wide, code, longs, body };
}

/**
 * Control: `block`, `loop` and `if` have the index of their `end` in the first immediate, `if` the index of its `else` (or of its end)
 * in the second; `else` the index of its `end`. `br` and `brIf` have the index of the instruction at which to go on.
 */
function decodeBody(reader: Reader): { code: Int32Array; longs: bigint[] } {
  const code: number[] = [];
  const longs: bigint[] = [];
  const open: { at: number; isLoop: boolean; exits: number[] }[] = [{ at: -1, isLoop: false, exits: [] }];
  while (open.length > 0) {
    const at = code.length / 3;
    const op = reader.byte();
    let first = 0;
    const second = 0;
    if (op === OP.block || op === OP.loop || op === OP.if) {
      if (reader.byte() !== EMPTY_BLOCK) throw new NotLiftable('circuit.wasm has a block with a result');
      open.push({ at, isLoop: op === OP.loop, exits: [] });
    } else if (op === OP.else) {
      const block = open.at(-1);
      if (block === undefined) throw new NotLiftable('circuit.wasm is not well nested');
      code[3 * block.at + 2] = at;
      block.exits.push(-1 - at);
    } else if (op === OP.end) {
      const block = open.pop();
      if (block === undefined) throw new NotLiftable('circuit.wasm is not well nested');
      if (block.at >= 0) {
        code[3 * block.at + 1] = at;
        if (code[3 * block.at] === OP.if && code[3 * block.at + 2] === 0) code[3 * block.at + 2] = at;
      }
      for (const exit of block.exits) code[3 * (exit < 0 ? -1 - exit : exit) + 1] = at;
    } else if (op === OP.br || op === OP.brIf) {
      const block = open.at(-1 - reader.unsigned());
      if (block === undefined) throw new NotLiftable('circuit.wasm is not well nested');
      if (block.isLoop) first = block.at;
      else block.exits.push(at);
    } else if (op === OP.i32Const) first = reader.signed32();
    else if (op === OP.i64Const) first = longs.push(BigInt.asIntN(64, reader.signed64())) - 1;
    else if (op === OP.call || op === OP.localGet || op === OP.localSet || op === OP.localTee) first = reader.unsigned();
    else if (op === OP.callIndirect) {
      reader.unsigned();
      reader.byte();
    } else if (op >= OP.i32Load && op <= 0x3e) {
      reader.unsigned();
      first = reader.unsigned();
    } else if (op === OP.memorySize || op === OP.memoryGrow) reader.byte();
    else if (op !== OP.return && op !== OP.drop && op !== OP.unreachable && !(op >= IMMEDIATE_FREE_FIRST && op <= IMMEDIATE_FREE_LAST))
      throw new NotLiftable(`circuit.wasm has the instruction 0x${op.toString(16)}`);
    code.push(op, first, second);
  }
  return { code: Int32Array.from(code), longs };
}
