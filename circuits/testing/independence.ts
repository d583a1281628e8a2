/**
 * Which wires a prover could move: the kernel of the constraints' Jacobian at an honest witness.
 *
 * If every kernel vector is zero on a wire, no curve of witnesses through the honest one changes it: the wire is isolated, at any
 * width and in every combination with other wires. (Jumps to a distant witness are what `solveAll` looks for, at small widths.)
 * A dropped constraint nearly always opens a direction, so this check also catches mutants.
 *
 * Where both factors of `a * b = 0` are 0 its gradient is 0 and says nothing, as of a digit that is 0 or a mask when the mask is 0. But a curve
 * keeps one factor at 0; if the two can only move together, it keeps both there.
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

  const sumOf = (...parts: readonly (readonly [LinearCombination, factor: bigint])[]): Row => {
    const row: Row = new Map();
    for (const [combination, factor] of parts) {
      for (const [wire, coefficient] of combination) {
        if (columns.has(wire)) row.set(wire, Fp.create((row.get(wire) ?? 0n) + coefficient * factor));
      }
    }
    for (const [wire, value] of row) if (value === 0n) row.delete(wire);
    return row;
  };
  const gradient = ({ a, b, c }: Constraint): Row => sumOf([a, evaluate(b, witness, prime)], [b, evaluate(a, witness, prime)], [c, -1n]);
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
  /** The row without what is known to stay, with a leading 1. */
  const reduced = (row: Row): Row => {
    for (const wire of [...row.keys()]) if (fixed.has(wire)) row.delete(wire);
    for (const [wire, value] of [...row]) {
      const pivot = pivots.get(wire);
      if (pivot !== undefined) subtract(row, pivot, value);
    }
    const [first] = row.values();
    if (first === undefined) return row;
    const inverse = Fp.inv(first);
    for (const [wire, coefficient] of row) row.set(wire, Fp.mul(coefficient, inverse));
    return row;
  };
  const eliminate = (row: Row): void => {
    const [wire] = reduced(row).keys();
    if (wire === undefined) return;
    for (const pivot of pivots.values()) {
      const above = pivot.get(wire);
      if (above !== undefined) subtract(pivot, row, above);
    }
    pivots.set(wire, row);
  };
  for (const row of rows) eliminate(row);

  let singular = constraints.filter(
    ({ a, b, c }) => c.length === 0 && evaluate(a, witness, prime) === 0n && evaluate(b, witness, prime) === 0n,
  );
  for (let before = -1; before !== singular.length; ) {
    before = singular.length;
    singular = singular.filter(({ a, b }) => {
      const [left, right] = [reduced(sumOf([a, 1n])), reduced(sumOf([b, 1n]))];
      if (left.size !== right.size || [...left].some(([wire, value]) => right.get(wire) !== value)) return true;
      eliminate(left);
      return false;
    });
  }

  // Wires without a pivot move, and so does every pivot whose row still holds one of them.
  const movable = new Set(unknown.filter((wire) => !fixed.has(wire) && !pivots.has(wire)));
  for (const [wire, row] of pivots) if (row.size > 1) movable.add(wire);
  return movable;
}
