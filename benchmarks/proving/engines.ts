/** The engines behind the contestants' names. */
import { availableParallelism } from 'node:os';
import type { Groth16Engine } from '@clauseproof/prover/groth16/engine';
import { createSnarkjsEngine } from '@clauseproof/prover/groth16/snarkjs';
import { createWasmEngine } from '@clauseproof/prover/groth16/wasm';
import type { ContestantName, Loaded } from './messages.js';

export interface LoadedEngine {
  readonly engine: Groth16Engine;
  readonly facts: Omit<Loaded, 'loadMs'>;
}

/** @param allCores one proof on all cores, where the engine can; otherwise one thread */
export async function loadEngine(name: ContestantName, zkey: Uint8Array, allCores: boolean): Promise<LoadedEngine> {
  void allCores;
  void availableParallelism;
  if (name === 'wasm') return { engine: await createWasmEngine(zkey), facts: {} };
  if (name === 'snarkjs-workers') return { engine: await createSnarkjsEngine(zkey), facts: {} };
  throw new Error(`no engine is called ${name}`);
}

/** Whether an engine has a mode that puts all cores to one proof. */
export const hasAllCores = (name: ContestantName): boolean => name === 'ifma' || name === 'portable';

/** Kernels of the native engine that were built and that this processor can run. */
export const availableKernels = (): readonly ContestantName[] => [];
