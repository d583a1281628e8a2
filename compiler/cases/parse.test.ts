/** Cases files: what they may say, and that digits and places survive. What they may not say is in test/golden/diagnostics. */
import { NumberLiteral } from '@clauseproof/protocol/json';
import { expect, test } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { parseCases, withInputsBelow } from './parse.js';
import { parseYamlTree, spanAt } from './yaml-tree.js';

const parse = (text: string) => parseCases({ name: 'x.cases.yaml', text });
const number = (text: string) => new NumberLiteral(text);

test('inputs of the file lie below those of the case, member by member', () => {
  const { cases, diagnostics } = parse(`
inputs: { g: { a: 1.10, b: [1, 2] }, h: { c: yes } }
cases:
  - name: own
    inputs: { g: { b: [3] }, k: { d: null } }
    outputs: { o: true }
  - name: shared
    rejected: { code: input.missing, pointer: /k/d }
`);
  expect(diagnostics).toEqual([]);
  expect(cases.map((one) => one.inputs)).toEqual([
    { g: { a: number('1.10'), b: [number('3')] }, h: { c: 'yes' }, k: { d: null } },
    { g: { a: number('1.10'), b: [number('1'), number('2')] }, h: { c: 'yes' } },
  ]);
  expect(cases[1]?.expected).toMatchObject({ kind: 'rejected', code: 'input.missing', pointer: '/k/d' });
});

test('inputs from a file lie below those of the case', () => {
  const [one] = parse('cases: [{ name: a, inputs_from: in/a.json, inputs: { g: { a: 2 } }, outputs: {} }]').cases;
  expect(one?.inputsFrom?.path).toBe('in/a.json');
  expect(one && withInputsBelow(one, { g: { a: number('1'), b: true } }).inputs).toEqual({ g: { a: number('2'), b: true } });
});

test('texts stay texts: dates, yes, quoted numbers', () => {
  const [one] = parse(`cases: [{ name: '1', inputs: { g: { a: 2021-07-29, b: no, c: "007", d: 1e-3, e: -0.5 } }, outputs: {} }]`).cases;
  expect(one?.inputs).toEqual({ g: { a: '2021-07-29', b: 'no', c: '007', d: number('1e-3'), e: number('-0.5') } });
});

test('an alias is the value of its anchor', () => {
  const [one] = parse('cases: [{ name: a, inputs: { g: &g { a: 1 }, h: *g }, outputs: {} }]').cases;
  expect(one?.inputs).toEqual({ g: { a: number('1') }, h: { a: number('1') } });
});

test('a hostile member name changes no object', () => {
  const { cases, diagnostics } = parse('cases: [{ name: a, inputs: { __proto__: { polluted: true } }, outputs: {} }]');
  expect(cases).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['CP6004']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each(['', '# nothing', '[]', 'cases:', 'cases: []', 'null', '\u0000', '{', '%YAML 9.9\n---\na', '&a', '*a', '- - - -'])(
  '%j is refused with a diagnostic',
  (text) => {
    const { cases, diagnostics } = parse(text);
    expect(cases).toEqual([]);
    expect(diagnostics.length).toBeGreaterThan(0);
  },
);

test('depth is bounded', () => {
  const { diagnostics } = parse(`inputs: ${'['.repeat(100)}${']'.repeat(100)}`);
  expect(diagnostics.map(({ code }) => code)).toContain('CP6009');
});

test('pointers lead to places', () => {
  const text = 'a: { "b/c": [1, 22] }';
  const tree = parseYamlTree({ name: 'x', text }, new Reporter());
  if (tree === undefined) throw new Error('not read');
  const shown = (pointer: string) => text.slice(spanAt(tree, pointer).start, spanAt(tree, pointer).end).trim();
  expect(shown('/a/b~1c/1')).toBe('22');
  expect(shown('/a/b~1c/7')).toBe('[1, 22]');
});
