/** The engines behind the contestants' names. */
import { availableParallelism } from 'node:os';
import type { Groth16Engine } from '@clauseproof/prover/groth16/engine';
import { chooseEngine, KERNELS } from '@clauseproof/prover/groth16/kernel';
import { createNativeEngine } from '@clauseproof/prover/groth16/native';
import { createSnarkjsEngine } from '@clauseproof/prover/groth16/snarkjs';
import { createWasmEngine } from '@clauseproof/prover/groth16/wasm';
import type { ContestantName, Tables } from './messages.js';

export interface LoadedEngine {
  readonly engine: Groth16Engine;
  /** What its tables took so far; some are made during the first proof. */
  tables(): Tables;
}

/** @param allCores one proof on all cores, where the engine can; otherwise one thread */
export async function loadEngine(name: ContestantName, zkey: Uint8Array, allCores: boolean): Promise<LoadedEngine> {
  switch (name) {
    case 'ifma':
    case 'adx':
    case 'portable': {
      const cores = availableParallelism();
      const engine = await createNativeEngine(zkey, { kernel: name, threads: allCores ? cores : 1, loadThreads: cores });
      return {
        engine,
        tables() {
          const { tableMilliseconds, tableBytes } = engine.facts();
          return { tableMs: tableMilliseconds, tableBytes };
        },
      };
    }
    case 'wasm':
      return { engine: await createWasmEngine(zkey), tables: () => ({}) };
    case 'snarkjs-workers':
      return { engine: await createSnarkjsEngine(zkey), tables: () => ({}) };
    case 'snarkjs-threads':
      throw new Error('snarkjs with threads of its own is no engine of a thread');
  }
}

/** Whether an engine has a mode that puts all cores to one proof. */
export const hasAllCores = (name: ContestantName): boolean => (KERNELS as readonly string[]).includes(name);

/** Kernels of the native engine that were built and that this processor can run. */
export const availableKernels = (): readonly ContestantName[] => chooseEngine('').available;

/** The kernel of a contestant, if it is native. */
export const kernelOf = (name: ContestantName): string | undefined => (hasAllCores(name) ? name : undefined);
