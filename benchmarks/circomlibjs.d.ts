/** The part of circomlibjs 0.1.7 that the benchmarks use; the package comes without types. */
declare module 'circomlibjs' {
  type Element = Uint8Array;
  interface Poseidon {
    (inputs: readonly bigint[]): Element;
    readonly F: { toObject(element: Element): bigint; random(): Element };
  }
  export function buildPoseidon(): Promise<Poseidon>;
  export function buildEddsa(): Promise<{
    prv2pub(key: Uint8Array): [Element, Element];
    signPoseidon(key: Uint8Array, message: Element): { S: bigint; R8: [Element, Element] };
  }>;
}
