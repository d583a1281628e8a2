/** The part of snarkjs 0.7.6 that this package calls; snarkjs ships no types. */
declare module 'snarkjs' {
  /** ffjavascript's single-threaded manager: the compiled curve, one instance of it and where its constants lie. */
  export interface ThreadManager {
    readonly code: Uint8Array<ArrayBuffer>;
    readonly pG1gen: number;
    readonly pG2gen: number;
  }

  export interface Group {
    /** The generator, Jacobian. */
    readonly g: Uint8Array;
    /** `scalar`: a plain integer, little-endian. */
    timesScalar(point: Uint8Array, scalar: Uint8Array): Uint8Array;
    toAffine(point: Uint8Array): Uint8Array;
  }

  export interface Curve {
    readonly name: string;
    readonly tm: ThreadManager;
    /** `random` draws a scalar, 32 bytes little-endian in Montgomery form. */
    readonly Fr: { random: () => Uint8Array };
    readonly G1: Group;
    readonly G2: Group;
    terminate(): Promise<void>;
  }

  /** A file in memory, accepted wherever a file name is. */
  export interface MemoryFile {
    readonly type: 'mem';
    data?: Uint8Array;
  }

  export interface SnarkjsProof {
    readonly pi_a: readonly string[];
    readonly pi_b: readonly (readonly string[])[];
    readonly pi_c: readonly string[];
    readonly protocol: string;
    readonly curve: string;
  }

  export interface SnarkjsVerificationKey {
    readonly protocol: string;
    readonly curve: string;
    readonly nPublic: number;
    readonly vk_alpha_1: readonly string[];
    readonly vk_beta_2: readonly (readonly string[])[];
    readonly vk_gamma_2: readonly (readonly string[])[];
    readonly vk_delta_2: readonly (readonly string[])[];
    readonly IC: readonly (readonly string[])[];
  }

  export const curves: { getCurveFromName(name: string, options?: { singleThread?: boolean }): Promise<Curve> };

  export const groth16: {
    prove(
      zkey: string | MemoryFile,
      witness: string | MemoryFile,
      logger?: undefined,
      options?: { singleThread?: boolean },
    ): Promise<{ proof: SnarkjsProof; publicSignals: string[] }>;
    verify(key: SnarkjsVerificationKey, publicSignals: readonly string[], proof: SnarkjsProof): Promise<boolean>;
    fullProve(
      input: Record<string, unknown>,
      wasm: string | MemoryFile,
      zkey: string | MemoryFile,
    ): Promise<{ proof: SnarkjsProof; publicSignals: string[] }>;
  };

  export const wtns: {
    calculate(input: Record<string, unknown>, wasm: string | MemoryFile, witness: string | MemoryFile): Promise<void>;
  };

  export const powersOfTau: {
    newAccumulator(curve: Curve, power: number, file: string | MemoryFile): Promise<unknown>;
    contribute(from: string | MemoryFile, to: string | MemoryFile, name: string, entropy: string): Promise<unknown>;
    preparePhase2(from: string | MemoryFile, to: string | MemoryFile): Promise<unknown>;
  };

  export const zKey: {
    newZKey(r1cs: string | MemoryFile, ptau: string | MemoryFile, zkey: string | MemoryFile): Promise<unknown>;
    contribute(from: string, to: string, name: string, entropy: string): Promise<unknown>;
    beacon(from: string, to: string, name: string, beaconHex: string, iterationsExponent: number): Promise<unknown>;
    verifyFromR1cs(r1cs: string, ptau: string, zkey: string): Promise<unknown>;
    exportVerificationKey(zkey: string | MemoryFile): Promise<SnarkjsVerificationKey>;
  };
}
