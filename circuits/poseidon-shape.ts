/**
 * The shape of Poseidon over the BN254 scalar field: rounds by width, and which widths the commitment rule uses.
 *
 * Reference: Grassi et al., "Poseidon: A New Hash Function for Zero-Knowledge Proof Systems", table of round numbers for x^5 and
 * 128 bits; the same numbers as circomlib, whose hashes ours equal.
 */

export const FULL_ROUNDS = 8;

/** Partial rounds by number of inputs, 1 to 16 (the width is one more: the capacity). */
const PARTIAL_ROUNDS = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68] as const;

/** The largest number of inputs of one permutation. */
export const MAX_ARITY = PARTIAL_ROUNDS.length;

/** @throws RangeError unless 1 <= arity <= 16. */
export function partialRounds(arity: number): number {
  const rounds = PARTIAL_ROUNDS[arity - 1];
  if (rounds === undefined) throw new RangeError(`Poseidon takes 1 to ${MAX_ARITY} inputs`);
  return rounds;
}

/** S-boxes in one permutation of this many inputs; each costs three constraints unless its input is constant. */
export function poseidonSboxes(arity: number): number {
  return FULL_ROUNDS * (arity + 1) + partialRounds(arity);
}

/**
 * The permutations of `CommitmentHash(domain, unit, n)` in order, by their number of inputs: header and elements make n + 1
 * inputs; the first permutation takes up to 16 of them, each later one the hash so far and up to 15 more.
 * @throws RangeError unless 1 <= n <= 65534 (the header counts its elements in 16 bits).
 */
export function commitmentArities(n: number): number[] {
  if (!Number.isInteger(n) || n < 1 || n > 65534) throw new RangeError('a commitment takes 1 to 65534 elements');
  const arities = [Math.min(n + 1, MAX_ARITY)];
  for (let rest = n + 1 - MAX_ARITY; rest > 0; rest -= MAX_ARITY - 1) arities.push(Math.min(rest, MAX_ARITY - 1) + 1);
  return arities;
}

/**
 * What a circuit must contain so that the Poseidon template finds the constants of the widths it uses: the files to include
 * and the text of the selecting functions.
 *
 * The template does not include all widths itself: they are 1.3 MB, and a circuit needs one or two of the sixteen.
 * @param arities numbers of inputs, in any order, repetitions allowed.
 */
export function poseidonSelection(arities: Iterable<number>): { files: string[]; text: string } {
  const widths = [...new Set(arities)].sort((a, b) => a - b);
  for (const arity of widths) partialRounds(arity);
  const select = (name: string, none: string): string => {
    const cases = widths.map((arity) => `    if (n == ${arity}) { return ${name}${arity}(); }`);
    return [`function ${name}(n) {`, ...cases, '    assert(0);', `    return ${none};`, '}'].join('\n');
  };
  return {
    files: widths.map((arity) => `poseidon-constants-${arity}.circom`),
    text: [select('poseidonConstants', '[0]'), select('poseidonMatrices', '[[0]]'), select('poseidonSparseRows', '[[0]]')].join('\n\n'),
  };
}
