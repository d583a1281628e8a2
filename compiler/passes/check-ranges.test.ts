/** The diagnostics of ranges, through the whole compiler, from source text. */
import { expect, test } from 'vitest';
import { diagnoseClause } from '../compile.js';
import { checkTyped } from '../compile-typed.js';
import * as t from '../testing/typed.js';
import type { Expression } from '../typed/ast.js';

/** Codes of ranges with the source text that they point at. */
function diagnose(rule: string, options: { inputs?: string; outputs?: string; helpers?: string } = {}): string[] {
  const { inputs = 'a: integer({ min: 0, max: 10 }), b: integer({ min: 0, max: 10 })', outputs = 'n: integer({ min: 0, max: 10 })' } =
    options;
  const used = ['ensure', 'min', 'max', 'round', 'sum', 'list'].filter((name) =>
    `${rule} ${inputs} ${options.helpers}`.includes(`${name}(`),
  );
  const text = `import { clause, ${used.map((name) => `${name}, `).join('')}${inputs.includes('decimal') || outputs.includes('decimal') ? 'decimal, ' : ''}integer, sensor } from '@clauseproof/compiler/clause';
${options.helpers ?? ''}
export default clause({
  id: 'Test::Ranges::Clause', version: '1.0.0', title: 'A test',
  inputs: { x: sensor({ ${inputs} }) },
  outputs: { ${outputs} },
  rule({ x }) { ${rule} },
});
`;
  return diagnoseClause([{ name: 'test.clause.ts', text }], 'test.clause.ts')
    .filter(({ code }) => code.startsWith('CP4') || code.startsWith('CP1') || code.startsWith('CP3'))
    .map(({ code, span, message }) => `${code} ${text.slice(span.start, span.end)}: ${message}`);
}

test('a rule within its bounds has no diagnostics', () => {
  expect(diagnose('return { n: min(x.a + x.b, 10) };')).toEqual([]);
});

test('an output that can leave its range names the interval', () => {
  expect(diagnose('return { n: x.a + x.b };')).toEqual([
    "CP4001 x.a + x.b: output 'n' can take values in [0, 20], outside of its declared range [0, 10]",
  ]);
});

test('a condition narrows the range on its path only', () => {
  expect(diagnose('if (x.a + x.b > 10) return { n: 10 }; return { n: x.a + x.b };')).toEqual([]);
  expect(diagnose('if (x.a < x.b) return { n: x.b - x.a }; return { n: x.a - x.b };')).toEqual([]);
  expect(diagnose('if (x.a < x.b) return { n: x.a - x.b }; return { n: x.b };')).toHaveLength(1);
});

test('a value that several places return is reported once, with the widest of its intervals', () => {
  const twice = 'const n = x.a + x.b; if (x.a > 5) return { n }; if (x.b > 8) return { n }; return { n: 0 };';
  expect(diagnose(twice)).toEqual(["CP4001 n: output 'n' can take values in [6, 20], outside of its declared range [0, 10]"]);
  expect(diagnose('if (x.a > 5) return { n: x.a + x.b }; return { n: x.a - x.b };')).toHaveLength(2);
});

test('a divisor needs a proven sign', () => {
  const found = diagnose("return { n: round(x.a / (x.a - x.b + 1), 1, 'floor') };");
  expect(found.some((line) => line.startsWith('CP4002 x.a - x.b + 1: this divisor lies in [-9, 11]'))).toBe(true);
  expect(diagnose("ensure(x.a < x.b, 'a below b'); return { n: round(x.a / (x.b - x.a), 1, 'floor') };")).toEqual([]);
  expect(diagnose("ensure(x.b < x.a, 'b below a'); return { n: round(x.a / (x.b - x.a), 1, 'floor') + 10 };")).toEqual([]);
  expect(diagnose('return { n: x.b > 0 ? x.a % x.b : 0 };')).toEqual([]);
});

test('an output must be a multiple of its step', () => {
  expect(diagnose('return { n: x.a / 2 };')).toEqual(["CP4004 x.a / 2: output 'n' can take values that are not multiples of its step 1"]);
});

test('constant conditions are warned of, once a place and not in loops that vary', () => {
  expect(diagnose('return { n: x.a >= 0 ? x.a : 0 };')).toEqual(['CP4005 x.a >= 0: this condition is always true here']);
  expect(diagnose('return { n: x.a > 10 ? 0 : x.a };')).toEqual(['CP4006 x.a > 10: this condition is never true here']);
  const loop = 'let n = 0; for (let i = 0; i < 3; i++) { if (i > 0) n = n + 1; } return { n: min(n + x.a + x.b, 10) };';
  expect(diagnose(loop)).toEqual([]);
  const constantLoop = 'let n = 0; for (let i = 0; i < 3; i++) { if (i < 5) n = n + 1; } return { n: min(n + x.a + x.b, 10) };';
  expect(diagnose(constantLoop)).toEqual(['CP4005 i < 5: this condition is always true here']);
});

test('an ensure that nothing satisfies is an error', () => {
  expect(diagnose("ensure(x.a > 10, 'large'); return { n: x.b };")).toEqual([
    'CP4008 x.a > 10: no input satisfies this condition, so nothing could ever be proved',
  ]);
});

test('a value beyond 250 bits is an error', () => {
  const inputs = 'a: integer({ min: 0, max: 1000000000000 }), b: integer({ min: 0, max: 10 })';
  const found = diagnose('const p = x.a * x.a * x.a * x.a * x.a * x.a * x.a; return { n: p > 5 ? 1 : x.b };', { inputs });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^CP4003 .* this value can need 280 bits; a circuit computes with at most 250$/);
});

test('an index must lie in its list', () => {
  const [i, xs] = [t.integer(0, 3), { kind: 'list', length: 3, element: t.integer(0, 9) } as const];
  const element = (): Expression => ({ kind: 'index', list: t.input('xs', xs), index: t.input('i', i), type: t.NUMBER, span: t.span() });
  const checked = (value: Expression) => checkTyped(t.clauseOf({ i, xs }, { n: t.integer(0, 9) }, [t.giveBack({ n: value })])).diagnostics;
  expect(checked(element()).map(({ message }) => message)).toEqual(['this index lies in [0, 3]; the list has 3 elements, numbered from 0']);
  expect(checked(t.choose(t.compare('lt', t.input('i', i), t.number('3')), element(), t.number('0')))).toEqual([]);
});
