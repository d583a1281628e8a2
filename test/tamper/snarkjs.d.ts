declare module 'snarkjs' {
  export interface SnarkjsKey {
    readonly protocol: string;
    readonly curve: string;
    readonly nPublic: number;
    readonly vk_alpha_1: readonly string[];
    readonly vk_beta_2: readonly (readonly string[])[];
    readonly vk_gamma_2: readonly (readonly string[])[];
    readonly vk_delta_2: readonly (readonly string[])[];
    readonly IC: readonly (readonly string[])[];
  }
  interface InMemory {
    readonly type: 'mem';
    readonly data: Uint8Array;
  }
  export const groth16: {
    verify(key: unknown, publicSignals: readonly string[], proof: unknown): Promise<boolean>;
  };
  export const zKey: {
    exportVerificationKey(zkey: InMemory): Promise<SnarkjsKey>;
    exportSolidityVerifier(zkey: InMemory, templates: { readonly groth16: string }): Promise<string>;
  };
}
