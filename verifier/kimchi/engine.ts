/**
 * What the verifier needs from a Kimchi implementation. Types only: the light bundle knows this shape and none of the code behind it.
 */

export interface KimchiEngine {
  /** o1js's `Poseidon.hash` on elements of the pasta field, as used by the commitments of Kimchi CACs. */
  poseidon(inputs: readonly bigint[]): bigint;
  /**
   * Whether `proof` proves exactly this public input under this key.
   * @param statement.verificationKey the bytes of the registry. @param statement.publicInput recomputed by the verifier.
   * @param statement.proof canonical base64 of bounded size, otherwise untrusted.
   * @returns false for a proof that cannot be read or does not hold; rejects only if the engine itself is broken.
   */
  verify(statement: {
    readonly verificationKey: Uint8Array;
    readonly publicInput: readonly bigint[];
    readonly proof: string;
  }): Promise<boolean>;
}

/** Called once, and only if a CAC needs it: `() => import('@clauseproof/verifier/kimchi').then((module) => module.loadKimchi())`. */
export type LoadKimchi = () => Promise<KimchiEngine>;
