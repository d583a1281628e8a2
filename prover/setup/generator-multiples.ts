/**
 * Multiples of the two generators, by the native engine where it is built and by WebAssembly elsewhere: the slow part of a setup.
 */
import { availableParallelism } from 'node:os';
import { fieldBytes } from '../field-bytes.js';
import { WasmCurve } from '../groth16/curve.js';
import { chooseEngine, loadKernel, type NativeModule } from '../native/load.js';
import { FixedBase } from './fixed-base.js';

/** Scalars of one call of the engine: some tenths of a second, so that progress is seen. */
const SHARE = 65536;

export interface GeneratorMultiples {
  /**
   * @param scalars canonical values below the group order
   * @param progress called with the number done
   * @returns affine points one after the other, as a zkey stores them; all zero for infinity
   */
  multiply(group: 1 | 2, scalars: readonly bigint[], progress?: (done: number) => void): Promise<Uint8Array>;
}

/** @param kernel as in `chooseEngine`: a kernel, or `off` for WebAssembly */
export async function generatorMultiples(kernel?: string): Promise<GeneratorMultiples> {
  const module = loadKernel(chooseEngine(kernel));
  return module === undefined ? wasmMultiples() : nativeMultiples(module);
}

async function wasmMultiples(): Promise<GeneratorMultiples> {
  const curve = await WasmCurve.create();
  const bases = { 1: new FixedBase(curve, curve.g1), 2: new FixedBase(curve, curve.g2) };
  return { multiply: async (group, scalars, progress) => bases[group].multiply(scalars, progress) };
}

function nativeMultiples(module: NativeModule): GeneratorMultiples {
  return {
    async multiply(group, scalars, progress = () => undefined) {
      const parts: Uint8Array[] = [];
      for (let start = 0; start < scalars.length; start += SHARE) {
        const share = fieldBytes(scalars.slice(start, start + SHARE));
        parts.push(await module.multiplyGenerator(group, share, availableParallelism()));
        // The logarithms of a key's points are as secret as the values that they come from.
        share.fill(0);
        progress(Math.min(start + SHARE, scalars.length));
      }
      return Buffer.concat(parts);
    },
  };
}
