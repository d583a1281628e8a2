/** What the checker accepts and how it decides; every refusal has a golden in test/golden/diagnostics. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkedClause, checkParts, checkText, clauseText, codesOf, ENTRY } from '../testing/clause-text.js';
import { checkClause } from './check-clause.js';

const EXAMPLES = ['drought', 'emission-cap', 'credential-age', 'short-stay'];

test.each(EXAMPLES)('no alarm on the example %s', (name) => {
  const text = readFileSync(new URL(`../../examples/${name}/${name}.clause.ts`, import.meta.url), 'utf8');
  const result = checkText(text);
  expect(result.diagnostics).toEqual([]);
  expect(result.clause?.groups.length).toBeGreaterThan(0);
});

describe('declarations', () => {
  test('numbers are read from their digits', () => {
    const clause = checkedClause({
      inputs: 'a: decimal({ min: -1_000.50, max: 1e3, step: 0.1e-1 }), b: integer({ min: -9007199254740993, max: 9_007_199_254_740_993 })',
      rule: 'return { ok: x.a > x.b };',
    });
    expect(clause.groups[0]?.fields.map((field) => field.declared)).toEqual([
      { kind: 'decimal', min: '-1000.5', max: '1000', step: '0.01' },
      { kind: 'integer', min: '-9007199254740993', max: '9007199254740993' },
    ]);
  });

  test('visibility: private by default, parameters disclosed', () => {
    const text = clauseText({
      rule: 'return { ok: x.a && x.b && x.c && p.d && p.e };',
      inputs: 'a: flag(), b: disclosed(flag()), c: openable(flag())',
    })
      .replace('inputs: {', 'inputs: { p: parameters({ d: flag(), e: committed(flag()) }),')
      .replace('rule({ x })', 'rule({ x, p })')
      .replace('{ clause', '{ parameters, committed, clause');
    const fields = checkText(text).clause?.groups.flatMap((group) => group.fields.map((field) => `${field.name} ${field.visibility}`));
    expect(fields).toEqual(['d disclosed', 'e private', 'a private', 'b disclosed', 'c openable']);
  });

  test('units have one spelling', () => {
    const clause = checkedClause({
      inputs: "a: integer({ min: 0, max: 1, unit: 'm * kg / s^2' }), b: integer({ min: 0, max: 1, unit: 'kg*m/s/s' })",
      rule: 'return { ok: x.a > x.b };',
    });
    expect(clause.groups[0]?.fields.map((field) => field.declared)).toMatchObject([{ unit: 'kg*m/s^2' }, { unit: 'kg*m/s^2' }]);
  });
});

describe('units', () => {
  const inputs = "a: integer({ min: 0, max: 9, unit: 'mm' }), b: integer({ min: 0, max: 9, unit: 'USD' }), n: integer({ min: 0, max: 9 })";
  const accepted = (rule: string, outputs = 'ok: flag()') =>
    expect(codesOf({ inputs, outputs, rule }).filter((code) => code !== 'CP2005')).toEqual([]);
  const refused = (rule: string, code: string) => expect(codesOf({ inputs, rule })).toContain(code);

  test('a literal takes the unit of the other side', () =>
    accepted('return { ok: x.a + 1 > 2 && 3 < x.b - 1 && min(x.a, 5) === max(x.a, 0) };'));
  test('so does a constant made of literals', () => accepted('const c = 2 * 3 - 1; return { ok: x.a > c && x.b > c };'));
  test('and a constant of the module', () => {
    expect(
      codesOf({ inputs, before: 'const C = 2 * 3;', rule: 'return { ok: x.a > C && x.b > C };' }).filter((code) => code !== 'CP2005'),
    ).toEqual([]);
  });
  test('in a product it is a plain number', () => accepted('return { ok: 2 * x.a * 3 > x.a / 2 };'));
  test('a plain number is not a literal', () => refused('return { ok: x.a > x.n };', 'CP3002'));
  test('a variable gets its unit from its first use', () => {
    accepted('let t = 0; t = t + x.a; return { ok: t > x.a };');
    refused('let t = 0; t = t + x.a; return { ok: t > x.b };', 'CP3002');
  });
  test('scaling keeps an undecided unit open', () => accepted('let t = 0; t = t * 2; t = t + x.a; return { ok: t > 1 };'));
  test('the unit of a product cancels', () => accepted('const r = x.a / 3; return { ok: r * x.b / x.b === x.a / 3 };'));
  test('reciprocal units do not disappear', () => refused('return { ok: 1 / x.a > 1 / x.b };', 'CP3002'));
  test('the step of round is in the unit of the value', () => accepted("return { ok: round(x.a / 7, 0.1, 'floor') > x.a };"));
  test('one helper works in several units', () => {
    const before = 'function above(v: number, least: number): number { return max(0, v - least); }';
    const rule = 'return { ok: above(x.a, 1) > x.a && above(x.b, 2) > x.b && above(5, 1) > x.n };';
    const { clause, diagnostics } = checkParts({ inputs, before, rule });
    expect(diagnostics).toEqual([]);
    expect(clause?.functions.map((one) => one.returns.kind === 'number' && one.returns.unit.map((u) => u.name).join())).toEqual([
      'mm',
      'USD',
      '',
    ]);
  });
});

describe('names', () => {
  const inputs = "k: oneOf('A', 'B', 'C')";
  test('a conditional of names meets its list later', () => {
    const clause = checkedClause({
      inputs,
      outputs: "out: oneOf('Z', 'Y')",
      rule: "const o = x.k === 'A' ? 'Y' : 'Z'; return { out: o };",
    });
    const [, declare] = clause.rule;
    const value = declare?.kind === 'declare' ? declare.value : undefined;
    expect(value?.type).toEqual({ kind: 'oneOf', names: ['Z', 'Y'] });
    expect(value?.kind === 'conditional' && value.whenTrue).toMatchObject({ name: 'Y', index: 1 });
  });
  test('names that meet no list have one of their own', () => {
    const clause = checkedClause({ inputs, rule: "let s = 'ON'; if (x.k === 'B') s = 'OFF'; return { ok: s === 'ON' };" });
    const [, declare] = clause.rule;
    expect(declare?.kind === 'declare' && declare.symbol.type).toEqual({ kind: 'oneOf', names: ['ON', 'OFF'] });
  });
  test('a helper may be called with a name itself', () => {
    const before =
      "function code(k: 'A' | 'B' | 'C'): number { switch (k) { case 'A': return 1; case 'B': return 2; case 'C': return 3; } }";
    expect(codesOf({ inputs, before, rule: "return { ok: code('B') > code(x.k) };" })).toEqual([]);
  });
  test('cases are numbers of names, also where the list was not known', () => {
    const clause = checkedClause({
      inputs,
      rule: "let s = 'P'; if (x.k === 'A') s = 'Q'; switch (s) { case 'Q': return { ok: true }; case 'P': return { ok: false }; }",
    });
    const last = clause.rule.at(-1);
    expect(last?.kind === 'switch' && last.cases.map((one) => one.names)).toEqual([[1], [0]]);
  });
});

describe('quotients', () => {
  const inputs = 'a: integer({ min: 0, max: 9 }), b: integer({ min: 1, max: 9 })';
  const outputs = 'ok: flag()';
  test('a constant divisor makes none', () => {
    expect(
      codesOf({
        inputs,
        outputs,
        rule: 'let s = x.a / 3; for (let i = 1; i < 4; i++) s = s + x.b / i; return { ok: s > x.xs; };'.replace('x.xs; }', '1 }'),
      }),
    ).toEqual([]);
  });
  test('the same denominator may be added, through constants, branches and products', () => {
    const rule = 'const d = x.b + 1; const p = x.a / d; const q = x.a > 3 ? 2 * p : min(p, 5 / d); return { ok: p + q - 1 > 0 };';
    expect(codesOf({ inputs, outputs, rule })).toEqual([]);
  });
  test('a changed denominator is another one', () => {
    const rule = 'let d = x.b; const p = x.a / d; d = d + 1; const q = x.a / d; return { ok: p + q > 0 };';
    expect(codesOf({ inputs, outputs, rule })).toEqual(['CP3007']);
  });
});

describe('paths', () => {
  const inputs = "a: flag(), k: oneOf('A', 'B')";
  test('a loop may end without returning', () =>
    expect(codesOf({ inputs, rule: 'for (let i = 0; i < 2; i++) { if (x.a) return { ok: true }; }' })).toContain('CP5019'));
  test('a switch over all names returns', () =>
    expect(codesOf({ inputs, rule: "switch (x.k) { case 'A': return { ok: x.a }; case 'B': return { ok: !x.a }; }" })).toEqual([]));
  test('a switch over some names does not', () =>
    expect(codesOf({ inputs, rule: "switch (x.k) { case 'A': return { ok: x.a }; }" })).toContain('CP5019'));
});

describe('robustness', () => {
  test('one mistake gives one error', () => {
    expect(codesOf({ inputs: 'a: integer({ min: 0 })', rule: 'const b = x.a + 1; return { ok: b > 2 };' })).toEqual(['CP5002']);
    expect(codesOf({ rule: 'const b = nothing + 1; const c = b * 2; return { ok: c > 2 };' })).toEqual(['CP2001']);
  });

  test.each([
    ['nothing', ''],
    ['half a clause', 'export default clause({ id: '],
    ['no text at all', '\u0000\ufffd\u2028'],
    ['deep parentheses', `const a = ${'('.repeat(50_000)}`],
    ['deep blocks', `export default clause({ rule() ${'{'.repeat(20_000)} } )`],
    ['a long chain', `const a = 1${' + 1'.repeat(50_000)};`],
    ['a long chain of else', `function f(a: number): number { ${'if (a > 1) return 1; else '.repeat(5000)} return 2; }`],
    ['a huge number', 'const a = 1e999999999;'],
    ['an object', 'export default { id: 3 };'],
  ])('%s gives diagnostics, not an exception', (_, text) => {
    const { clause, diagnostics } = checkText(text);
    expect(clause).toBeUndefined();
    expect(diagnostics.some((diagnostic) => diagnostic.severity === 'error')).toBe(true);
  });

  test('a missing entry is a diagnostic', () => {
    expect(checkClause([], ENTRY).diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['CP2008']);
  });

  test('functions that call each other twice do not take for ever', () => {
    const before = Array.from(
      { length: 40 },
      (_, i) => `function f${i}(v: number): number { return ${i === 0 ? 'v + 1' : `f${i - 1}(1) + f${i - 1}(2) + v`}; }`,
    ).join('\n');
    expect(codesOf({ before, rule: 'return { ok: f39(3) > 1 || x.a };' })).toContain('CP3018');
  });

  test('helper modules may import each other', () => {
    const helpers = [
      {
        name: 'lib/a.rules.ts',
        text: "import { twice } from './b.rules.js';\nexport const LIMIT = 3;\nexport function four(v: number): number { return twice(twice(v)); }\n",
      },
      {
        name: 'lib/b.rules.ts',
        text: "import { LIMIT } from './a.rules.js';\nexport function twice(v: number): number { return v > LIMIT ? v : v + v; }\n",
      },
    ];
    const text = `import { four } from './lib/a.rules.js';\n${clauseText({ inputs: 'a: integer({ min: 0, max: 9 })', rule: 'return { ok: four(x.a) > 4 };' })}`;
    expect(checkText(text, helpers).diagnostics).toEqual([]);
  });
});
