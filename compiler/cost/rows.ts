/**
 * Kimchi rows of a statement, as o1js lays them out: a row holds two generic gates, a product or a sum of two terms each; a Poseidon permutation
 * fills twelve rows and takes two elements.
 *
 * Trap: a model. o1js keeps sums unsealed and shares halves between statements, so single figures are about right and sums are within a few per
 * cent: test/differential/cost.test.ts compares with what o1js counts. Totals come from there once a program was analysed.
 */
import { stretchesOf } from '@clauseproof/circuits/catalog';
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
  const { gadget, inputs, parameters } = statement;
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
    case 'MaskedRange':
      // The range, and one product with the mask.
      return (parameters[0] === 1n ? 0.5 : constraintsOf(statement)) + (1 + sums) / 2;
    case 'Thresholds':
      return (halvesOfThresholds(parameters, inputs[1]?.terms.length === 0) + sums) / 2;
    case 'BindContext':
      return 1;
    default:
      // Digits: each is a product of a generic gate and a term of a sum.
      return constraintsOf(statement) + sums / 2;
  }
}

/** Each flag and each digit is 0 or a value: two gates, and those of the sum of flags that the value is; then the sum of all. */
function halvesOfThresholds([max = 0n, , ...bounds]: readonly bigint[], unmasked: boolean): number {
  const stretches = stretchesOf(max, bounds);
  const digits = Math.max(...stretches.map(({ weights }) => weights.length));
  let halves = 2 * bounds.length + digits + bounds.length - 1;
  for (let i = 0; i < digits; i++) {
    const weights = stretches.map((stretch) => stretch.weights[i] ?? 0n);
    const changes = weights.filter((weight, s) => weight !== (s === 0 && !unmasked ? 0n : weights[Math.max(0, s - 1)])).length;
    halves += changes === 0 ? 2 : 1 + changes;
  }
  return halves;
}
