/**
 * evaluate = the lowered program = the program after every pass = the constraints; outputs and rejections alike, and the
 * interpreted wires satisfy every statement.
 */
import { deepStrictEqual, ok } from 'node:assert/strict';
import { MODULUS } from '@clauseproof/protocol/field';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { compileTyped } from '../../compile-typed.js';
import type { CoreProgram } from '../../core/ast.js';
import { interfaceOf } from '../../interface-of.js';
import { interpretConstraints, interpretCore, violatedStatements } from '../../interpret/interpret.js';
import { type Answer, decodedOutputs, evaluated } from './answer.js';
import type { Equation } from './equation.js';

/** Any function will do where hashes are not the subject. */
export const ARITHMETIC = {
  modulus: MODULUS.bn254,
  poseidon: (inputs: readonly bigint[]) => inputs.reduce((hash, x) => (hash * 31n + x + 7n) % MODULUS.bn254, 1n),
};

export const stages: Equation = (clause, inputs, tally) => {
  const iface = interfaceOf(clause);
  const programs: { pass: string; program: CoreProgram }[] = [];
  const { result, diagnostics } = compileTyped(clause, iface, [], (pass, program) => programs.push({ pass, program }));
  if (result === undefined) {
    ok(diagnostics.some(({ severity }) => severity === 'error'));
    return;
  }
  tally.compiled += 1;
  for (const leaves of inputs) {
    const want = evaluated(clause, iface, leaves);
    for (const { pass, program } of programs) {
      deepStrictEqual({ pass, leaves, ...interpreted(iface, program, leaves) }, { pass, leaves, ...want });
    }
    const salts = result.constraints.salts.map((_, k) => BigInt(k + 1));
    const outcome = interpretConstraints(result.constraints, { leaves: [...leaves], salts, context: { high: 5n, low: 6n } }, ARITHMETIC);
    if (outcome.kind === 'stuck') throw new Error(`no witness for ${outcome.statement.kind} at ${outcome.statement.span.start}`);
    if (outcome.kind === 'rejected') {
      tally.rejected += 1;
      deepStrictEqual({ leaves, reason: outcome.site.reason, span: outcome.site.span }, { leaves, ...want });
    } else {
      tally.accepted += 1;
      deepStrictEqual({ leaves, outputs: decodedOutputs(iface, outcome.outputs) }, { leaves, ...want });
      deepStrictEqual(violatedStatements(result.constraints, outcome.wires, ARITHMETIC), []);
    }
  }
};

export function interpreted(iface: ClauseInterface, program: CoreProgram, leaves: readonly bigint[]): Answer {
  const outcome = interpretCore(program, leaves);
  if (outcome.kind === 'accepted') return { outputs: decodedOutputs(iface, outcome.outputs) };
  return { reason: outcome.ensure.reason, span: outcome.ensure.span };
}
