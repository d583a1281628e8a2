/** The part of circomlibjs that tests compare with; the package has no types of its own. */
declare module 'circomlibjs' {
  interface Poseidon {
    (inputs: readonly bigint[]): unknown;
    readonly F: { toObject(element: unknown): bigint };
  }
  export function buildPoseidonReference(): Promise<Poseidon>;
}
