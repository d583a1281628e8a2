/**
 * completeness and soundness of the passes: evaluate = the lowered program = the program after every pass = the constraints, outputs and
 * rejections alike, for generated clauses.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { type Json, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { decodeValue, scalarLeaves } from '@clauseproof/protocol/values';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTyped } from '../compile-typed.js';
import type { CoreProgram } from '../core/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { evaluate } from '../evaluate/evaluate.js';
import { interpretConstraints, interpretCore, violatedStatements } from '../interpret/interpret.js';
import { Choices, generateClause, generateLeaves, seededTape } from '../testing/generate.js';
import { interfaceOfTest } from '../testing/typed.js';
import type { TypedClause } from '../typed/ast.js';

const PROGRAMS = 300;
const INPUTS_EACH = 10;

/** Any function will do where hashes are not the subject. */
const ARITHMETIC = {
  modulus: MODULUS.bn254,
  poseidon: (inputs: readonly bigint[]) => inputs.reduce((hash, x) => (hash * 31n + x + 7n) % MODULUS.bn254, 1n),
};

type Summary = { readonly outputs: Readonly<Record<string, Json>> } | { readonly reason: string; readonly span: Span };

const seen = { compiled: 0, accepted: 0, rejected: 0 };

function compareStages(clause: TypedClause, choices: Choices): void {
  const iface = interfaceOfTest(clause);
  const stages: { pass: string; program: CoreProgram }[] = [];
  const { result, diagnostics } = compileTyped(clause, iface, [], (pass, program) => stages.push({ pass, program }));
  if (result === undefined) {
    expect(diagnostics.some((diagnostic) => diagnostic.severity === 'error')).toBe(true);
    return;
  }
  seen.compiled++;
  for (let i = 0; i < INPUTS_EACH; i++) {
    const leaves = generateLeaves(choices);
    const want = ofEvaluation(clause, iface, leaves);
    for (const { pass, program } of stages) {
      expect({ pass, leaves, ...ofCore(iface, program, leaves) }).toEqual({ pass, leaves, ...want });
    }
    const salts = result.constraints.salts.map((_, k) => BigInt(k + 1));
    const outcome = interpretConstraints(result.constraints, { leaves, salts, context: { high: 5n, low: 6n } }, ARITHMETIC);
    if (outcome.kind === 'stuck') throw new Error(`no witness for ${outcome.statement.kind} at ${outcome.statement.span.start}`);
    if (outcome.kind === 'rejected') {
      seen.rejected++;
      expect({ leaves, reason: outcome.site.reason, span: outcome.site.span }).toEqual({ leaves, ...want });
    } else {
      seen.accepted++;
      expect({ leaves, outputs: decoded(iface, outcome.outputs) }).toEqual({ leaves, ...want });
      expect(violatedStatements(result.constraints, outcome.wires, ARITHMETIC)).toEqual([]);
    }
  }
}

test('every stage gives what the semantics gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(255), { minLength: 40, maxLength: 160 }),
      fc.array(fc.nat(255), { minLength: 160, maxLength: 160 }),
      (tape, inputTape) => compareStages(generateClause(new Choices(tape), 3), new Choices(inputTape)),
    ),
    { numRuns: PROGRAMS },
  );
  // The test must have looked at something.
  expect(seen.compiled).toBeGreaterThan(PROGRAMS / 2);
  expect(seen.accepted).toBeGreaterThan(PROGRAMS);
  expect(seen.rejected).toBeGreaterThan(20);
}, 240_000);

/** Each of these once found a mistake in a pass; the mistakes were of different kinds. */
const PAST_FAILURES = [28, 30, 160, 409, 424, 435, 683, 700, 6117, 6175, 6438];

test.each(PAST_FAILURES)('clause %i, which a pass once got wrong', (seed) => {
  const tape = seededTape(seed);
  const take = (count: number) => Array.from({ length: count }, () => tape.next().value);
  compareStages(generateClause(new Choices(take(300))), new Choices(take(400)));
});

function decoded(iface: ClauseInterface, outputs: readonly bigint[]): Record<string, Json> {
  return Object.fromEntries(iface.outputs.map(({ pointer, type }, i) => [pointer.slice(1), decodeValue(type, [outputs[i] ?? -1n])]));
}

function ofEvaluation(clause: TypedClause, iface: ClauseInterface, leaves: readonly bigint[]): Summary {
  const group: Record<string, Json> = {};
  let next = 0;
  for (const { pointer, type } of iface.fields) {
    const count = scalarLeaves(type).length;
    group[pointer.slice('/in/'.length)] = decodeValue(type, leaves.slice(next, next + count));
    next += count;
  }
  const outcome = evaluate(clause, parseJsonKeepingNumbers(JSON.stringify({ in: group })), { trace: false });
  if (outcome.kind === 'accepted') return { outputs: outcome.outputs };
  expect(outcome.code).toBe('ensure');
  return { reason: outcome.reason, span: outcome.span };
}

function ofCore(iface: ClauseInterface, program: CoreProgram, leaves: readonly bigint[]): Summary {
  const outcome = interpretCore(program, leaves);
  if (outcome.kind === 'accepted') return { outputs: decoded(iface, outcome.outputs) };
  return { reason: outcome.ensure.reason, span: outcome.ensure.span };
}
