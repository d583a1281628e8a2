/** Coverage counts what decides, and only what the cases made happen. */
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/evaluate.js';
import { type ClauseParts, checkText, clauseText } from '../testing/clause-text.js';
import { CoverageRecorder } from './coverage.js';

/** Each decision as `source: label=hits ...` after running the inputs `x`. */
function covered(parts: ClauseParts, ...inputs: string[]): string[] {
  const text = clauseText(parts);
  const { clause } = checkText(text);
  if (clause === undefined) throw new Error('the clause has errors');
  const watch = new CoverageRecorder(clause);
  for (const x of inputs) evaluate(clause, parseJsonKeepingNumbers(`{"x": ${x}}`), { trace: false, watch });
  const { points, covered: hit, total } = watch.coverage;
  const rows = points.map(
    ({ span, outcomes }) => `${text.slice(span.start, span.end)}: ${outcomes.map((one) => `${one.label}=${one.hits}`).join(' ')}`,
  );
  return [...rows, `${hit} of ${total}`];
}

test('operands, the whole, and laziness', () => {
  const parts = {
    inputs: 'a: integer({ min: 0, max: 9 }), b: flag()',
    rule: 'if (x.a > 3 && !x.b) return { ok: true }; return { ok: false };',
  };
  expect(covered(parts, '{"a": 1, "b": true}')).toEqual([
    'x.a > 3: true=0 false=1',
    'x.a > 3 && !x.b: true=0 false=1',
    'x.b: true=0 false=0',
    '2 of 6',
  ]);
  expect(covered(parts, '{"a": 1, "b": true}', '{"a": 4, "b": true}', '{"a": 4, "b": false}')).toContain('6 of 6');
});

test('ensure, folds, helpers and comparisons that are values', () => {
  const parts = {
    inputs: 'xs: list(2, integer({ min: 0, max: 9 }))',
    before: 'const big = (v: number): boolean => v > 5;',
    rule: "ensure(x.xs[0] > 0, 'first'); return { ok: some(x.xs, (v) => big(v)) || x.xs[1] === 0 };",
  };
  expect(covered(parts, '{"xs": [1, 7]}')).toEqual([
    'v > 5: true=1 false=1',
    'x.xs[0] > 0: true=1 false=0',
    'some(x.xs, (v) => big(v)): true=1 false=0',
    'x.xs[1] === 0: true=0 false=0',
    '4 of 8',
  ]);
});

test('the cases of a switch, and what none names', () => {
  const parts = {
    inputs: "k: oneOf('A', 'B', 'C', 'D')",
    rule: "let n = 0; switch (x.k) { case 'A': case 'B': n = 1; break; case 'C': n = 2; break; default: n = 3; } return { ok: n > 1 };",
  };
  expect(covered(parts, '{"k": "B"}', '{"k": "D"}')).toEqual(['x.k: A | B=1 C=0 default=1', 'n > 1: true=1 false=1', '4 of 5']);
});

test('a refused input decides nothing', () => {
  expect(covered({ rule: 'return { ok: x.a ? false : true };' }, '{"a": 7}')).toEqual(['x.a: true=0 false=0', '0 of 2']);
});
