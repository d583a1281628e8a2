/**
 * BN254 in WebAssembly: the curve code inside snarkjs, instantiated once in a memory of our own.
 *
 * Points are affine (x, y), each coordinate 32 bytes little-endian in Montgomery form; the point at infinity is all zero.
 * That is how a zkey file stores them. Jacobian points (x, y, z) appear only between additions.
 *
 * Traps: `memory.grow` detaches every earlier view, so views are taken fresh from `bytes()` after the last `allocate`. And batch
 * functions take scratch memory from the address in word 0 without growing, so word 0 must always lie behind our allocations.
 */
import { type Curve, curves } from 'snarkjs';
import { ProverError } from '../errors.js';

/** Order of the base field of BN254; coordinates live here, scalars do not. */
export const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
/** Order of the groups: the scalar field of BN254. */
export const SCALAR_FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

const PAGE = 65536;
/** The compiled module expects at least this many pages (ffjavascript's own setting). */
const INITIAL_PAGES = 25;
/** Free memory that functions of the module may use as scratch, in bytes, unless more is asked for: 64 for each point of a batch. */
const SCRATCH = 1 << 20;

let shared: Promise<Curve> | undefined;

/**
 * The snarkjs curve of this thread, built once, without threads of its own.
 *
 * snarkjs builds the curve (and recompiles its WebAssembly) at every call when it is asked for one thread, and looks at
 * `globalThis.curve_bn128` first when it is not. Putting the single-threaded curve there makes every later call reuse it and
 * keeps snarkjs from starting threads inside a pool worker. Every call looks again, because each copy of ffjavascript that is
 * loaded later empties the place. A curve that somebody else installed stays.
 */
export async function threadCurve(): Promise<Curve> {
  shared ??= curves.getCurveFromName('bn128', { singleThread: true });
  const curve = await shared;
  const place = globalThis as { curve_bn128?: Curve | null };
  place.curve_bn128 ??= curve;
  return curve;
}

type WasmFunction = (...operands: number[]) => number;

/** One group of one instance: function names are prefixed, and a point has `size` bytes (affine). */
export interface WasmGroup {
  readonly prefix: 'g1m' | 'g2m';
  /** Bytes of an affine point: 64 or 128. */
  readonly size: number;
  /** Address of the generator, Jacobian. */
  readonly generator: number;
}

export class WasmCurve {
  readonly g1: WasmGroup;
  readonly g2: WasmGroup;
  private free: number;
  private scratch = SCRATCH;

  private constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly functions: Record<string, unknown>,
    curve: Curve,
  ) {
    this.g1 = { prefix: 'g1m', size: 64, generator: curve.tm.pG1gen };
    this.g2 = { prefix: 'g2m', size: 128, generator: curve.tm.pG2gen };
    // The first word of the memory is the module's own pointer to the end of its constants.
    this.free = new Uint32Array(memory.buffer)[0] ?? 0;
  }

  static async create(): Promise<WasmCurve> {
    const curve = await threadCurve();
    const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
    const { instance } = await WebAssembly.instantiate(curve.tm.code, { env: { memory } });
    return new WasmCurve(memory, instance.exports, curve);
  }

  /** Bytes of the memory as it is now. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  /** Makes sure that functions find `bytes` of scratch memory. */
  reserveScratch(bytes: number): void {
    this.scratch = Math.max(this.scratch, bytes);
    this.allocate(0);
  }

  /** Reserves memory for good (there is no free) and returns its address, a multiple of 8. */
  allocate(bytes: number): number {
    const address = (this.free + 7) & ~7;
    this.free = address + bytes;
    const missing = this.free + this.scratch - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    new Uint32Array(this.memory.buffer)[0] = (this.free + 7) & ~7;
    return address;
  }

  /** A view of `size` bytes at `address`, valid until the next `allocate`. */
  bytes(address: number, size: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, size);
  }

  /** The exported function `name`, for example `g1m_addMixed`. */
  function(name: string): WasmFunction {
    const found = this.functions[name];
    if (typeof found !== 'function')
      throw new ProverError('engine.incompatible', `snarkjs's curve has no function ${name}`, 'Install the pinned snarkjs.');
    return found as WasmFunction;
  }
}
