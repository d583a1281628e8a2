/** The three renderers on one set of diagnostics. */
import { expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.js';
import { renderJson } from './json.js';
import { renderSarif } from './sarif.js';
import { renderText } from './text.js';

const modules = [
  { name: 'a b.clause.ts', text: 'const first = 1;\r\n\tconst second = firts;\r\nlast' },
  { name: 'c.rules.ts', text: `${'x'.repeat(300)}HERE${'y'.repeat(300)}` },
];
const span = (module: string, start: number, length: number) => ({ module, start, end: start + length });
const diagnostics: Diagnostic[] = [
  {
    ...{
      code: 'CP2001',
      severity: 'error',
      span: span('a b.clause.ts', 34, 5),
      message: "nothing is called 'firts' here",
      help: "did you mean 'first'?",
    },
    labels: [{ span: span('a b.clause.ts', 6, 5), message: 'this one' }],
  },
  { code: 'CP2004', severity: 'warning', span: span('c.rules.ts', 300, 4), message: 'unused', labels: [] },
];

test('text: place, line, marks, labels, help, summary', () => {
  expect(renderText(diagnostics.slice(0, 1), modules)).toBe(
    [
      "error[CP2001]: nothing is called 'firts' here",
      ' --> a b.clause.ts:2:17',
      '2 | \tconst second = firts;',
      '  | \t               ^^^^^',
      ' --> a b.clause.ts:1:7',
      '1 | const first = 1;',
      '  |       ----- this one',
      "  help: did you mean 'first'?",
      '',
      '1 error',
    ].join('\n'),
  );
});

test('text: a long line is cut around what is marked', () => {
  const lines = renderText(diagnostics.slice(1), modules).split('\n');
  expect(lines[2]?.length).toBeLessThan(180);
  const at = lines[3]?.indexOf('^^^^') ?? -1;
  expect(lines[2]?.slice(at, at + 4)).toBe('HERE');
});

test('text: nothing to say is nothing, colours only when asked for', () => {
  expect(renderText([], modules)).toBe('');
  const start = String.fromCharCode(27);
  expect(renderText(diagnostics, modules)).not.toContain(start);
  const colored = renderText(diagnostics, modules, { color: true });
  expect(colored).toContain(`${start}[31m`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderText(diagnostics, modules));
});

test('text: a module that was not given', () => {
  expect(renderText([{ ...(diagnostics[1] as Diagnostic), span: span('gone.ts', 1, 2) }], modules)).toContain('--> gone.ts');
});

test('json', () => {
  expect(JSON.parse(renderJson(diagnostics, modules))).toMatchObject({
    version: 1,
    diagnostics: [
      {
        code: 'CP2001',
        place: { module: 'a b.clause.ts', start: { offset: 34, line: 2, column: 17 }, end: { offset: 39, line: 2, column: 22 } },
        labels: [{ message: 'this one', place: { start: { line: 1, column: 7 } } }],
      },
      { code: 'CP2004', severity: 'warning' },
    ],
  });
  expect(JSON.parse(renderJson([], modules))).toEqual({ version: 1, diagnostics: [] });
});

test('sarif', () => {
  const log = JSON.parse(renderSarif(diagnostics, modules));
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['CP2001', 'CP2004']);
  expect(run.results).toMatchObject([
    {
      ...{ ruleId: 'CP2001', ruleIndex: 0, level: 'error' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.clause.ts' },
            region: { startLine: 2, startColumn: 17, endLine: 2, endColumn: 22 },
          },
        },
      ],
      relatedLocations: [{ id: 0, message: { text: 'this one' } }],
    },
    { ruleId: 'CP2004', level: 'warning' },
  ]);
  expect(run.results[1]).not.toHaveProperty('relatedLocations');
});
