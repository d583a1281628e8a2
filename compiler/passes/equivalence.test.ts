/**
 * completeness and soundness of the passes: every pass keeps the meaning of a program, rejections included, and so do the constraints.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTyped } from '../compile-typed.js';
import type { CoreProgram } from '../core/ast.js';
import { interpretConstraints, interpretCore, violatedStatements } from '../interpret/interpret.js';
import { Choices, generateClause, generateLeaves } from '../testing/generate.js';
import { interfaceOfTest } from '../testing/typed.js';

const PROGRAMS = 300;
const INPUTS_EACH = 12;

/** Any function will do where hashes are not the subject. */
const arithmetic = {
  modulus: MODULUS.bn254,
  poseidon: (inputs: readonly bigint[]) => inputs.reduce((hash, x) => (hash * 31n + x + 7n) % MODULUS.bn254, 1n),
};

test('evaluating before and after every pass, and in constraints, gives the same', () => {
  let compiled = 0;
  let accepted = 0;
  let rejected = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat(255), { minLength: 60, maxLength: 400 }),
      fc.array(fc.nat(255), { minLength: 200, maxLength: 200 }),
      (tape, inputTape) => {
        const clause = generateClause(new Choices(tape));
        const stages: { pass: string; program: CoreProgram }[] = [];
        const { result, diagnostics } = compileTyped(clause, interfaceOfTest(clause), [], (pass, program) =>
          stages.push({ pass, program }),
        );
        if (result === undefined) {
          expect(diagnostics.some((diagnostic) => diagnostic.severity === 'error')).toBe(true);
          return;
        }
        compiled++;
        const [lowered, ...later] = stages;
        if (lowered === undefined) throw new Error('nothing was lowered');
        const choices = new Choices(inputTape);
        for (let i = 0; i < INPUTS_EACH; i++) {
          const leaves = generateLeaves(choices);
          const want = summary(interpretCore(lowered.program, leaves));
          for (const { pass, program } of later)
            expect({ pass, leaves, ...summary(interpretCore(program, leaves)) }).toEqual({ pass, leaves, ...want });
          const salts = result.constraints.salts.map((_, k) => BigInt(k + 1));
          const outcome = interpretConstraints(result.constraints, { leaves, salts, context: { high: 5n, low: 6n } }, arithmetic);
          if (outcome.kind === 'stuck')
            throw new Error(`stuck at ${JSON.stringify(outcome.statement, (_, v) => (typeof v === 'bigint' ? String(v) : v))}`);
          if (outcome.kind === 'rejected') {
            rejected++;
            expect({ reason: outcome.site.reason, span: outcome.site.span }).toEqual({ reason: want.reason, span: want.span });
          } else {
            accepted++;
            expect({ leaves, outputs: outcome.outputs }).toEqual({ leaves, outputs: want.outputs });
            expect(violatedStatements(result.constraints, outcome.wires, arithmetic)).toEqual([]);
          }
        }
      },
    ),
    { numRuns: PROGRAMS },
  );
  // The test must have looked at something.
  expect(compiled).toBeGreaterThan(PROGRAMS / 2);
  expect(accepted).toBeGreaterThan(PROGRAMS);
  expect(rejected).toBeGreaterThan(20);
});

function summary(outcome: ReturnType<typeof interpretCore>) {
  if (outcome.kind === 'accepted') return { outputs: outcome.outputs, reason: undefined, span: undefined };
  return { outputs: undefined, reason: outcome.ensure.reason, span: outcome.ensure.span };
}
