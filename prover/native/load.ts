/**
 * Picks the native kernel for this processor, and tells why.
 *
 * `CLAUSEPROOF_KERNEL` (ifma, adx, portable, or off) overrides the choice, for tests and benchmarks; a kernel that this processor cannot
 * run is refused, never tried.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { messageOf, ProverError } from '../errors.js';

/** The fastest first. */
export const KERNELS = ['ifma', 'adx', 'portable'] as const;
export type Kernel = (typeof KERNELS)[number];

/** What a kernel asks of the processor; `processor.node` knows whether it is there. Any processor runs the others. */
const NEEDS: Readonly<Partial<Record<Kernel, string>>> = { ifma: 'AVX-512-IFMA', adx: 'ADX and BMI2' };

/** A key in the memory of the process, shared by its threads. */
export interface NativeKey {
  readonly native: unique symbol;
}

/** A witness program in the memory of the process, shared by its threads. */
export interface NativeWitnessProgram {
  readonly nativeWitness: unique symbol;
}

export interface NativeKeyFacts {
  readonly wires: number;
  readonly publicSignals: number;
  readonly domainSize: number;
  /** Memory of the key with its tables, and of the tables alone, in bytes. */
  readonly bytes: number;
  readonly tableBytes: number;
  /** Time that went into tables so far, of all threads that made them. */
  readonly tableMilliseconds: number;
  /** Bits of a window of H, and how many windows share a precomputed multiple (1: none do). */
  readonly window: number;
  readonly stride: number;
}

/** The compiled module; see addon/addon.cpp. */
export interface NativeModule {
  readonly kernel: Kernel;
  findKey(hash: string): NativeKey | undefined;
  loadKey(hash: string, zkey: Uint8Array, budget: number, threads: number): Promise<NativeKey>;
  releaseKey(key: NativeKey): void;
  prove(key: NativeKey, witness: Uint8Array, r: Uint8Array | undefined, s: Uint8Array | undefined, threads: number): Promise<Uint8Array>;
  /**
   * Whether a proof (256 bytes, EIP-197 order) holds for these signals: 32 bytes each, little-endian. Everything that is not canonical, not on
   * its curve, not of order r or of another length is refused.
   */
  verify(key: NativeKey, signals: Uint8Array, proof: Uint8Array): Promise<boolean>;
  /** Multiples of the generator of G1 or G2, affine, as a zkey stores them. `scalars`: 32 bytes each, little-endian, below the order. */
  multiplyGenerator(group: 1 | 2, scalars: Uint8Array, threads: number): Promise<Uint8Array>;
  /** left[i] * right[i], 32 bytes each, little-endian and below the prime; field 1: base, 2: scalar. The kernel's self-check. */
  fieldProducts(field: 1 | 2, left: Uint8Array, right: Uint8Array): Uint8Array;
  /** 1 / values[i], and 0 for 0; as `fieldProducts`. */
  fieldInverses(field: 1 | 2, values: Uint8Array): Uint8Array;
  keyFacts(key: NativeKey): NativeKeyFacts;
  findWitnessProgram(hash: string): NativeWitnessProgram | undefined;
  /** Checks every instruction. @throws an Error with code `witness.malformed` */
  loadWitnessProgram(hash: string, program: Uint8Array): NativeWitnessProgram;
  /**
   * Evaluates `executions` side by side, as many at a time as the kernel has lanes.
   * @param inputs all inputs of one execution after the other, 32 bytes each, little-endian and below the order
   * @returns `wires`: one witness after the other; `accepted`: a byte for each, 0 where the circuit's own calculator must tell
   */
  evaluateWitness(
    program: NativeWitnessProgram,
    inputs: Uint8Array,
    executions: number,
  ): { readonly wires: Uint8Array; readonly accepted: Uint8Array };
  /**
   * Milliseconds that each stage of proofs took since the last call, all threads together, in the order of the stages. `on`: 1 counts
   * from now on, 0 stops.
   */
  stageTimes(on: 0 | 1): Readonly<Record<string, { readonly processor: number; readonly elapsed: number }>>;
}

/** Which engine and kernel run, and why. */
export interface EngineChoice {
  readonly engine: 'native' | 'wasm';
  readonly kernel?: Kernel;
  /** A whole sentence. */
  readonly reason: string;
  /** Kernels that are built and that this processor can run. */
  readonly available: readonly Kernel[];
}

const require = createRequire(import.meta.url);
/** The build lies in the package, beside the C++ sources; compiled JavaScript lies one folder further down. */
const BUILD = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './build/' : '../../native/build/', import.meta.url));

/** Why there is no build, in the words of install.mjs. */
function missingReason(build: string): string {
  try {
    const { reason } = JSON.parse(readFileSync(`${build}report.json`, 'utf8')) as { reason?: string };
    if (reason !== undefined) return `The native engine was not built: ${reason}`;
  } catch {}
  return 'The native engine has not been built (npm run native:build, or npm rebuild @clauseproof/prover).';
}

/**
 * Decides without loading a kernel.
 * @param wanted a kernel name or `off`; the environment's `CLAUSEPROOF_KERNEL` unless given
 * @throws ProverError `engine.kernel` for an unknown kernel or one that cannot run here
 */
export function chooseEngine(wanted: string | undefined = process.env['CLAUSEPROOF_KERNEL'], build: string = BUILD): EngineChoice {
  if (wanted !== undefined && wanted !== '' && wanted !== 'off' && !KERNELS.includes(wanted as Kernel))
    throw new ProverError('engine.kernel', `there is no kernel "${wanted}"`, `Set CLAUSEPROOF_KERNEL to ${KERNELS.join(', ')} or off.`);
  const built = KERNELS.filter((kernel) => existsSync(`${build}Release/${kernel}.node`));
  let available: Kernel[] = [];
  if (built.length > 0) {
    try {
      const processor = require(`${build}Release/processor.node`) as Partial<Record<Kernel, boolean>>;
      available = built.filter((kernel) => NEEDS[kernel] === undefined || processor[kernel] === true);
    } catch (error) {
      return { engine: 'wasm', reason: `The native engine cannot be loaded: ${messageOf(error)}`, available: [] };
    }
  }
  if (wanted === 'off') return { engine: 'wasm', reason: 'The native engine is switched off (CLAUSEPROOF_KERNEL=off).', available };
  if (wanted !== undefined && wanted !== '') {
    const kernel = available.find((each) => each === wanted);
    if (kernel === undefined)
      throw new ProverError(
        'engine.kernel',
        `the kernel "${wanted}" cannot run here`,
        built.length === 0 ? missingReason(build) : `This machine runs: ${available.join(', ')}.`,
      );
    return { engine: 'native', kernel, reason: 'The kernel was asked for.', available };
  }
  const [kernel] = available;
  if (kernel === undefined) return { engine: 'wasm', reason: missingReason(build), available };
  return { engine: 'native', kernel, reason: reasonFor(kernel, built), available };
}

/** Why it is this kernel, and no faster one of those that were built. A whole sentence. */
export function reasonFor(kernel: Kernel, built: readonly Kernel[]): string {
  const has = NEEDS[kernel];
  const missing = built.slice(0, built.indexOf(kernel)).map((faster) => NEEDS[faster] ?? faster);
  if (has === undefined && missing.length === 0) return 'No kernel with other instructions was built for this kind of processor.';
  const lacks = `this processor or operating system has no ${missing.join(', and no ')}.`;
  if (has === undefined) return lacks.replace('this', 'This');
  return missing.length === 0 ? `This processor has ${has}.` : `This processor has ${has}; ${lacks}`;
}

/** Loads the module of a choice; undefined if the choice is not the native engine. @throws ProverError `engine.kernel` */
export function loadKernel(choice: EngineChoice, build: string = BUILD): NativeModule | undefined {
  if (choice.kernel === undefined) return undefined;
  try {
    return require(`${build}Release/${choice.kernel}.node`) as NativeModule;
  } catch (error) {
    throw new ProverError(
      'engine.kernel',
      `the kernel ${choice.kernel} cannot be loaded: ${messageOf(error)}`,
      'Run: npm run native:build',
    );
  }
}
