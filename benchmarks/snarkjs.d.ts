/** The part of snarkjs 0.7.6 that the benchmarks use; the package comes without types. */
declare module 'snarkjs' {
  type MemoryFile = { readonly type: 'mem'; readonly data: Uint8Array };
  export const groth16: {
    verify(key: unknown, publicSignals: readonly string[], proof: unknown): Promise<boolean>;
    fullProve(input: Record<string, unknown>, wasm: MemoryFile, zkey: MemoryFile): Promise<{ proof: unknown; publicSignals: string[] }>;
  };
}
