export interface Generator {
  below(limit: number): number;
}
export function generator(seed: number): Generator;
export function mutant(corpus: readonly Uint8Array[], random: Generator): Uint8Array;
