/**
 * soundness of ranges that are dropped: of all values that the inputs could have, beyond their bounds and at the other end of the field too, the
 * constraints accept exactly those that the clause accepts.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { expect, test } from 'vitest';
import { compileClause } from '../compile.js';
import { interpretConstraints } from '../interpret/interpret.js';
import { clauseText, ENTRY } from '../testing/clause-text.js';

const ARITHMETIC = { modulus: MODULUS.bn254, poseidon: () => 0n };

function compiled(inputs: string, rule: string) {
  const { compilation, diagnostics } = compileClause([{ name: ENTRY, text: clauseText({ inputs, rule }) }], ENTRY);
  if (compilation === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { constraints } = compilation;
  const leaves = constraints.fields.flatMap((field) => field.leaves);
  const ownRanges = constraints.statements.filter(
    (statement) =>
      statement.kind === 'gadget' && statement.site !== undefined && constraints.sites[statement.site]?.code.startsWith('input.') === true,
  ).length;
  const accepts = (values: readonly bigint[]) =>
    interpretConstraints(constraints, { leaves: values, salts: [0n], context: { high: 0n, low: 0n } }, ARITHMETIC).kind === 'accepted';
  return { dropped: leaves.length - ownRanges, accepts };
}

/** Every list of values, one of `choices` each. */
function* all(choices: readonly (readonly bigint[])[]): Generator<bigint[]> {
  const [first, ...rest] = choices;
  if (first === undefined) yield [];
  else for (const value of first) for (const others of all(rest)) yield [value, ...others];
}

function agree(
  accepts: (values: readonly bigint[]) => boolean,
  choices: readonly (readonly bigint[])[],
  valid: (values: bigint[]) => boolean,
) {
  let accepted = 0;
  for (const values of all(choices)) {
    const expected = valid(values);
    if (accepts(values) !== expected) expect.fail(`[${values}] should be ${expected ? 'accepted' : 'refused'}`);
    if (expected) accepted++;
  }
  expect(accepted).toBeGreaterThan(10);
}

/** 0 to max, a little beyond, and negative numbers of the field. */
const around = (max: number): bigint[] => [
  ...Array.from({ length: max + 3 }, (_, i) => BigInt(i)),
  MODULUS.bn254 - 1n,
  MODULUS.bn254 - 2n,
  (MODULUS.bn254 + 1n) / 2n,
];

test('soundness: values in order need the ranges of both ends only', () => {
  const three = 'a: integer({ min: 0, max: 4 }), b: integer({ min: 0, max: 4 }), c: integer({ min: 0, max: 4 })';
  const { dropped, accepts } = compiled(three, "ensure(x.a <= x.b && x.b <= x.c, 'in order'); return { ok: x.b > x.a };");
  expect(dropped).toBe(1);
  agree(accepts, [around(4), around(4), around(4)], ([a = 0n, b = 0n, c = 0n]) => a <= b && b <= c && c <= 4n);
});

test('soundness: an order from one side alone drops nothing', () => {
  const two = 'a: integer({ min: 0, max: 5 }), b: integer({ min: 0, max: 5 })';
  const { dropped, accepts } = compiled(two, "ensure(x.a < x.b, 'in order'); return { ok: x.b > x.a + 1 };");
  expect(dropped).toBe(0);
  agree(accepts, [around(5), around(5)], ([a = 0n, b = 0n]) => a < b && b <= 5n);
});

test('soundness: an end that another bound does not reach keeps its range', () => {
  const three = 'a: integer({ min: 0, max: 3 }), b: integer({ min: 0, max: 3 }), c: integer({ min: 0, max: 6 })';
  const { dropped, accepts } = compiled(three, "ensure(x.a <= x.b && x.b <= x.c, 'in order'); return { ok: x.b > x.a };");
  expect(dropped).toBe(0);
  agree(accepts, [around(3), around(3), around(6)], ([a = 0n, b = 0n, c = 0n]) => a <= b && b <= 3n && b <= c && c <= 6n);
});

test('soundness: a list of stays in order, of which any may be absent', () => {
  const inputs = `stays: list({ min: 0, max: 2 }, record({ from: integer({ min: 0, max: 2 }), to: integer({ min: 0, max: 2 }) })),
    today: integer({ min: 1, max: 3 })`;
  const rule = `ensure(every(x.stays, (stay) => stay.from <= stay.to && stay.to < x.today), 'a stay ends');
    let free = 0;
    for (const stay of x.stays) {
      ensure(free <= stay.from, 'stays are in order');
      free = stay.to + 1;
    }
    return { ok: x.stays.length > 0 };`;
  const { dropped, accepts } = compiled(inputs, rule);
  expect(dropped).toBe(3);
  const few = [0n, 1n, 2n, 3n, MODULUS.bn254 - 1n];
  // How many, the two stays, and the day as its distance from the first.
  agree(accepts, [[0n, 1n, 2n, 3n], few, few, few, few, few], ([length = 0n, from0 = 0n, to0 = 0n, from1 = 0n, to1 = 0n, day = 0n]) => {
    const today = day + 1n;
    if (day > 2n || length > 2n) return false;
    if (length < 1n ? from0 !== 0n || to0 !== 0n : from0 > to0 || to0 >= today || to0 > 2n) return false;
    return length < 2n ? from1 === 0n && to1 === 0n : to0 < from1 && from1 <= to1 && to1 < today && to1 <= 2n;
  });
});

/** The pairs of neighbours in an order that no single pass over them can follow. */
function shuffled(pairs: number): number[] {
  const order = Array.from({ length: pairs }, (_, i) => i + 1);
  let state = 7;
  for (let i = pairs - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

test.each([10, 40, 100])('a chain of %i values whose order is told in any order: what is dropped follows from what is left', (length) => {
  const ensures = shuffled(length - 1).map((i) => `ensure(x.v[${i - 1}] <= x.v[${i}], 'in order');`);
  // The magnitude check refuses a program with a range that it cannot derive.
  const { dropped } = compiled(`v: list(${length}, integer({ min: 0, max: 999 }))`, `${ensures.join(' ')} return { ok: x.v[0] > 5 };`);
  expect(dropped).toBeGreaterThan(length / 2);
  expect(dropped).toBeLessThanOrEqual(length - 2);
});
