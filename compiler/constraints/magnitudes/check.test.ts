/** soundness: whatever a wrong pass could do to sizes and guards, the magnitude check refuses. */
import { expect, test } from 'vitest';
import { compileTyped } from '../../compile-typed.js';
import { droughtClause } from '../../testing/drought.js';
import { interfaceOfTest } from '../../testing/typed.js';
import type { ConstraintProgram, Statement } from '../ast.js';
import { constantCombination, wireCombination } from '../combination.js';
import { assertUnconfirmed, checkMagnitudes } from './check.js';

const clause = droughtClause();
const { result } = compileTyped(clause, interfaceOfTest(clause), []);
if (result === undefined) throw new Error('the drought clause does not compile');
const program = result.constraints;

type Gadget = Extract<Statement, { kind: 'gadget' }>;
type Edit = (statement: Gadget, nth: number) => Statement | undefined;

/** The program with one kind of gadget edited; `undefined` removes the statement. */
function withEdited(gadget: Gadget['gadget'], edit: Edit): ConstraintProgram {
  let nth = 0;
  const statements = program.statements.flatMap((statement) => {
    if (statement.kind !== 'gadget' || statement.gadget !== gadget) return [statement];
    const edited = edit(statement, nth++);
    return edited === undefined ? [] : [edited];
  });
  expect(nth).toBeGreaterThan(0);
  return { ...program, statements };
}

const withParameters = (statement: Gadget, ...parameters: bigint[]): Statement => ({ ...statement, parameters });

test('a correct program passes', () => {
  checkMagnitudes(program);
  expect(assertUnconfirmed(program)).toMatchObject({ additions: 0 });
});

const PLANTED: Readonly<Record<string, ConstraintProgram>> = {
  'a comparison that is too narrow above': withEdited('LessThan', (s) =>
    withParameters(s, s.parameters[0] ?? 0n, (s.parameters[1] ?? 0n) - 1n),
  ),
  'a comparison that is too narrow below': withEdited('LessThan', (s) =>
    withParameters(s, (s.parameters[0] ?? 0n) + 1n, s.parameters[1] ?? 0n),
  ),
  'an input without its range': withEdited('ExactRange', (s, nth) => (nth === 7 ? undefined : s)),
  'an input with a wider range': withEdited('ExactRange', (s, nth) => (nth === 7 ? withParameters(s, 1n << 60n) : s)),
  'a division whose divisor no ensure keeps positive': withEdited('ExactRange', (s, nth) => (nth === 93 ? undefined : s)),
  'a divisor above its bound': withEdited('DivMod', (s) => withParameters(s, (s.parameters[0] ?? 0n) - 1n, s.parameters[1] ?? 0n)),
  'a quotient that can wrap': withEdited('DivMod', (s) => withParameters(s, s.parameters[0] ?? 0n, 1n << 245n)),
  'an output above its range': withEdited('DivMod', (s) => withParameters(s, s.parameters[0] ?? 0n, (s.parameters[1] ?? 0n) + 1n)),
  'a selection by something that is no flag': withEdited('Mux', (s) => ({ ...s, inputs: [wireCombination(0), ...s.inputs.slice(1)] })),
  'a selection whose arms are swapped': withEdited('Mux', (s, nth) =>
    nth === 0 ? { ...s, inputs: [s.inputs[0], s.inputs[2], s.inputs[1]].map((input) => input ?? constantCombination(0n)) } : s,
  ),
  'packed values that overlap': withEdited('Pack', (s) =>
    withParameters(s, s.parameters[0] ?? 0n, ...s.parameters.slice(1).map((w) => (w + 1n) / 2n)),
  ),
};

for (const [name, planted] of Object.entries(PLANTED)) {
  test(`refuses ${name}`, () => {
    expect(() => checkMagnitudes(planted)).toThrow(/^internal error: the magnitude check disagrees/);
  });
}

test('what cannot be confirmed is asserted: a comparison becomes wider', () => {
  const narrow = PLANTED['a comparison that is too narrow above'] as ConstraintProgram;
  const { program: repaired, additions } = assertUnconfirmed(narrow);
  expect(additions).toBeGreaterThan(0);
  checkMagnitudes(repaired);
});

test('a value that could wrap is never repaired', () => {
  expect(() => assertUnconfirmed(PLANTED['a quotient that can wrap'] as ConstraintProgram)).toThrow(/magnitude check/);
});
