/** An explanation shows every decision with its values, and the conclusion. */
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/evaluate.js';
import { checkText, clauseText, ENTRY } from '../testing/clause-text.js';
import { explain as explainAsData } from './explanation.js';
import { explainText } from './text.js';

const text = clauseText({
  inputs: "a: decimal({ unit: 'mm', min: 0, max: 9, step: 0.5 }), k: oneOf('UP', 'DOWN')",
  outputs: 'n: integer({ min: 0, max: 99 })',
  before: 'function twice(v: number): number { return v * 2; }',
  rule: "ensure(x.a < 8 && x.a > 0, 'a between'); let n = 0; for (const v of [1, 2]) n = n + twice(v); switch (x.k) { case 'UP': n = n + 1; break; case 'DOWN': break; } if (n > 6) return { n: n }; return { n: 0 };",
});
const modules = [{ name: ENTRY, text }];

function explain(json: string): string {
  const { clause } = checkText(text);
  if (clause === undefined) throw new Error('the clause has errors');
  return explainText(evaluate(clause, parseJsonKeepingNumbers(json)), modules);
}

test('an accepted run', () => {
  expect(explain('{"x": {"a": 2.5, "k": "UP"}}').split('\n')).toEqual([
    '  10 | ensure holds: a between',
    '     |     x.a < 8: true (2.5 mm against 8 mm)',
    '     |     x.a > 0: true (2.5 mm against 0 mm)',
    '  10 | n = 0',
    '  10 | for v = 1',
    '  10 |   twice(v = 1)',
    '   2 |     return 2',
    '  10 |   n = 2',
    '  10 | for v = 2',
    '  10 |   twice(v = 2)',
    '   2 |     return 4',
    '  10 |   n = 6',
    '  10 | switch x.k: UP',
    '  10 |   n = 7',
    '  10 > if n > 6: true (7 against 6)',
    '  10 >   return { n: 7 }',
    '',
    'accepted',
    '  n = 7',
  ]);
});

test('a rejected run says what failed, with the values', () => {
  const shown = explain('{"x": {"a": 8.5, "k": "UP"}}');
  expect(shown).toContain('ensure FAILS: a between');
  expect(shown).toContain('x.a < 8: false (8.5 mm against 8 mm)');
  expect(shown.split('\n').at(-2)).toBe('rejected [ensure] at 10: a between');
});

test('rejected inputs say where and what was expected', () => {
  const shown = explain('{"x": {"a": 2.6, "k": "LEFT"}}');
  expect(shown).toContain('/x/a: expected a multiple of 0.5 between 0 and 9 mm [input.not-a-multiple]');
  expect(shown).toContain('/x/k: expected one of UP, DOWN [input.unknown-name]');
});

test('every comparison of a step is shown, or how many are not', () => {
  const counting = (length: number) => {
    const source = clauseText({
      inputs: `r: list(${length}, integer({ min: 0, max: 9 }))`,
      outputs: `n: integer({ min: 0, max: ${length} })`,
      rule: 'return { n: count(x.r, (one) => one > 4) };',
    });
    const { clause } = checkText(source);
    if (clause === undefined) throw new Error('the clause has errors');
    const r = Array.from({ length }, (_, i) => i % 10);
    return explainText(evaluate(clause, parseJsonKeepingNumbers(JSON.stringify({ x: { r } }))), [{ name: ENTRY, text: source }]);
  };
  expect(counting(40).match(/one > 4: /g)).toHaveLength(40);
  const long = counting(700);
  expect(long.match(/one > 4: /g)).toHaveLength(500);
  expect(long).toContain('... 200 comparisons before these');
});

const ASKING = clauseText({
  inputs: 'calm: flag(), visa: optional(date()), from: text({ maxBytes: 3 }), n: integer({ min: 0, max: 9 })',
  outputs: 'ok: flag()',
  before: "const FREE = ['BRA', 'NZL'];",
  rule: `const odd = x.n % 2 === 1;
    if (x.calm && !present(x.visa) || oneOfTexts(x.from, FREE) && !odd) return { ok: true };
    return { ok: false };`,
});

test('a condition shows the flags that it asks for, whether values are there, and texts that are one of several', () => {
  const { clause } = checkText(ASKING);
  if (clause === undefined) throw new Error('the clause has errors');
  const inputs = parseJsonKeepingNumbers('{"x": {"calm": true, "visa": "2024-01-01", "from": "BRA", "n": 3}}');
  const outcome = evaluate(clause, inputs);
  const lines = explainText(outcome, [{ name: ENTRY, text: ASKING }]).split('\n');
  expect(lines.filter((line) => line.startsWith('     |'))).toEqual([
    '     |     x.n % 2 === 1: true (1 against 1)',
    '     |     x.calm: true',
    '     |     present(x.visa): true',
    '     |     oneOfTexts(x.from, FREE): true ("BRA")',
    '     |     odd: true',
  ]);
  const step = explainAsData(clause, outcome, [{ name: ENTRY, text: ASKING }]).steps.find(({ kind }) => kind === 'condition');
  expect(step?.comparisons.map(({ sentence, holds }) => `${sentence}: ${holds}`)).toEqual([
    'x.calm: true',
    'x.visa is there: true',
    'x.from ("BRA") is one of FREE: true',
    'odd: true',
  ]);
});
