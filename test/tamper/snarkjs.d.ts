declare module 'snarkjs' {
  export const groth16: {
    verify(key: unknown, publicSignals: readonly string[], proof: unknown): Promise<boolean>;
  };
}
