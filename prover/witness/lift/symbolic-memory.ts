/**
 * Memory of a calculator that is run with unknown inputs: bytes as they are, and beside them, at the address of each field element that
 * was computed, its node.
 *
 * circom keeps an element in 40 bytes: 32 bits with sign, 32 that tell the form, and 256. Elements that are read and were not computed
 * are constants of the file.
 */
import { SCALAR_FIELD } from '../../groth16/curve.js';
import type { Graph } from './graph.js';
import { NotLiftable, type WasmModule } from './wasm-module.js';

export const ELEMENT_BYTES = 40;
const PAGE_BYTES = 65536;
const MAX_PAGES = 32768;
const NOTHING = -1;
const LONG = 0x80000000;
const MONTGOMERY = 0x40000000;
/** 2^-256 mod p, to read constants that are stored in Montgomery form. */
const MONTGOMERY_INVERSE = 9915499612839321149637521777990102151350674507940716049588462388200839649614n;

/** What one way of a branch left behind, by address and by slot (address / 4). */
export interface Changes {
  readonly nodes: ReadonlyMap<number, number>;
  readonly words: ReadonlyMap<number, number>;
}

export class SymbolicMemory {
  private bytes: DataView;
  private nodes: Int32Array;
  /** What was overwritten since each way of a branch began. */
  private readonly logs: { readonly nodes: Map<number, number>; readonly words: Map<number, number> }[] = [];

  constructor(
    module: WasmModule,
    private readonly graph: Graph,
  ) {
    if (module.memoryPages > MAX_PAGES) throw new NotLiftable('circuit.wasm asks for more memory than there is');
    this.bytes = new DataView(new ArrayBuffer(module.memoryPages * PAGE_BYTES));
    this.nodes = new Int32Array(this.bytes.byteLength / 4).fill(NOTHING);
    for (const { offset, bytes } of module.data) {
      if (offset + bytes.length > this.bytes.byteLength) throw new NotLiftable('circuit.wasm has data outside of its memory');
      new Uint8Array(this.bytes.buffer).set(bytes, offset);
    }
  }

  get pages(): number {
    return this.bytes.byteLength / PAGE_BYTES;
  }
  /** As `memory.grow`: the pages before, or -1. */
  grow(pages: number): number {
    const before = this.pages;
    if (pages < 0 || before + pages > MAX_PAGES) return -1;
    const bytes = new Uint8Array((before + pages) * PAGE_BYTES);
    bytes.set(new Uint8Array(this.bytes.buffer));
    this.bytes = new DataView(bytes.buffer);
    const nodes = new Int32Array(bytes.length / 4).fill(NOTHING);
    nodes.set(this.nodes);
    this.nodes = nodes;
    return before;
  }

  word(address: number): number {
    return this.bytes.getUint32(address, true);
  }
  long(address: number): bigint {
    return this.bytes.getBigUint64(address, true);
  }
  loadWord(address: number): number {
    if (address < 0 || address + 4 > this.bytes.byteLength) throw new NotLiftable('circuit.wasm reads outside of its memory');
    const node = this.nodes[address >> 2] ?? NOTHING;
    if (node !== NOTHING && this.graph.valueOf(node) === undefined) throw new NotLiftable('circuit.wasm reads a field element as a number');
    return this.bytes.getInt32(address, true);
  }
  storeWord(address: number, value: number): void {
    if (address < 0 || address + 4 > this.bytes.byteLength) throw new NotLiftable('circuit.wasm writes outside of its memory');
    if ((address & 3) !== 0) throw new NotLiftable('circuit.wasm writes a number at an odd place');
    if ((this.nodes[address >> 2] ?? NOTHING) !== NOTHING) this.setSlot(address >> 2, NOTHING);
    this.setWord(address, value);
  }
  /** The node of the element at `address`. */
  nodeAt(address: number): number {
    if ((address & 3) !== 0 || address < 0 || address + ELEMENT_BYTES > this.bytes.byteLength)
      throw new NotLiftable('circuit.wasm reads a field element at an impossible place');
    return this.nodeInSlot(address >> 2);
  }
  setNode(address: number, node: number): void {
    if ((address & 3) !== 0 || address < 0 || address + ELEMENT_BYTES > this.bytes.byteLength)
      throw new NotLiftable('circuit.wasm writes a field element at an impossible place');
    this.setSlot(address >> 2, node);
  }

  /** Begins one way of a branch. */
  begin(): void {
    this.logs.push({ nodes: new Map(), words: new Map() });
  }
  /** Ends it, and takes everything back that it did. */
  takeBack(): Changes {
    const log = this.logs.pop();
    if (log === undefined) throw new Error('internal error: no branch has begun');
    const nodes = new Map([...log.nodes.keys()].map((slot) => [slot, this.nodes[slot] as number]));
    const words = new Map([...log.words.keys()].map((address) => [address, this.bytes.getInt32(address, true)]));
    for (const [slot, value] of log.nodes) this.nodes[slot] = value;
    for (const [address, value] of log.words) this.bytes.setInt32(address, value, true);
    return { nodes, words };
  }
  redo({ nodes, words }: Changes): void {
    for (const [slot, node] of nodes) this.setSlot(slot, node);
    for (const [address, value] of words) this.setWord(address, value);
  }
  /** What is left behind by the one way where `condition` is 1 and by the other where it is 0. */
  merge(condition: number, taken: Changes, other: Changes): void {
    for (const address of new Set([...taken.words.keys(), ...other.words.keys()])) {
      const before = this.bytes.getInt32(address, true);
      const value = taken.words.get(address) ?? before;
      if (value !== (other.words.get(address) ?? before)) throw new NotLiftable('a number in memory depends on a branch on inputs');
      this.setWord(address, value);
    }
    for (const slot of new Set([...taken.nodes.keys(), ...other.nodes.keys()])) {
      const whenTrue = taken.nodes.get(slot) ?? this.nodeInSlot(slot);
      const whenFalse = other.nodes.get(slot) ?? this.nodeInSlot(slot);
      if (whenTrue === NOTHING || whenFalse === NOTHING) throw new NotLiftable('a number in memory depends on a branch on inputs');
      this.setSlot(slot, this.graph.select(condition, whenTrue, whenFalse));
    }
  }

  private setWord(address: number, value: number): void {
    const log = this.logs.at(-1);
    if (log !== undefined && !log.words.has(address)) log.words.set(address, this.bytes.getInt32(address, true));
    this.bytes.setInt32(address, value, true);
  }
  private setSlot(slot: number, node: number): void {
    const log = this.logs.at(-1);
    if (log !== undefined && !log.nodes.has(slot)) log.nodes.set(slot, this.nodes[slot] ?? NOTHING);
    this.nodes[slot] = node;
  }
  private nodeInSlot(slot: number): number {
    const node = this.nodes[slot] ?? NOTHING;
    if (node !== NOTHING) return node;
    const constant = this.graph.constant(this.storedElement(4 * slot));
    // Constants are read often. On the way of a branch, memory may yet be taken back.
    if (this.logs.length === 0) this.nodes[slot] = constant;
    return constant;
  }
  /** A constant that stands in memory: 32 bits with sign, or 256 bits, as they are or in Montgomery form. */
  private storedElement(address: number): bigint {
    const kind = this.word(address + 4);
    if ((kind & LONG) === 0) return BigInt(this.bytes.getInt32(address, true));
    let value = 0n;
    for (let i = 3; i >= 0; i--) value = (value << 64n) | this.long(address + 8 + 8 * i);
    return (kind & MONTGOMERY) === 0 ? value : (value * MONTGOMERY_INVERSE) % SCALAR_FIELD;
  }
}
