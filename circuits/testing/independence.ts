/**
 * Which wires a prover could move: the kernel of the constraints' Jacobian at an honest witness.
 *
 * If every kernel vector is zero on a wire, no curve of witnesses through the honest one changes it: the wire is isolated, at any
 * width and in every combination with other wires. (Jumps to a distant witness are what `solveAll` looks for, at small widths.)
 * A dropped constraint nearly always opens a direction, so this check also catches mutants.
 */
import { Field } from '@noble/curves/abstract/modular.js';
import { type Constraint, evaluate, type LinearCombination } from './r1cs.js';

/** The wires of `unknown` that some kernel vector moves. */
export function movableWires(
  constraints: readonly Constraint[],
  unknown: readonly number[],
  witness: (wire: number) => bigint,
  prime: bigint,
): Set<number> {
  const Fp = Field(prime);
  const columns = new Set(unknown);
  type Row = Map<number, bigint>;

  const gradient = ({ a, b, c }: Constraint): Row => {
    const row: Row = new Map();
    const add = (combination: LinearCombination, factor: bigint): void => {
      for (const [wire, coefficient] of combination) {
        if (columns.has(wire)) row.set(wire, Fp.create((row.get(wire) ?? 0n) + coefficient * factor));
      }
    };
    add(a, evaluate(b, witness, prime));
    add(b, evaluate(a, witness, prime));
    add(c, -1n);
    for (const [wire, value] of row) if (value === 0n) row.delete(wire);
    return row;
  };
  const subtract = (target: Row, source: Row, factor: bigint): void => {
    for (const [wire, value] of source) {
      const difference = Fp.create((target.get(wire) ?? 0n) - factor * value);
      if (difference === 0n) target.delete(wire);
      else target.set(wire, difference);
    }
  };

  // A row with a single column says that this wire cannot move; strike the column and look again. Straight-line gadgets end here.
  const rows = constraints.map(gradient);
  const rowsOf = new Map<number, Row[]>();
  for (const row of rows) {
    for (const wire of row.keys()) rowsOf.set(wire, [...(rowsOf.get(wire) ?? []), row]);
  }
  const queue = rows.filter((row) => row.size === 1);
  const fixed = new Set<number>();
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    const [wire] = row.keys();
    if (wire === undefined) continue;
    fixed.add(wire);
    for (const other of rowsOf.get(wire) ?? []) {
      other.delete(wire);
      if (other.size === 1) queue.push(other);
    }
  }

  // Gauss-Jordan on what is left: each row is cleared of the pivots so far, and its own pivot is cleared from them.
  const pivots = new Map<number, Row>();
  for (const row of rows) {
    for (const [wire, pivot] of pivots) {
      const value = row.get(wire);
      if (value !== undefined) subtract(row, pivot, value);
    }
    const [first] = row;
    if (first === undefined) continue;
    const [wire, value] = first;
    const inverse = Fp.inv(value);
    for (const [other, coefficient] of row) row.set(other, Fp.mul(coefficient, inverse));
    for (const pivot of pivots.values()) {
      const above = pivot.get(wire);
      if (above !== undefined) subtract(pivot, row, above);
    }
    pivots.set(wire, row);
  }

  // Wires without a pivot move, and so does every pivot whose row still holds one of them.
  const movable = new Set(unknown.filter((wire) => !fixed.has(wire) && !pivots.has(wire)));
  for (const [wire, row] of pivots) if (row.size > 1) movable.add(wire);
  return movable;
}
