/** The fastest engine that runs here: the native one where it is built, WebAssembly elsewhere. */
import type { Groth16Engine } from '../groth16/engine.js';
import { createWasmEngine } from '../groth16/wasm-engine.js';
import { createNativeEngine, type NativeEngineOptions } from './engine.js';
import { chooseEngine } from './load.js';

/** @throws ProverError `zkey.malformed`, and `engine.kernel` if `CLAUSEPROOF_KERNEL` asks for what cannot run here */
export async function createBestEngine(zkey: Uint8Array, options: NativeEngineOptions = {}): Promise<Groth16Engine> {
  return chooseEngine(options.kernel).engine === 'native' ? createNativeEngine(zkey, options) : createWasmEngine(zkey);
}
