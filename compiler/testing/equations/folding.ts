/**
 * Constant folding changes nothing: the clause with its inputs written in as constants, which the compiler folds, answers what the semantics
 * says of the clause with those inputs.
 *
 * A compiler may refuse the folded clause (a condition that can never hold); then the semantics must reject the execution. Of a clause that is refused as
 * it stands nothing is asked: with constants it may be refused for the same reason.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { checkTyped, compileTyped } from '../../compile-typed.js';
import { interfaceOf } from '../../interface-of.js';
import { interpretConstraints } from '../../interpret/interpret.js';
import { withConstantInputs } from '../constant-inputs.js';
import { decodedOutputs, evaluated } from './answer.js';
import type { Equation } from './equation.js';
import { ARITHMETIC, interpreted } from './stages.js';

export const folding: Equation = (clause, inputs, tally) => {
  if (checkTyped(clause).guarded === undefined) return;
  const iface = interfaceOf(clause);
  for (const leaves of inputs) {
    const want = evaluated(clause, iface, leaves);
    const { result } = compileTyped(withConstantInputs(clause, leaves), iface, []);
    if (result === undefined) {
      deepStrictEqual({ leaves, rejected: 'reason' in want }, { leaves, rejected: true });
      tally.rejected += 1;
      continue;
    }
    tally.compiled += 1;
    deepStrictEqual({ leaves, ...interpreted(iface, result.core, leaves) }, { leaves, ...want });
    const salts = result.constraints.salts.map((_, k) => BigInt(k + 1));
    const outcome = interpretConstraints(result.constraints, { leaves: [...leaves], salts, context: { high: 5n, low: 6n } }, ARITHMETIC);
    if (outcome.kind !== 'accepted') {
      deepStrictEqual({ leaves, kind: outcome.kind, rejected: 'reason' in want }, { leaves, kind: 'rejected', rejected: true });
      tally.rejected += 1;
      continue;
    }
    tally.accepted += 1;
    deepStrictEqual({ leaves, outputs: decodedOutputs(iface, outcome.outputs) }, { leaves, ...want });
  }
};
