/**
 * Arithmetic on linear combinations of wires.
 */
import type { LinearCombination, WireId } from './ast.js';

export const constantCombination = (constant: bigint): LinearCombination => ({ constant, terms: [] });
export const wireCombination = (wire: WireId): LinearCombination => ({ constant: 0n, terms: [{ wire, coefficient: 1n }] });

/** `constant + sum of factor * combination` */
export function combineAll(
  constant: bigint,
  parts: readonly { readonly factor: bigint; readonly of: LinearCombination }[],
): LinearCombination {
  const [first, second] = parts;
  if (parts.length === 2 && first !== undefined && second !== undefined) return merge(constant, first, second);
  const coefficients = new Map<WireId, bigint>();
  let total = constant;
  for (const { factor, of } of parts) {
    total += factor * of.constant;
    for (const { wire, coefficient } of of.terms) coefficients.set(wire, (coefficients.get(wire) ?? 0n) + factor * coefficient);
  }
  const terms = [...coefficients]
    .filter(([, coefficient]) => coefficient !== 0n)
    .sort(([a], [b]) => a - b)
    .map(([wire, coefficient]) => ({ wire, coefficient }));
  return { constant: total, terms };
}

interface Part {
  readonly factor: bigint;
  readonly of: LinearCombination;
}

/** Two sorted lists of terms into one; most combinations are of two. */
function merge(constant: bigint, x: Part, y: Part): LinearCombination {
  const terms: { wire: WireId; coefficient: bigint }[] = [];
  const [left, right] = [x.of.terms, y.of.terms];
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    const [a, b] = [left[i], right[j]];
    const wire = a !== undefined && (b === undefined || a.wire <= b.wire) ? a.wire : (b?.wire ?? 0);
    let coefficient = 0n;
    if (a?.wire === wire) {
      coefficient += x.factor * a.coefficient;
      i++;
    }
    if (b?.wire === wire) {
      coefficient += y.factor * b.coefficient;
      j++;
    }
    if (coefficient !== 0n) terms.push({ wire, coefficient });
  }
  return { constant: constant + x.factor * x.of.constant + y.factor * y.of.constant, terms };
}

/** `factor * of + constant`, for a factor other than 0 */
export const affine = (factor: bigint, of: LinearCombination, constant = 0n): LinearCombination => ({
  constant: factor * of.constant + constant,
  terms: factor === 1n ? of.terms : of.terms.map((term) => ({ wire: term.wire, coefficient: factor * term.coefficient })),
});

export const subtractCombination = (a: LinearCombination, b: LinearCombination): LinearCombination =>
  combineAll(0n, [
    { factor: 1n, of: a },
    { factor: -1n, of: b },
  ]);

/** Whether both are written alike, term by term. */
export const sameCombination = (x: LinearCombination, y: LinearCombination | undefined): boolean =>
  x.constant === y?.constant &&
  x.terms.length === y.terms.length &&
  x.terms.every(({ wire, coefficient }, i) => y.terms[i]?.wire === wire && y.terms[i]?.coefficient === coefficient);
