/** The part of snarkjs 0.7.6 that the benchmarks use; the package comes without types. */
declare module 'snarkjs' {
  /** A file in memory, or the name of one on disk where a string is accepted. */
  export interface MemoryFile {
    readonly type: 'mem';
    data?: Uint8Array;
  }
  export interface VerificationKey {
    readonly protocol: string;
  }
  type Inputs = Readonly<Record<string, unknown>>;
  export const groth16: {
    fullProve(input: Inputs, wasm: MemoryFile, zkey: MemoryFile): Promise<{ proof: unknown; publicSignals: string[] }>;
    prove(zkey: string, witness: MemoryFile): Promise<{ proof: unknown; publicSignals: string[] }>;
    verify(key: unknown, publicSignals: readonly string[], proof: unknown): Promise<boolean>;
  };
  export const wtns: { calculate(input: Inputs, wasm: string, witness: MemoryFile): Promise<void> };
  export const zKey: { exportVerificationKey(zkey: string): Promise<VerificationKey> };
}
