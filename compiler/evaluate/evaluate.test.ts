/** The semantics, against outcomes worked out by hand. */
import { readFileSync } from 'node:fs';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { parseDecimal } from '@clauseproof/protocol/rational';
import { describe, expect, test } from 'vitest';
import { checkText, evaluateParts, outputsOf } from '../testing/clause-text.js';
import type { RoundingMode } from '../typed/ast.js';
import { evaluate } from './evaluate.js';
import { roundTo } from './rounding.js';

describe('rounding', () => {
  //                    -2.5  -2.1  -1.5  -0.5   0.5   1.5   2.4   2.5   2.6     3
  const table: Record<RoundingMode, readonly number[]> = {
    floor: /*      */ [-3, -3, -2, -1, 0, 1, 2, 2, 2, 3],
    ceil: /*       */ [-2, -2, -1, 0, 1, 2, 3, 3, 3, 3],
    halfUp: /*     */ [-2, -2, -1, 0, 1, 2, 2, 3, 3, 3],
    halfEven: /*   */ [-2, -2, -2, 0, 0, 2, 2, 2, 3, 3],
    towardZero: /* */ [-2, -2, -1, 0, 0, 1, 2, 2, 2, 3],
  };
  const values = ['-2.5', '-2.1', '-1.5', '-0.5', '0.5', '1.5', '2.4', '2.5', '2.6', '3'];
  test.each(Object.keys(table) as RoundingMode[])('%s', (mode) => {
    for (const [step, scale] of [
      ['1', 0],
      ['0.01', 2],
    ] as const) {
      const rounded = values.map((value) => roundTo(parseDecimal(`${value}e-${scale}`), parseDecimal(step), mode));
      expect(rounded.map((value) => Number(value.n) / Number(value.d))).toEqual((table[mode] as number[]).map((n) => n / 10 ** scale));
    }
  });
});

describe('texts', () => {
  const inputs = 'a: text({ maxBytes: 40 }), b: text({ maxBytes: 5 }), xs: list(2, text({ maxBytes: 40 }))';
  const flag = (expression: string, before = '', a = 'é', b = 'e\u0301') =>
    outputsOf({ inputs, before, rule: `return { ok: ${expression} };` }, JSON.stringify({ a, b, xs: ['', 'x'.repeat(40)] }))['ok'];

  test.each([
    ["x.a === 'é'", true],
    ["x.b !== 'é'", true],
    ['x.a === x.b', false],
    ["x.xs[0] === ''", true],
    [`x.xs[1] === '${'x'.repeat(40)}'`, true],
    [`x.xs[1] === '${'x'.repeat(39)}'`, false],
    ["oneOfTexts(x.a, ['e', 'é'])", true],
    ['oneOfTexts(x.b, x.xs)', false],
    ["oneOfTexts('', x.xs)", true],
    ["(x.a === 'e' ? 'one' : x.a) === 'é'", true],
    ["some(x.xs, (t) => t === 'é') || every(x.xs, (t) => t !== x.a)", true],
  ])('%s is %s', (expression, expected) => expect(flag(expression)).toBe(expected));

  test('a variable that begins with a name becomes a text where it meets one, through helpers and lists', () => {
    const before = `const same = (p: string, q: string): boolean => p === q;
const KNOWN = ['A', 'B'];`;
    const rule = `let t = 'NONE';
    const other = 'B';
    if (x.a !== 'A') t = x.b;
    return { ok: same(t, 'B') && same(other, x.b) && oneOfTexts(t, KNOWN) && t !== 'NONE' };`;
    expect(outputsOf({ inputs, before, rule }, JSON.stringify({ a: '', b: 'B', xs: ['', ''] }))['ok']).toBe(true);
  });

  test('and stays a name where it meets none', () => {
    const rule =
      "let t = 'UP'; if (x.a === 'A') t = 'DOWN'; switch (t) { case 'UP': return { ok: true }; case 'DOWN': return { ok: false }; }";
    expect(outputsOf({ inputs, rule }, JSON.stringify({ a: '', b: '', xs: ['', ''] }))['ok']).toBe(true);
  });
});

describe('dates and instants', () => {
  const inputs = 'd: date(), e: date(), s: instant(), t: instant(), n: integer({ min: -99, max: 99 })';
  const json = JSON.stringify({ d: '2024-02-28', e: '2023-12-31', s: '2024-02-28T22:00:00Z', t: '2024-03-01T01:30:00Z', n: 2 });
  const value = (expression: string, output: string) =>
    outputsOf({ inputs, outputs: `v: ${output}`, rule: `return { v: ${expression} };` }, json)['v'];

  test.each([
    ['addDays(x.d, 1)', '2024-02-29'],
    ['addDays(x.d, x.n)', '2024-03-01'],
    ['addDays(x.d, -x.n)', '2024-02-26'],
    ['addDays(x.e, days(hours(48)))', '2024-01-02'],
    ['min(x.d, x.e)', '2023-12-31'],
    ["max(x.d, date('2030-01-01'), x.e)", '2030-01-01'],
    ['x.d > x.e ? x.d : x.e', '2024-02-28'],
    ['min([x.d, x.e])', '2023-12-31'],
    ['max([x.n, 1], (n) => addDays(x.d, n))', '2024-03-01'],
  ])('%s = %s', (expression, expected) => expect(value(expression, 'date()')).toBe(expected));

  test.each([
    ['addDays(x.s, 1)', '2024-02-29T22:00:00Z'],
    ['addHours(x.s, 2.5)', '2024-02-29T00:30:00Z'],
    ['addMinutes(x.s, x.n)', '2024-02-28T22:02:00Z'],
    ['addSeconds(x.s, -1)', '2024-02-28T21:59:59Z'],
    ["instant('2016-12-31T23:59:59Z')", '2016-12-31T23:59:59Z'],
  ])('%s = %s', (expression, expected) => expect(value(expression, 'instant()')).toBe(expected));

  test.each([
    ['daysBetween(x.d, x.e)', 'day', '-59.00'],
    ['daysBetween(x.s, x.s)', 'day', '0.00'],
    ['hoursBetween(x.s, x.t)', 'h', '27.50'],
    ['minutesBetween(x.t, x.s)', 'min', '-1650.00'],
    ['secondsBetween(x.s, x.t)', 's', '99000.00'],
    ['hours(daysBetween(x.e, x.d))', 'h', '1416.00'],
    ["round(daysBetween(x.s, x.t), 0.01, 'halfUp')", 'day', '1.15'],
  ])('%s = %s', (expression, unit, expected) =>
    expect(value(expression, `decimal({ min: -1e7, max: 1e7, step: 0.01, unit: '${unit}' })`)).toBe(expected),
  );

  test('comparisons', () => {
    for (const [condition, expected] of [
      ['x.e < x.d', true],
      ['x.d >= x.d', true],
      ['x.s > x.t', false],
      ["x.d === date('2024-02-28')", true],
      ["x.d !== date('2024-02-28')", false],
      ['addDays(x.s, 1) <= x.t', true],
    ] as const)
      expect([condition, value(condition, 'flag()')]).toEqual([condition, expected]);
  });

  test('what leaves the calendar is no value', () => {
    const outcome = evaluateParts({ inputs, rule: 'return { ok: addDays(x.d, 200000) > x.e };' }, json);
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'value.calendar' });
    expect(evaluateParts({ inputs, rule: 'return { ok: addDays(x.d, x.n / 4) > x.e };' }, json)).toMatchObject({ code: 'value.not-whole' });
  });
});

describe('expressions', () => {
  const inputs =
    'a: integer({ min: -100, max: 100 }), b: integer({ min: -100, max: 100 }), xs: list(4, integer({ min: -9, max: 9 })), f: flag()';
  const input = (a: number, b: number, xs = [3, -1, 4, -1], f = true) => JSON.stringify({ a, b, xs, f });
  const value = (expression: string, json: string) =>
    outputsOf({ inputs, outputs: 'v: decimal({ min: -100000, max: 100000, step: 0.001 })', rule: `return { v: ${expression} };` }, json)[
      'v'
    ];
  const flag = (expression: string, json: string) => outputsOf({ inputs, rule: `return { ok: ${expression} };` }, json)['ok'];

  test.each([
    ['x.a + x.b * 2 - 1', '2.000'], // 7 - 4 - 1
    ['x.a % x.b', '-1.000'], // 7 = -4 * -2 - 1
    ['-x.a % 3', '2.000'], // -7 = 3 * -3 + 2
    ["round(x.a / x.b, 0.001, 'floor')", '-3.500'],
    ["round(1 / 3, 0.001, 'halfUp')", '0.333'],
    ['0.1 + 0.2 - 0.3', '0.000'],
    ['sum(x.xs)', '5.000'],
    ['sum(x.xs, (x, i) => x * i)', '4.000'], // -1 + 8 - 3
    ['min(x.xs) + max(x.xs)', '3.000'],
    ['max(x.xs, (x) => -x)', '1.000'],
    ['count(x.xs, (x) => x < 0) + x.xs.length', '6.000'],
    ['x.xs[2] + x.xs[x.xs.length - 1]', '3.000'],
    ['min(x.a, x.b, 0) + max(1, 2, 3)', '1.000'],
    ['x.f ? x.a : x.b', '7.000'],
    ['sum([x.a, x.b, 1])', '6.000'],
    ['{ p: x.a, q: { r: x.b } }.q.r', '-2.000'],
  ])('%s = %s', (expression, expected) => expect(value(expression, input(7, -2))).toBe(expected));

  test.each([
    ['x.a > x.b && !(x.a === x.b)', true],
    ['x.a < x.b || x.f !== true', false],
    ['every(x.xs, (x) => x >= -1) && some(x.xs, (x, i) => x === i - 2)', true], // xs[1] = -1
    ['x.a / 3 > 2.333 && x.a / 3 < 2.334', true],
    ['x.a / x.b === -3.5', true],
  ])('%s is %s', (expression, expected) => expect(flag(expression, input(7, -2))).toBe(expected));

  test('what is not looked at cannot fail', () => {
    for (const expression of [
      'x.b === 0 || x.a / x.b > 1',
      'x.b === 0 ? true : x.a / x.b > 1',
      '!(x.b !== 0 && x.a / x.b > 1)',
      'some([0, x.b], (y) => y === 0 || x.a / y > 1)',
    ]) {
      expect(flag(expression, input(7, 0))).toBe(true);
    }
  });

  test('a division by zero is a rejection, not an exception', () => {
    const outcome = evaluateParts({ inputs, rule: 'return { ok: x.a / x.b > 1 };' }, input(1, 0));
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'value.division-by-zero' });
  });
});

describe('statements', () => {
  const inputs = "xs: list(5, integer({ min: 0, max: 9 })), k: oneOf('A', 'B', 'C')";
  const outputs = "n: integer({ min: 0, max: 1000 }), s: oneOf('LOW', 'HIGH', 'NONE')";
  const run = (rule: string, xs: number[], k: string, before = '') =>
    outputsOf({ inputs, outputs, rule, before }, JSON.stringify({ xs, k }));

  test('the first return that is reached counts, also inside a loop', () => {
    const rule =
      "let seen = 0; for (const v of x.xs) { seen += v; if (seen > 5) return { n: seen, s: 'HIGH' }; } return { n: seen, s: x.k === 'A' ? 'LOW' : 'NONE' };";
    expect(run(rule, [1, 2, 3, 9, 9], 'A')).toEqual({ n: 6, s: 'HIGH' });
    expect(run(rule, [1, 1, 1, 1, 1], 'A')).toEqual({ n: 5, s: 'LOW' });
  });

  test('switch takes its case, its default, or nothing', () => {
    const rule =
      "let n = 0; switch (x.k) { case 'A': case 'B': n = 1; break; default: n = sum(x.xs); } switch (x.k) { case 'B': n = n + 100; } return { n, s: 'NONE' };";
    expect(['A', 'B', 'C'].map((k) => run(rule, [1, 1, 1, 1, 1], k)['n'])).toEqual([1, 101, 5]);
  });

  test('counting loops, helpers and patterns', () => {
    const before = 'function weigh({ v, w }: { v: number; w: number }): number { if (v > 5) return 0; return v * w; }';
    const rule =
      "let n = 0; for (let i = 1; i <= 3; i++) n += weigh({ v: x.xs[i], w: i }); const { p, q } = { p: n, q: 1 }; return { n: p + q, s: 'NONE' };";
    // 1*2 + 2*3 + 9 is too large -> 0, and 1.
    expect(run(rule, [0, 2, 3, 9, 0], 'A', before)['n']).toBe(9);
  });
});

describe('rejections', () => {
  const inputs = 'a: integer({ min: 0, max: 9 }), d: decimal({ min: 0, max: 1, step: 0.25 })';
  const rule = "ensure(x.a > 3, 'a above three'); ensure(x.a < 6, 'a below six'); return { ok: x.d > 0 };";
  const of = (json: string) => evaluateParts({ inputs, rule }, json);

  test('the first ensure that fails, with its place and reason', () => {
    expect(of('{"a": 2, "d": 0}')).toMatchObject({ kind: 'rejected', code: 'ensure', reason: 'a above three' });
    expect(of('{"a": 6, "d": 0}')).toMatchObject({ kind: 'rejected', code: 'ensure', reason: 'a below six' });
    expect(of('{"a": 5, "d": "0.25"}')).toMatchObject({ kind: 'accepted', outputs: { ok: true } });
  });

  test('inputs outside of their type, all at once, without their values', () => {
    const outcome = of('{"a": 77, "d": 0.1, "e": 1}');
    expect(outcome).toMatchObject({ kind: 'rejected' });
    const codes = outcome.kind === 'rejected' ? outcome.problems?.map((problem) => `${problem.code} ${problem.pointer}`) : [];
    expect(codes?.sort()).toEqual(['input.not-a-multiple /x/d', 'input.out-of-range /x/a', 'input.unknown-field /x/e']);
    expect(JSON.stringify(outcome)).not.toContain('77');
  });

  test.each(['null', '[]', '{}', '{"a": null, "d": []}', '{"a": "x", "d": true}'])('%s', (json) => {
    expect(of(json)).toMatchObject({ kind: 'rejected', code: expect.stringMatching(/^input\./) });
  });

  test('an output outside of its range is never returned', () => {
    const parts = { inputs, outputs: 'v: decimal({ min: 0, max: 5, step: 0.5 })' };
    const run = (value: string) => evaluateParts({ ...parts, rule: `return { v: ${value} };` }, '{"a": 7, "d": 0.25}');
    expect(run('x.a')).toMatchObject({ kind: 'rejected', code: 'output.out-of-range' });
    expect(run('x.d')).toMatchObject({ kind: 'rejected', code: 'output.not-a-multiple' });
    expect(run('x.a / 3')).toMatchObject({ kind: 'rejected', code: 'output.not-a-multiple' });
    expect(run('x.a / 2')).toMatchObject({ kind: 'accepted', outputs: { v: '3.5' } });
  });
});

describe('the examples', () => {
  const run = (name: string, input: string) => {
    const root = new URL(`../../examples/${name}/`, import.meta.url);
    const { clause } = checkText(readFileSync(new URL(`${name}.clause.ts`, root), 'utf8'));
    const job = parseJsonKeepingNumbers(readFileSync(new URL(`inputs/${input}.json`, root), 'utf8')) as { inputs: never };
    if (clause === undefined) throw new Error('the example has errors');
    return evaluate(clause, job.inputs);
  };
  // Derived by hand beside the cases of the examples.
  test.each([
    ['emission-cap', 'third-band', { status: 'EXCEEDED', penalty: '532405.42', monthsInARow: 3 }],
    ['emission-cap', 'half-cent', { status: 'EXCEEDED', penalty: '0.02', monthsInARow: 0 }],
  ])('%s: %s', (name, input, outputs) => expect(run(name, input)).toMatchObject({ kind: 'accepted', outputs }));
});

describe('the trace', () => {
  const inputs = "a: decimal({ unit: 'mm', min: 0, max: 9, step: 0.5 })";
  const rule = "ensure(x.a < 8, 'a below eight'); const b = x.a * 2; if (b > 3) return { ok: true }; return { ok: false };";

  test('tells what was decided, with the values', () => {
    const { trace } = evaluateParts({ inputs, rule }, '{"a": 2.5}');
    expect(trace.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['ensure', 'a below eight', 'true'],
      ['declare', 'b', '5 mm'],
      ['condition', undefined, 'true'],
      ['return', undefined, '{ ok: true }'],
    ]);
    expect(trace[2]?.comparisons).toMatchObject([{ left: '5 mm', right: '3 mm', holds: true }]);
  });

  test('ends with the ensure that failed', () => {
    const { trace } = evaluateParts({ inputs, rule }, '{"a": 8.5}');
    expect(trace.at(-1)).toMatchObject({ kind: 'ensure', value: 'false', comparisons: [{ left: '8.5 mm', right: '8 mm', holds: false }] });
  });

  test('stays bounded, and keeps the end', () => {
    const outcome = evaluateParts(
      { inputs, rule: 'let n = 0; for (let i = 0; i < 30_000; i++) n = n + i; return { ok: n > 1 && x.a > 1 };' },
      '{"a": 2}',
    );
    expect(outcome.trace.length).toBeLessThan(20_100);
    expect(outcome.omitted).toBeGreaterThan(30_000);
    expect(outcome.trace.at(-1)?.kind).toBe('return');
  });
});
