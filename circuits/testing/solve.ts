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

/** constant + linear * unknown, when a single wire is unknown; `many` when more are. */
interface Partial {
  readonly constant: bigint;
  readonly unknown: ReadonlyMap<number, bigint>;
}

export interface SolveOptions {
  readonly prime: bigint;
  readonly constraints: readonly Constraint[];
  /** The wires to find. */
  readonly unknown: readonly number[];
  readonly known: ReadonlyMap<number, bigint>;
}

type Polynomial =
  | { readonly wire: number; readonly c0: bigint; readonly c1: bigint; readonly c2: bigint }
  | 'holds'
  | 'fails'
  | 'several-unknowns';

/** @throws Error above 100,000 witnesses: the system is not small. */
export function solveAll({ prime, constraints, unknown, known }: SolveOptions): Solution[] {
  const Fp = Field(prime);
  const values = new Map(known);
  const solutions: Solution[] = [];

  const substitute = (combination: LinearCombination): Partial => {
    let constant = 0n;
    const open = new Map<number, bigint>();
    for (const [wire, coefficient] of combination) {
      const value = wire === 0 ? 1n : values.get(wire);
      if (value === undefined) open.set(wire, Fp.create((open.get(wire) ?? 0n) + coefficient));
      else constant += coefficient * value;
    }
    return { constant: Fp.create(constant), unknown: open };
  };

  const polynomialOf = ({ a, b, c }: Constraint): Polynomial => {
    const [left, right, result] = [substitute(a), substitute(b), substitute(c)];
    // A factor that is known scales the other one; a factor that is 0 removes the unknowns of the other.
    const bothOpen = left.unknown.size > 0 && right.unknown.size > 0;
    const wires = new Set<number>();
    const linear = new Map<number, bigint>();
    if (bothOpen) {
      for (const wire of [...left.unknown.keys(), ...right.unknown.keys(), ...result.unknown.keys()]) wires.add(wire);
    } else {
      const add = (part: Partial, factor: bigint): void => {
        for (const [wire, coefficient] of part.unknown) linear.set(wire, Fp.create((linear.get(wire) ?? 0n) + coefficient * factor));
      };
      add(left, right.constant);
      add(right, left.constant);
      add(result, -1n);
      for (const [wire, coefficient] of linear) if (coefficient !== 0n) wires.add(wire);
    }
    const constant = Fp.create(left.constant * right.constant - result.constant);
    if (wires.size > 1) return 'several-unknowns';
    const [wire] = wires;
    if (wire === undefined) return constant === 0n ? 'holds' : 'fails';
    const [l, r, o] = [left, right, result].map((part) => part.unknown.get(wire) ?? 0n) as [bigint, bigint, bigint];
    return { wire, c0: constant, c1: Fp.create(l * right.constant + r * left.constant - o), c2: Fp.create(l * r) };
  };

  const roots = (c0: bigint, c1: bigint, c2: bigint): bigint[] => {
    if (c2 === 0n) return [Fp.create(-c0 * Fp.inv(c1))];
    const discriminant = Fp.create(c1 * c1 - 4n * c2 * c0);
    if (discriminant !== 0n && Fp.pow(discriminant, (prime - 1n) / 2n) !== 1n) return [];
    const root = discriminant === 0n ? 0n : Fp.sqrt(discriminant);
    const scale = Fp.inv(Fp.create(2n * c2));
    return [...new Set([Fp.create((root - c1) * scale), Fp.create((-root - c1) * scale)])];
  };

  const search = (remaining: readonly Constraint[]): void => {
    const left: Constraint[] = [];
    let branch: { wire: number; candidates: bigint[] } | undefined;
    for (const constraint of remaining) {
      const polynomial = polynomialOf(constraint);
      if (polynomial === 'fails') return;
      if (polynomial === 'holds') continue;
      left.push(constraint);
      if (polynomial === 'several-unknowns') continue;
      const { wire, c0, c1, c2 } = polynomial;
      if (c1 === 0n && c2 === 0n) throw new Error('a polynomial without its unknown');
      const candidates = roots(c0, c1, c2);
      if (candidates.length === 0) return;
      if (branch === undefined || candidates.length < branch.candidates.length) branch = { wire, candidates };
      if (candidates.length === 1) break;
    }
    if (branch === undefined) {
      // What is left couples several unknown wires, or nothing is left: those wires are not pinned down.
      solutions.push({ values: new Map(values), undetermined: unknown.filter((wire) => !values.has(wire)) });
      if (solutions.length > 100_000) throw new Error('too many witnesses to list');
      return;
    }
    const rest = [...new Set([...left, ...remaining.slice(remaining.indexOf(left.at(-1) as Constraint) + 1)])];
    for (const candidate of branch.candidates) {
      values.set(branch.wire, candidate);
      search(rest);
    }
    values.delete(branch.wire);
  };

  search(constraints);
  return solutions;
}
