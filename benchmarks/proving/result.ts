/**
 * The JSON that `npm run bench -- --suite proving --json OUT` writes, version 1. docs/proving.md describes every member.
 *
 * All rates are medians of rounds in which the contestants took turns; proofs/s on all cores unless a member says otherwise.
 */
export interface Rates {
  /** Proving only, from a witness that is there. */
  readonly prove: number;
  /** Each proof checked by the engine that made it. */
  readonly prove_and_check: number;
  /** The witness made from inputs, too. */
  readonly witness_and_prove: number;
  /** Witness, proof and check. */
  readonly witness_prove_and_check: number;
}

export interface Measured {
  /** `snarkjs-threads`, `snarkjs-workers`, `wasm`, `portable`, `adx`, `ifma`, `rapidsnark`. */
  readonly contestant: string;
  readonly proofs_per_second: Partial<Rates> & Pick<Rates, 'prove'>;
  /** Median milliseconds of one proof when nothing else runs, with one thread and with all cores where there is such a mode. */
  readonly latency_ms: { readonly one_thread?: number; readonly all_cores?: number };
  /** From the start of the process to its first proof, milliseconds. */
  readonly cold_start_ms?: number;
  /** To load the key, tables included, milliseconds. */
  readonly load_ms?: number;
  /** Processor time that went into tables, of all threads, milliseconds. */
  readonly table_ms?: number;
  readonly table_bytes?: number;
  /** Largest resident memory of the process with one prover a core, before any check or witness, bytes. */
  readonly peak_memory_bytes?: number;
  /** Why it could not be measured; then the rates are 0. */
  readonly missing?: string;
}

export interface CircuitResult {
  readonly circuit: string;
  readonly constraints: number;
  /** log2 of the evaluation domain. */
  readonly domain_log2: number;
  /** Milliseconds of one witness on one core: the WebAssembly calculator; natively, alone and as one of eight side by side. */
  readonly witness_ms: { readonly wasm: number; readonly native?: number; readonly native_of_eight?: number };
  readonly measured: readonly Measured[];
  /** proofs/s of our best kernel over the best of snarkjs, proving only. */
  readonly ratio: number;
  readonly ratio_with_check: number;
  readonly ratio_with_witness: number;
  /** The same by kernel, proving only. */
  readonly ratio_by_kernel: Readonly<Record<string, number>>;
  /** Time of witness and proof over time of the proof alone, best kernel. */
  readonly witness_overhead: number;
}

export interface ProvingResult {
  readonly version: 1;
  readonly suite: 'proving';
  readonly quick: boolean;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memory_bytes: number;
    readonly node: string;
    readonly platform: string;
  };
  readonly snarkjs: string;
  readonly rounds: number;
  readonly seconds_per_window: number;
  readonly circuits: readonly CircuitResult[];
}
