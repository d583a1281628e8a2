/**
 * Kimchi rows of a statement, as o1js lays them out: a row holds two generic gates, a product or a sum of two terms each; a Poseidon permutation
 * fills twelve rows and takes two elements.
 *
 * Trap: a model. o1js keeps sums unsealed and shares halves between statements, so single figures are about right and sums are within a few per
 * cent: test/differential/cost.test.ts compares with what o1js counts. Totals come from there once a program was analysed.
 */
import type { LinearCombination, Statement } from '../constraints/ast.js';
import { inputsOf } from '../constraints/ast.js';
import { constraintsOf } from '../constraints/cost.js';

const POSEIDON_ROWS = 12;
const POSEIDON_RATE = 2;

/** May end in .5: two statements can share a row. */
export function rowsOf(statement: Statement): number {
  const sums = inputsOf(statement).reduce((total, input) => total + halvesOfSum(input), 0);
  switch (statement.kind) {
    case 'linear':
    case 'assert-zero':
      return sums / 2;
    case 'product':
    case 'assert-product-zero':
      return (1 + sums) / 2;
    case 'gadget':
      return rowsOfGadget(statement, sums);
  }
}

/** A sum of n terms is n - 1 gates; a single wire or a constant is none. */
const halvesOfSum = ({ terms }: LinearCombination): number => Math.max(0, terms.length - 1);

function rowsOfGadget(statement: Extract<Statement, { kind: 'gadget' }>, sums: number): number {
  const { gadget, inputs } = statement;
  switch (gadget) {
    case 'CommitmentHash':
      // The header stands before the elements.
      return POSEIDON_ROWS * Math.ceil((inputs.length + 1) / POSEIDON_RATE) + sums / 2;
    case 'Pack':
      return (sums + inputs.length - 1) / 2;
    case 'Boolean':
      return (1 + sums) / 2;
    case 'Mux':
      return (2 + sums) / 2;
    case 'IsZero':
      return (3 + sums) / 2;
    case 'BindContext':
      return 1;
    default:
      // Digits: each is a product of a generic gate and a term of a sum.
      return constraintsOf(statement) + sums / 2;
  }
}
