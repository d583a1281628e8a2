/** What the suite and its contestants, each a process of its own, say to each other; and what a contestant says to its threads. */
import type { Kernel } from '@clauseproof/prover/groth16/kernel';
import type { Inputs } from './inputs.js';

export type ContestantName = 'snarkjs-threads' | 'snarkjs-workers' | 'wasm' | Kernel;

/** What is done for each proof. */
export interface Work {
  /** Make the witness from inputs, instead of taking the one that is there. */
  readonly witness: boolean;
  readonly check: boolean;
}

/** What every thread of a contestant gets. */
export interface Material {
  readonly contestant: ContestantName;
  readonly zkey: string;
  readonly wasm: string;
  /** Beside it, if the calculator could be lifted. */
  readonly witnessProgram: string;
  readonly witnesses: readonly string[];
  readonly inputs: readonly Inputs[];
  readonly publicSignals: number;
}

/** Processor time and memory of an engine's tables. */
export interface Tables {
  readonly tableMs?: number;
  readonly tableBytes?: number;
}

export type Request =
  | { readonly kind: 'load'; readonly material: Material; readonly threads: number }
  /** One proof on one thread. */
  | { readonly kind: 'once'; readonly allCores: boolean }
  /** Proofs on all threads for this long, at least one each. */
  | { readonly kind: 'window'; readonly work: Work; readonly seconds: number }
  | { readonly kind: 'memory' };

export type Reply =
  | { readonly loadMs: number }
  | { readonly ms: number }
  | { readonly proofsPerSecond: number }
  | { readonly peakBytes: number; readonly tables: Tables }
  | { readonly failed: string };
