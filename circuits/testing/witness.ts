/**
 * Runs circom's witness generator. A failed `===` or `assert` is reported as a rejection.
 *
 * The interface of the wasm: field elements pass through a shared buffer of 32-bit words, signals are addressed by the 64-bit
 * FNV-1a hash of their name.
 */

interface Exports {
  init(sanityCheck: number): void;
  getFieldNumLen32(): number;
  getWitnessSize(): number;
  getWitness(index: number): void;
  readSharedRWMemory(word: number): number;
  writeSharedRWMemory(word: number, value: number): void;
  setInputSignal(high: number, low: number, index: number): void;
}

/** The witness, or undefined if the circuit refuses the inputs. */
export type WitnessCalculator = (inputs: ReadonlyMap<string, readonly bigint[]>) => bigint[] | undefined;

/** The part of the global that is used here; the compiler's library list has no WebAssembly. */
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: unknown): Promise<{ instance: { exports: unknown } }> };

class Refused extends Error {}

function fnv1a(name: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}

/** Codes of the runtime: 4 is a failed assertion or constraint; every other one is a mistake of the caller. */
const ASSERTION_FAILED = 4;

export async function witnessCalculator(wasm: Uint8Array, prime: bigint): Promise<WitnessCalculator> {
  const ignore = (): void => undefined;
  const exceptionHandler = (code: number): void => {
    if (code === ASSERTION_FAILED) throw new Refused();
    throw new Error(`witness generator: error ${code}`);
  };
  const imports = { exceptionHandler, printErrorMessage: ignore, writeBufferMessage: ignore, showSharedRWMemory: ignore };
  const { instance } = await WebAssembly.instantiate(wasm, { runtime: imports });
  const circuit = instance.exports as Exports;
  const words = circuit.getFieldNumLen32();

  const write = (value: bigint): void => {
    for (let i = 0; i < words; i++) circuit.writeSharedRWMemory(i, Number((value >> BigInt(32 * i)) & 0xffffffffn));
  };
  const read = (): bigint => {
    let value = 0n;
    for (let i = words - 1; i >= 0; i--) value = (value << 32n) | BigInt(circuit.readSharedRWMemory(i) >>> 0);
    return value;
  };

  return (inputs) => {
    circuit.init(1);
    try {
      for (const [name, values] of inputs) {
        const hash = fnv1a(name);
        for (const [index, value] of values.entries()) {
          write(((value % prime) + prime) % prime);
          circuit.setInputSignal(Number(hash >> 32n), Number(hash & 0xffffffffn), index);
        }
      }
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
    return Array.from({ length: circuit.getWitnessSize() }, (_, i) => {
      circuit.getWitness(i);
      return read();
    });
  };
}
