/**
 * What a statement costs in R1CS constraints after circom --O2: the catalog's figure for gadgets, one for a product, nothing for sums.
 */
import { CATALOG, type GadgetParameters } from '@clauseproof/circuits/catalog';
import type { ConstraintProgram, Statement } from './ast.js';

export function constraintsOf(statement: Statement): number {
  if (statement.kind === 'gadget') return gadgetCost(statement);
  if (statement.kind === 'product') return 1;
  if (statement.kind === 'assert-product-zero') return statement.left.terms.length > 0 && statement.right.terms.length > 0 ? 1 : 0;
  return 0;
}

export const totalConstraints = (program: ConstraintProgram): number =>
  program.statements.reduce((sum, statement) => sum + constraintsOf(statement), 0);

function gadgetCost({ gadget, parameters, inputs }: Extract<Statement, { kind: 'gadget' }>): number {
  const [p = 0n, q = 0n] = parameters;
  switch (gadget) {
    case 'ExactRange':
      return CATALOG.ExactRange.constraints(p);
    case 'MaskedRange':
      return CATALOG.MaskedRange.constraints(p);
    case 'Thresholds':
      return CATALOG.Thresholds.constraints(p, Number(q), parameters.slice(2));
    case 'QuotientRange':
      return CATALOG.QuotientRange.constraints(p, q, parameters[2] ?? 0n);
    case 'ToBits':
      return CATALOG.ToBits.constraints(Number(p));
    case 'LessThan':
      return CATALOG.LessThan.constraints(p, q);
    case 'DivModConstant':
      return CATALOG.DivModConstant.constraints(p, q);
    case 'DivMod':
      return CATALOG.DivMod.constraints(p, q);
    case 'Poseidon':
      return CATALOG.Poseidon.constraints(Number(p));
    case 'CommitmentHash': {
      // Each constant element (the salt of the disclosed unit) keeps one S-box of the first round constant.
      const constants = inputs.filter((input) => input.terms.length === 0).length;
      return (
        CATALOG.CommitmentHash.constraints(...([p, Number(q), inputs.length] satisfies GadgetParameters['CommitmentHash'])) - 3 * constants
      );
    }
    case 'Pack':
      return 0;
    case 'Boolean':
      return CATALOG.Boolean.constraints();
    case 'IsZero':
      return CATALOG.IsZero.constraints();
    case 'Mux':
      return CATALOG.Mux.constraints();
    case 'BindContext':
      return CATALOG.BindContext.constraints();
  }
}
