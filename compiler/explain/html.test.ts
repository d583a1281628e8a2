/** The page says what the outcome says, and text from a clause or an input can do nothing in it. */
import { createHash } from 'node:crypto';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/evaluate.js';
import { checkText, clauseText, ENTRY } from '../testing/clause-text.js';
import { type Explanation, explain } from './explanation.js';
import { explainHtml } from './html.js';

const HOSTILE = `</style><script>alert(1)</script><img src=x onerror="alert(2)">&amp;`;
const text = clauseText({
  inputs: "dryDays: list(3, decimal({ unit: 'mm', min: 0, max: 9, step: 0.5 })), k: oneOf('UP', 'DOWN')",
  outputs: "n: integer({ unit: 'USD', min: 0, max: 99 })",
  rule: `ensure(x.dryDays[0] < 8, '${HOSTILE}'); if (x.k === 'UP') { let n = 0; for (const day of x.dryDays) { if (day > 2) n = n + 1; } if (n >= 2) return { n: 5 }; } return { n: 0 };`,
});
const modules = [{ name: ENTRY, text }];

function run(json: string): { explanation: Explanation; page: string } {
  const { clause, diagnostics } = checkText(text);
  if (clause === undefined) throw new Error(JSON.stringify(diagnostics));
  const inputs = parseJsonKeepingNumbers(json);
  const explanation = explain(clause, evaluate(clause, inputs), modules);
  return { explanation, page: explainHtml(clause, explanation, inputs) };
}

const decisive = ({ steps }: Explanation) =>
  steps.filter((step) => step.decisive).map((step) => `${step.kind} ${step.source}: ${step.value}`);

test('what decided: the branches that the return stands in, and the last one passed by', () => {
  expect(decisive(run('{"x": {"dryDays": [3, 1, 7.5], "k": "UP"}}').explanation)).toEqual([
    "condition x.k === 'UP': true",
    'condition n >= 2: true',
    'return return { n: 5 };: { n: 5 USD }',
  ]);
  expect(decisive(run('{"x": {"dryDays": [0, 1, 7.5], "k": "UP"}}').explanation)).toEqual([
    "condition x.k === 'UP': true",
    'return return { n: 0 };: { n: 0 USD }',
  ]);
});

test('conditions are sentences with values, units and places', () => {
  const { explanation, page } = run('{"x": {"dryDays": [3, 1, 7.50], "k": "UP"}}');
  const comparison = explanation.steps.find((step) => step.kind === 'ensure')?.comparisons[0];
  expect(comparison).toMatchObject({ sentence: 'x.dryDays[0] (3 mm) is below 8 mm', holds: true, place: { module: ENTRY } });
  expect(explanation.outputs).toEqual([{ name: 'n', value: 5, unit: 'USD' }]);
  for (const shown of ['Accepted.', '5 USD', 'dry days', '3, 1, 7.50 mm', 'x.k (UP) is UP', 'A clause for a test'])
    expect(page).toContain(shown);
});

test('a rejection shows the ensure that failed, or each input that is refused', () => {
  const { explanation, page } = run('{"x": {"dryDays": [8.5, 1, 7.5], "k": "UP"}}');
  expect(explanation.rejection).toMatchObject({ code: 'ensure', reason: HOSTILE });
  expect(decisive(explanation)).toHaveLength(1);
  expect(page).toContain('x.dryDays[0] (8.5 mm) is below 8 mm');
  const refused = run(`{"x": {"dryDays": [8.6, 1], "k": ${JSON.stringify(HOSTILE)}}}`);
  expect(refused.explanation.rejection?.problems.map(({ pointer }) => pointer)).toEqual(['/x/dryDays', '/x/k']);
  expect(refused.page).toContain('<code>/x/k</code>');
});

test.each([
  '{"x": {"dryDays": [8.5, 1, 7.5], "k": "UP"}}',
  `{"x": ${JSON.stringify(HOSTILE)}}`,
  `{"x": {"dryDays": [${JSON.stringify(HOSTILE)}], "k": null}}`,
])('nothing in %s becomes markup, and the policy would stop it all the same', (json) => {
  const { page } = run(json);
  expect(page).not.toMatch(/<script|<img|onerror="|javascript:/i);
  expect(page).not.toMatch(/<[^>]*\b(src|href)=/);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  expect(page).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(page).toContain("default-src 'none'");
  expect(page.match(/<style/g)).toHaveLength(1);
});
