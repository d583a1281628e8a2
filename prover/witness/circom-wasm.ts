/**
 * The calling convention of a witness calculator that circom 2.1+ compiles to WebAssembly.
 *
 * Values cross through one field-sized slot of shared memory (32-bit words, little-endian); a signal is named by the FNV-1a
 * hash of its name in two halves. A failed assertion calls `printErrorMessage` once for each template on the stack, innermost
 * first, then `exceptionHandler`, whose exception unwinds the WebAssembly frames and leaves the instance unusable.
 *
 * Trap: messages are the circuit's own text ("Error in template Clause_1 line: 19") and never contain values, but `log()`
 * statements of a circuit would; `showSharedRWMemory` and `writeBufferMessage` are therefore swallowed.
 */
import { ProverError } from '../errors.js';

/** A place on circom's template stack; `template` is without the instance number circom appends. */
export interface TemplateFrame {
  readonly template: string;
  readonly line: number;
}

/** The circuit refuses these inputs. `frames` has the failing template first and the main template last. */
export class AssertionFailure extends ProverError {
  constructor(readonly frames: readonly TemplateFrame[]) {
    const inner = frames[0];
    super(
      'witness.assertion',
      inner === undefined ? 'an assertion of the circuit failed' : `an assertion failed in template ${inner.template}, line ${inner.line}`,
    );
  }
}

const ASSERT_FAILED = 4;
const REASONS: Readonly<Record<number, string>> = {
  1: 'a signal was not found',
  2: 'too many values for the signals',
  3: 'a signal was set twice',
  5: 'not enough memory',
  6: 'too many values for an array signal',
  7: 'an array was accessed out of bounds',
};

/** Parses "Error in template Name_12 line: 34" lines; anything else is ignored. */
export function parseTemplateFrames(message: string): TemplateFrame[] {
  return [...message.matchAll(/Error in template (\w+?)(?:_\d+)? line: (\d+)/g)].map(([, template = '', line = '']) => ({
    template,
    line: Number(line),
  }));
}

/** The exports of a circom calculator. */
export interface CircomExports {
  readonly memory: WebAssembly.Memory;
  init(sanityCheck: number): void;
  getFieldNumLen32(): number;
  getRawPrime(): void;
  getSharedRWMemoryStart(): number;
  getInputSize(): number;
  getInputSignalSize(high: number, low: number): number;
  setInputSignal(high: number, low: number, index: number): void;
  getWitnessSize(): number;
  getWitness(index: number): void;
  getMessageChar(): number;
}

const REQUIRED = [
  'init',
  'getFieldNumLen32',
  'getRawPrime',
  'getSharedRWMemoryStart',
  'getInputSize',
  'getInputSignalSize',
  'setInputSignal',
  'getWitnessSize',
  'getWitness',
  'getMessageChar',
] as const;

/** Makes a fresh instance. @throws ProverError `witness.not-circom` for a module with another interface */
export function instantiateCircom(module: WebAssembly.Module): CircomExports {
  let messages = '';
  const readMessage = (): string => {
    let text = '';
    for (let code = exports.getMessageChar(); code !== 0; code = exports.getMessageChar()) text += String.fromCharCode(code);
    return text;
  };
  const runtime = {
    exceptionHandler(code: number): never {
      const frames = parseTemplateFrames(messages);
      messages = '';
      if (code === ASSERT_FAILED) throw new AssertionFailure(frames);
      throw new ProverError(
        'witness.failed',
        `the witness calculator stopped: ${REASONS[code] ?? `reason ${code}`}`,
        'Compile the clause again.',
      );
    },
    printErrorMessage(): void {
      messages += `${readMessage()}\n`;
    },
    writeBufferMessage(): void {
      readMessage();
    },
    showSharedRWMemory(): void {},
  };
  const exports = new WebAssembly.Instance(module, { runtime }).exports as unknown as CircomExports;
  const record = exports as unknown as Record<string, unknown>;
  if (REQUIRED.some((name) => typeof record[name] !== 'function') || record['memory'] === undefined) {
    throw new ProverError(
      'witness.not-circom',
      'circuit.wasm is not a witness calculator of circom 2.1 or later',
      'Compile the clause again.',
    );
  }
  return exports;
}

const FNV_PRIME = 0x100000001b3n;
const FNV_OFFSET = 0xcbf29ce484222325n;

/** FNV-1a, 64 bits, of a signal name: the two 32-bit halves circom asks for. */
export function signalHash(name: string): { readonly high: number; readonly low: number } {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(name)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
  return { high: Number(hash >> 32n), low: Number(hash & 0xffffffffn) };
}
