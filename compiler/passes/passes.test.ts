/** What each pass must have done when it is through; that it keeps the meaning is tested in equivalence.test.ts. */
import { MODULUS } from '@clauseproof/protocol/field';
import { expect, test } from 'vitest';
import { compileTyped } from '../compile-typed.js';
import { totalConstraints } from '../constraints/cost.js';
import { type CoreNode, type CoreProgram, nodeAt } from '../core/ast.js';
import { interpretConstraints } from '../interpret/interpret.js';
import { droughtClause } from '../testing/drought.js';
import * as t from '../testing/typed.js';
import type { TypedClause } from '../typed/ast.js';

function stagesOf(clause: TypedClause): Map<string, CoreProgram> {
  const stages = new Map<string, CoreProgram>();
  const { diagnostics } = compileTyped(clause, t.interfaceOfTest(clause), [], (pass, program) => stages.set(pass, program));
  expect(diagnostics).toEqual([]);
  return stages;
}

const ofKind = <K extends CoreNode['kind']>(program: CoreProgram | undefined, kind: K) =>
  (program?.nodes ?? []).filter((node): node is Extract<CoreNode, { kind: K }> => node.kind === kind);

const drought = stagesOf(droughtClause());

test('lower leaves rationals, eliminate-quotients leaves none', () => {
  expect(ofKind(drought.get('lower'), 'quotient')).toHaveLength(1);
  const after = drought.get('eliminate-quotients');
  expect(after?.nodes.filter((node) => node.type === 'quotient' || node.kind === 'round')).toEqual([]);
  // min(insured * share, insured) bounds the quotient by the insured sum, which the integers alone do not tell.
  expect(ofKind(after, 'divide').map(({ within }) => within)).toEqual([{ low: 0n, high: 100_000_000n }]);
});

test('factor compares share with 1, not insured * share with insured', () => {
  const program = drought.get('factor') as CoreProgram;
  const operands = ofKind(program, 'negative').map(({ operand }) => nodeAt(program.nodes, operand));
  expect(
    operands.some((node) => node.kind === 'linear' && node.form.terms.some((term) => nodeAt(program.nodes, term.node).kind === 'product')),
  ).toBe(false);
});

test('guard-divisions sizes every division', () => {
  expect(
    ofKind(drought.get('guard-divisions'), 'divide').every(({ within, divisorMax }) => within !== undefined && divisorMax !== undefined),
  ).toBe(true);
});

test('fold-selections drops the selection of a payout that is already 0', () => {
  const before = ofKind(drought.get('guard-divisions'), 'select').length;
  expect(ofKind(drought.get('fold-selections'), 'select').length).toBe(before - 1);
});

test('the drought clause takes 2,239 constraints', () => {
  const clause = droughtClause();
  const { result } = compileTyped(clause, t.interfaceOfTest(clause), []);
  expect(result && totalConstraints(result.constraints)).toBe(2239);
});

test('bands with constant results are linear in their comparisons', () => {
  const x = t.integer(0, 1000);
  const band = (bound: string) => t.compare('lt', t.input('x', x), t.number(bound));
  const program = stagesOf(
    t.clauseOf({ x }, { n: t.integer(0, 9) }, [
      t.when(band('100'), [t.giveBack({ n: t.number('1') })]),
      t.when(band('200'), [t.giveBack({ n: t.number('4') })]),
      t.when(band('300'), [t.giveBack({ n: t.number('5') })]),
      t.giveBack({ n: t.number('9') }),
    ]),
  ).get('size-comparisons');
  expect(ofKind(program, 'select')).toEqual([]);
  expect(ofKind(program, 'product')).toEqual([]);
});

test('completeness: what stands on a path not taken neither fails nor constrains', () => {
  const d = t.integer(-3, 3);
  const safe = t.choose(
    t.compare('gt', t.input('d', d), t.number('0')),
    t.round(t.arithmetic('divide', t.number('7'), t.input('d', d)), '1', 'floor'),
    t.number('0'),
  );
  const clause = t.clauseOf({ d }, { n: t.integer(0, 7) }, [t.giveBack({ n: safe })]);
  const { result } = compileTyped(clause, t.interfaceOfTest(clause), []);
  if (result === undefined) throw new Error('does not compile');
  const run = (encoded: bigint) =>
    interpretConstraints(
      result.constraints,
      { leaves: [encoded], salts: [1n], context: { high: 0n, low: 0n } },
      { modulus: MODULUS.bn254, poseidon: () => 0n },
    );
  // d = -3 .. 3
  expect([0n, 1n, 2n, 3n, 4n, 5n, 6n].map(run).map((o) => (o.kind === 'accepted' ? o.outputs[0] : o.kind))).toEqual([
    0n,
    0n,
    0n,
    0n,
    7n,
    3n,
    2n,
  ]);
});

test('soundness: a bound that only one branch knows sizes nothing outside of it', () => {
  // In the branch x lies in [0, 9]; outside, the comparison of the branch must still have a witness, and the output must not depend on it.
  const [x, y] = [t.integer(0, 1_000_000), t.integer(0, 9)];
  const inner = t.choose(t.compare('lt', t.input('x', x), t.input('y', y)), t.number('1'), t.number('2'));
  const rule = [t.giveBack({ n: t.choose(t.compare('lt', t.input('x', x), t.number('10')), inner, t.number('3')) })];
  const clause = t.clauseOf({ x, y }, { n: t.integer(1, 3) }, rule);
  const { result } = compileTyped(clause, t.interfaceOfTest(clause), []);
  if (result === undefined) throw new Error('does not compile');
  const run = (leaves: bigint[]) =>
    interpretConstraints(
      result.constraints,
      { leaves, salts: [1n], context: { high: 0n, low: 0n } },
      { modulus: MODULUS.bn254, poseidon: () => 0n },
    );
  const outputs = [
    [0n, 5n],
    [9n, 5n],
    [10n, 5n],
    [1_000_000n, 0n],
  ]
    .map(run)
    .map((o) => (o.kind === 'accepted' ? o.outputs[0] : o.kind));
  expect(outputs).toEqual([0n, 1n, 2n, 2n]);
});
