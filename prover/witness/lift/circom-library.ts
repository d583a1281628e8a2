/**
 * The field functions that circom puts into every witness calculator, by their place in the module.
 *
 * They are taken for what their names say only where all of them, and the constants that they read, are byte for byte those that were
 * looked at: another version of circom, or another prime, is not lifted.
 */
import { createHash } from 'node:crypto';
import { NotLiftable, type WasmModule } from './wasm-module.js';

/** Of circom 2.2.3 with --prime bn128 (npm circom2 0.2.23): the bodies of its 81 functions, and its constants. */
const FINGERPRINTS: ReadonlySet<string> = new Set(['506137397ede1f34654b1bd3c17ee468eb4b96c3fa4275328ecd126138d5e885']);

const IMPORTS = ['runtime.exceptionHandler', 'runtime.printErrorMessage', 'runtime.writeBufferMessage', 'runtime.showSharedRWMemory'];
const FUNCTIONS = 81;
/** Behind the constants of the field lies the word pair of the value that callers exchange, then that value, then the inputs' map. */
export const SHARED_VALUE = 1984;
export const INPUT_MAP = 2032;
/** Entries of the inputs' map: 256, and of a circuit with more inputs the next power of two that holds them. */
export const INPUT_MAP_ENTRIES = [256, 512, 1024, 2048, 4096, 8192, 16384] as const;

/** Index of the import that is called for every frame of a failed assertion. */
export const PRINT_ERROR_MESSAGE = 1;

/** Function indices of the file; the functions in between are called by these only. */
export const FIELD = {
  /** The 256 bits of an element whose first word says that it is short; nothing of its value. */
  clear: 5,
  copy: 37,
  copyMany: 38,
  isTrue: 39,
  toLongNormal: 43,
  negate: 45,
  toInt: 47,
  add: 48,
  subtract: 49,
  isEqual: 50,
  equal: 52,
  notEqual: 53,
  greater: 54,
  greaterOrEqual: 55,
  less: 56,
  lessOrEqual: 57,
  multiply: 58,
  quotient: 59,
  remainder: 60,
  divide: 62,
  power: 63,
  shiftLeft: 72,
  shiftRight: 73,
  and: 75,
  or: 77,
  xor: 79,
  not: 81,
  logicalAnd: 82,
  logicalOr: 83,
  logicalNot: 84,
} as const;

export const FIRST_FIELD_FUNCTION: number = IMPORTS.length;
export const LAST_FIELD_FUNCTION: number = IMPORTS.length + FUNCTIONS - 1;

/** @throws NotLiftable if this is no calculator of the version whose functions are known */
export function checkLibrary(module: WasmModule): void {
  if (module.imports.join() !== IMPORTS.join()) throw new NotLiftable('circuit.wasm is not a witness calculator of circom 2');
  const hash = createHash('sha256');
  for (const { body } of module.functions.slice(0, FUNCTIONS)) hash.update(body);
  // At 0 lies the top of the stack, which every circuit has elsewhere.
  for (const { offset, bytes } of module.data) if (offset > 0 && offset <= SHARED_VALUE) hash.update(`${offset}`).update(bytes);
  const found = hash.digest('hex');
  if (!FINGERPRINTS.has(found)) throw new NotLiftable(`circuit.wasm has other field functions than those that are known (${found})`);
}
