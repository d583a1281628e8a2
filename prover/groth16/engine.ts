/**
 * What a Groth16 engine does for the rest of the prover. Engines are interchangeable: the same key and witness give proofs that
 * the same verification key accepts, and with the same blinding the same bytes.
 */

/** The two blinding scalars of a proof. Reusing or revealing them breaks zero knowledge: only tests pass them. */
export interface Blinding {
  readonly r: bigint;
  readonly s: bigint;
}

/** Bytes that an engine holds: `shared` once for the whole process, `own` for this instance. */
export interface EngineMemory {
  readonly shared: number;
  readonly own: number;
}

export interface Groth16Engine {
  /** For logs and benchmarks, for example `snarkjs` or `wasm-tables`. */
  readonly name: string;
  readonly wires: number;
  readonly publicSignals: number;
  /** Canonical bytes, EIP-197 order. */
  readonly verificationKey: Uint8Array;

  /**
   * Makes a proof, with fresh blinding from the operating system's generator unless a test gives it.
   * @param witness 32 bytes a wire, little-endian
   * @returns 256 bytes, EIP-197 order; not verified yet
   * @throws ProverError `engine.witness-size`
   */
  prove(witness: Uint8Array, blinding?: Blinding): Promise<Uint8Array>;

  /** Whether `proof` holds for these public signals. Meant for our own proofs: it accepts malleated ones. */
  verify(publicSignals: readonly bigint[], proof: Uint8Array): Promise<boolean>;

  /** Keys and tables that this engine holds now. */
  memory(): EngineMemory;

  /** Gives memory back; the engine is unusable afterwards. */
  close(): Promise<void>;
}
