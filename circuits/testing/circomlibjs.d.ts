/** The part of circomlibjs that the tests compare with; the package has no types. */
declare module 'circomlibjs' {
  interface Poseidon {
    (inputs: readonly bigint[]): Uint8Array;
    readonly F: { toObject(element: Uint8Array): bigint };
  }
  export function buildPoseidonReference(): Promise<Poseidon>;
}
