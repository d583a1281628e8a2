/** Costs add up, whichever way they are divided; the pages hold no markup of a clause. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compileClause } from '../compile.js';
import { totalConstraints } from '../constraints/cost.js';
import { clauseText, ENTRY } from '../testing/clause-text.js';
import { constraintsByLine, costItems } from './constructs.js';
import { costHtml } from './html.js';
import { costReport } from './report.js';
import { costText } from './text.js';
import type { CostNode } from './tree.js';

const text = clauseText({
  before: 'function above(v: number, t: number): number {\n  return max(0, v - t);\n}\n',
  inputs: "xs: list(4, integer({ unit: 'mm', min: 0, max: 99 })), limit: disclosed(integer({ unit: 'mm', min: 1, max: 50 }))",
  outputs: "n: integer({ unit: 'mm', min: 0, max: 999 }), share: decimal({ min: 0, max: 99, step: 0.01 })",
  rule: `ensure(x.limit > 2, '</title><script>alert(1)</script>');
    let n = 0;
    for (const v of x.xs) {
      n = n + above(v, x.limit);
    }
    return { n, share: round(x.xs[0] / x.limit, 0.01, 'floor') };`,
});
const modules = [{ name: ENTRY, text }];
const { compilation, diagnostics } = compileClause(modules, ENTRY);
if (compilation === undefined) throw new Error(JSON.stringify(diagnostics));
const { clause, constraints: program } = compilation;
const report = costReport(clause, program, modules);
const total = totalConstraints(program);
const line = (source: string) => text.slice(0, text.indexOf(source)).split('\n').length;

test('constructs, lines and the tree all add up to the circuit', () => {
  const sum = (parts: readonly { readonly constraints: number }[]) => parts.reduce((all, part) => all + part.constraints, 0);
  expect(report.constraints).toBe(total);
  expect(sum(report.constructs)).toBe(total);
  expect(sum(report.lines)).toBe(total);
  const check = (node: CostNode): void => {
    if (node.children.length === 0) return;
    expect(sum(node.children), node.name).toBe(node.constraints);
    node.children.forEach(check);
  };
  expect(report.tree.constraints).toBe(total);
  check(report.tree);
  expect([...constraintsByLine(costItems(program), ENTRY, text).values()].reduce((a, b) => a + b, 0)).toBe(total);
});

test('each construct is where the author wrote it', () => {
  const at = (source: string) => report.lines.find((one) => one.line === line(source));
  // Four comparisons of a helper that is called in a loop; a comparison has 7 bits and its sign, and a choice each.
  expect(at('return max')?.constructs).toEqual(['comparison', 'choice of a branch']);
  expect(at('ensure(')?.constructs).toEqual(['ensure']);
  expect(at('return { n')?.constructs).toContain('rounding and division');
  const names = (node: CostNode): string[] => [node.name, ...node.children.flatMap(names)];
  expect(names(report.tree)).toEqual(expect.arrayContaining(['rule', 'function above', 'inputs', 'x.xs', 'commitments']));
});

test('rows that were counted are shared out', () => {
  const counted = costReport(clause, program, modules, { rows: 2 * report.rows });
  expect(counted).toMatchObject({ rows: 2 * report.rows, rowsCounted: true, constraints: total });
  const rows = counted.constructs.reduce((sum, { rows: part }) => sum + part, 0);
  expect(Math.abs(rows - 2 * report.rows)).toBeLessThan(2);
});

test('the domain is the power of two above constraints and public signals', () => {
  expect(report.domain).toBeGreaterThan(total + 5);
  expect(report.domain).toBeLessThanOrEqual(2 * (total + 6));
  expect(Math.log2(report.domain) % 1).toBe(0);
});

test('as text and as a page', () => {
  const shown = costText(report);
  expect(shown).toContain(`constraints   ${total}`);
  expect(shown).toMatch(/^rounding and division +\d+ +\d+ +[\d.]+ %/m);
  const page = costHtml(report);
  expect(page).not.toMatch(/<script|style="/);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  expect(page).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  // Every box that leads to a line leads to a row that is there.
  const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
  expect(anchors.length).toBeGreaterThan(5);
  for (const anchor of anchors) expect(page).toContain(`<tr id="${anchor}">`);
});
