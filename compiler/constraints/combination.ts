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

/** `factor * of + constant` */
export const affine = (factor: bigint, of: LinearCombination, constant = 0n): LinearCombination => combineAll(constant, [{ factor, of }]);

export const subtractCombination = (a: LinearCombination, b: LinearCombination): LinearCombination =>
  combineAll(0n, [
    { factor: 1n, of: a },
    { factor: -1n, of: b },
  ]);
