import { expect, test } from 'vitest';
import { type Compilation, compileClause } from '../compile.js';
import { commentText } from './text.js';

const SOURCE = `import { clause, decimal, ensure, flag, integer, list, round, sensor, sum } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Emit::Clause', version: '1.0.0', title: 'A test',
  inputs: { x: sensor({ readings: list(8, decimal({ unit: 'mm', min: 0, max: 9, step: 0.1 })), d: integer({ min: -3, max: 3 }), on: flag() }) },
  outputs: { mean: decimal({ unit: 'mm', min: 0, max: 9, step: 0.1 }), quota: integer({ min: -7, max: 7 }) },
  rule({ x }) {
    ensure(x.readings[0] < x.readings[1], 'first below second');
    const total = sum(x.readings);
    if (x.on) { ensure(x.d !== 0, 'd must not be zero'); }
    return { mean: round(total / 8, 0.1, 'halfEven'), quota: x.d > 0 ? round(7 / x.d, 1, 'towardZero') : 0 };
  },
});
`;

function compiled(source = SOURCE): Compilation {
  const { compilation, diagnostics } = compileClause([{ name: 'emit.clause.ts', text: source }], 'emit.clause.ts');
  if (compilation === undefined) throw new Error(JSON.stringify(diagnostics));
  return compilation;
}

const { circom, o1js, rejections } = compiled();
const line = (number: number) => circom.text.split('\n')[number - 1] ?? '';

test('every rejection names the one line that asserts it', () => {
  expect(rejections.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
    'input.out-of-range: /x/readings must lie between 0 and 9 mm in steps of 0.1',
    'input.out-of-range: /x/d must lie between -3 and 3',
    'input.out-of-range: /x/on must hold flags',
    'ensure: first below second',
    'ensure: d must not be zero',
  ]);
  expect(rejections.map(({ circom_line }) => line(circom_line).trim())).toEqual([
    'ExactRange(90)(f0_x_readings[i]);',
    'signal t_from[2] <== Thresholds(6, 2, [3, 4])(f1_x_d[0], 1);',
    'Boolean()(f2_x_on[0]);',
    'ExactRange(89)(f0_x_readings[1] - f0_x_readings[0] - 1);',
    'f2_x_on[0] * (t_from[0] - t_from[1]) === 0;',
  ]);
  expect(rejections.map((site) => site.line)).toEqual([4, 4, 4, 7, 9]);
});

test('generated Circom assigns only what it constrains, and leaves hints to the gadgets', () => {
  expect(circom.text).not.toMatch(/<--|-->|hint/);
  expect(circom.text).toContain('component main {public [ctx_hi, ctx_lo]} = Clause();');
});

test('generated o1js imports nothing and uses no comparison or switch of the library', () => {
  expect(o1js.text).not.toMatch(/\bimport\b|Provable\.switch|Int64|lessThan\(.*\)\.|greaterThan|Provable\.if/);
  expect(o1js.text).toContain('publicInput: Provable.Array(Field, 5)');
});

test('the same source gives the same bytes, and a comment cannot leave its line', () => {
  expect(compiled().circom.text).toBe(circom.text);
  expect(compiled().o1js.text).toBe(o1js.text);
  expect(commentText('a\nb\r\u2028c */ d')).toBe('// a b  c */ d');
});

test('formatting and comments change no constraint', () => {
  const spaced = SOURCE.replaceAll('; ', ';\n\n  // a comment\n  ');
  expect(compiled(spaced).constraints.statements.map(withoutSpan)).toEqual(compiled().constraints.statements.map(withoutSpan));
  expect(compiled(spaced).hashes.clauseHash).toBe(compiled().hashes.clauseHash);
});

const withoutSpan = <S extends { readonly span: unknown }>({ span: _, ...rest }: S) => rest;

test('no sum of the circuit is so long that circom runs out of stack', () => {
  const { circom: counting } = compiled(`import { clause, count, integer, list, sensor } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Emit::Count', version: '1.0.0', title: 'A test',
  inputs: { x: sensor({ readings: list(300, integer({ min: 0, max: 9 })) }) },
  outputs: { above: integer({ min: 0, max: 300 }) },
  rule({ x }) {
    return { above: count(x.readings, (reading) => reading > 4) };
  },
});
`);
  // What stands in one pair of brackets, innermost first.
  let text = counting.text;
  for (let brackets = [''], groups = 0; brackets.length > 0; groups += brackets.length) {
    brackets = text.match(/\([^()]*\)/g) ?? [];
    for (const one of brackets) expect(one.split(/ [+-] /).length).toBeLessThanOrEqual(64);
    text = text.replace(/\([^()]*\)/g, 'x');
    if (brackets.length === 0) expect(groups).toBeGreaterThan(300);
  }
  for (const line of text.split('\n')) expect(line.split(/ [+-] /).length).toBeLessThanOrEqual(64);
});
