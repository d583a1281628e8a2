/**
 * Finds ALL witnesses of a small constraint system for given inputs.
 *
 * A constraint in which one wire is unknown is a polynomial of degree 2 at most in that wire: its roots are the only values the
 * wire can have, so branching over them loses no witness. A wire that no such constraint ever reaches is undetermined.
 */
import { Field } from '@noble/curves/abstract/modular.js';
import type { Constraint, LinearCombination } from './r1cs.js';

/** A witness, and the wires that may hold anything (the values of all others do not depend on them). */
export interface Solution {
  readonly values: ReadonlyMap<number, bigint>;
  readonly undetermined: readonly number[];
}

/** constant + coefficient * wire; `several` when more wires than one are unknown, -1 when none is. */
interface Reduced {
  readonly constant: bigint;
  readonly wire: number;
  readonly coefficient: bigint;
  readonly several: boolean;
}

export interface SolveOptions {
  readonly prime: bigint;
  readonly constraints: readonly Constraint[];
  /** The wires to find. */
  readonly unknown: readonly number[];
  readonly known: ReadonlyMap<number, bigint>;
}

type Polynomial = { readonly wire: number; readonly roots: readonly bigint[] } | 'holds' | 'fails' | 'several-unknowns';

/** @throws Error above 100,000 witnesses: the system is not small. */
export function solveAll({ prime, constraints, unknown, known }: SolveOptions): Solution[] {
  const Fp = Field(prime);
  const values = new Map(known);
  const solutions: Solution[] = [];
  const inverses = new Map<bigint, bigint>();

  const reduce = (combination: LinearCombination): Reduced => {
    let constant = 0n;
    let wire = -1;
    let coefficient = 0n;
    let several = false;
    for (const [term, factor] of combination) {
      const value = term === 0 ? 1n : values.get(term);
      if (value !== undefined) constant += factor * value;
      else if (wire === -1 || wire === term) {
        wire = term;
        coefficient += factor;
      } else several = true;
    }
    return { constant: constant % prime, wire, coefficient: coefficient % prime, several };
  };

  const polynomialOf = ({ a, b, c }: Constraint): Polynomial => {
    const [left, right, result] = [reduce(a), reduce(b), reduce(c)];
    // A factor that is known to be 0 removes the unknowns of the other one.
    const leftCounts = left.wire !== -1 && !(right.wire === -1 && right.constant === 0n);
    const rightCounts = right.wire !== -1 && !(left.wire === -1 && left.constant === 0n);
    const parts = [...(leftCounts ? [left] : []), ...(rightCounts ? [right] : []), ...(result.wire === -1 ? [] : [result])];
    const c0 = Fp.create(left.constant * right.constant - result.constant);
    const wire = parts[0]?.wire;
    if (wire === undefined) return c0 === 0n ? 'holds' : 'fails';
    if (parts.some((part) => part.several || part.wire !== wire)) return 'several-unknowns';
    const [l, r] = [leftCounts ? left.coefficient : 0n, rightCounts ? right.coefficient : 0n];
    const c1 = Fp.create(l * right.constant + r * left.constant - result.coefficient);
    const c2 = Fp.create(l * r);
    if (c1 === 0n && c2 === 0n) return c0 === 0n ? 'holds' : 'fails';
    if (l !== 0n && r !== 0n && result.wire === -1 && result.constant === 0n) {
      // A product that must be 0: the common shape, and its roots need no square root.
      return { wire, roots: [...new Set([divide(-left.constant, l), divide(-right.constant, r)])] };
    }
    return { wire, roots: roots(c0, c1, c2) };
  };

  const divide = (numerator: bigint, denominator: bigint): bigint => {
    if (denominator === 1n) return Fp.create(numerator);
    const inverse = inverses.get(denominator) ?? Fp.inv(denominator);
    inverses.set(denominator, inverse);
    return Fp.create(numerator * inverse);
  };

  const roots = (c0: bigint, c1: bigint, c2: bigint): bigint[] => {
    if (c2 === 0n) return [divide(-c0, c1)];
    if (c0 === 0n) return c1 === 0n ? [0n] : [0n, divide(-c1, c2)];
    const discriminant = Fp.create(c1 * c1 - 4n * c2 * c0);
    if (discriminant !== 0n && Fp.pow(discriminant, (prime - 1n) / 2n) !== 1n) return [];
    const root = discriminant === 0n ? 0n : Fp.sqrt(discriminant);
    return [...new Set([divide(root - c1, 2n * c2), divide(-root - c1, 2n * c2)])];
  };

  const search = (remaining: readonly Constraint[]): void => {
    const left: Constraint[] = [];
    let branch: { wire: number; roots: readonly bigint[] } | undefined;
    for (const constraint of remaining) {
      const polynomial = polynomialOf(constraint);
      if (polynomial === 'fails') return;
      if (polynomial === 'holds') continue;
      left.push(constraint);
      if (polynomial !== 'several-unknowns' && (branch === undefined || polynomial.roots.length < branch.roots.length)) branch = polynomial;
    }
    if (branch === undefined) {
      // What is left couples several unknown wires, or nothing is left: those wires are not pinned down.
      solutions.push({ values: new Map(values), undetermined: unknown.filter((wire) => !values.has(wire)) });
      if (solutions.length > 100_000) throw new Error('too many witnesses to list');
      return;
    }
    for (const root of branch.roots) {
      values.set(branch.wire, root);
      search(left);
    }
    values.delete(branch.wire);
  };

  search(constraints);
  return solutions;
}
