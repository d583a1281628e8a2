/**
 * How much of a Groth16 proof goes into wires of full width: a wire that holds a bit costs a prover one addition to each of its points, a wire that
 * holds an element of the field as many as its scalar has digits. Constraints do not tell the two apart, so the model of proving times asks for both.
 */
import { CATALOG } from '@clauseproof/circuits/catalog';
import type { ConstraintProgram, Statement } from '../constraints/ast.js';
import { constraintsOf } from '../constraints/cost.js';

/**
 * Weights of a wide wire's points, in additions in G1: each private wire has a point in L, one in A if it stands on the left of a product, and
 * one in each of B's two groups if it stands on the right. An addition in G2 costs three in G1, products in Fp2 being three in Fp.
 */
export const SCALAR_WEIGHTS = { l: 1, a: 1, b: 1 + 3 } as const;

const CONSTRAINTS_OF_SBOX = 3;
/** x^2 and x^5 stand on both sides of products, x^4 on the right only. */
const SBOX = 3 * SCALAR_WEIGHTS.l + 2 * SCALAR_WEIGHTS.a + 3 * SCALAR_WEIGHTS.b;
/** The inverse that shows a value not to be zero stands on the right. */
const INVERSE = SCALAR_WEIGHTS.l + SCALAR_WEIGHTS.b;

/**
 * Weighted points of wide wires, from the gadgets that make such wires: hashes and inverses. Products, digits and choices hold the numbers of a
 * clause, which are narrow, and are left out.
 */
export const wideScalars = ({ statements }: ConstraintProgram): number =>
  statements.reduce((sum, statement) => sum + wideScalarsOf(statement), 0);

function wideScalarsOf(statement: Statement): number {
  if (statement.kind !== 'gadget') return 0;
  switch (statement.gadget) {
    case 'Poseidon':
    case 'CommitmentHash':
      return (constraintsOf(statement) / CONSTRAINTS_OF_SBOX) * SBOX;
    case 'IsZero':
    case 'QuotientRange':
      return INVERSE;
    case 'LessThan':
      // Differences that are a whole range but for one end are compared with zero.
      return constraintsOf(statement) === CATALOG.IsZero.constraints() ? INVERSE : 0;
    default:
      return 0;
  }
}
