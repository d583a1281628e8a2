/**
 * Every snippet of docs/language.md: what it shows as right is accepted by the compiler, with at most warnings, and by TypeScript itself with the types
 * that editors see; what it shows as wrong has the code that it names.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Project, ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { diagnoseClause } from './compile.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const text = readFileSync(join(HERE, '../docs/language.md'), 'utf8');

interface Snippet {
  readonly label: string;
  readonly source: string;
  /** The code that it must have. */
  readonly error?: string;
}

const blocks = [...text.matchAll(/^```ts ?([^\n]*)\n([\s\S]*?)^```$/gm)].map(([whole, info = '', code = ''], i) => ({
  info,
  code,
  label: `snippet ${i + 1}, line ${text.slice(0, text.indexOf(whole)).split('\n').length}`,
}));
const frame = blocks.find((block) => block.info === 'frame')?.code ?? '';
const helpers = blocks.filter((block) => block.info.startsWith('module ')).map(({ info, code }) => ({ name: info.slice(7), text: code }));
const MARK = '    // snippet\n';
const snippets: Snippet[] = blocks.flatMap(({ info, code, label }): Snippet[] => {
  if (info === 'frame' || info.startsWith('module ')) return [];
  const error = info.startsWith('error ') ? { error: info.slice(6) } : {};
  if (code.includes('export default')) return [{ label, source: code, ...error }];
  const body = code.replace(/^(?=.)/gm, '    ');
  // A snippet that returns replaces the return of the frame.
  const returns = /^return /m.test(code);
  return [{ label, source: frame.replace(returns ? / {4}\/\/ snippet\n.*\n/ : MARK, body), ...error }];
});

test('the page has the snippets that this test knows how to compile', () => {
  expect(frame).toContain(MARK);
  expect(snippets.length).toBeGreaterThan(15);
});

describe('the compiler', () => {
  test.each(snippets)('$label', ({ source, error }) => {
    const diagnostics = diagnoseClause([{ name: 'page.clause.ts', text: source }, ...helpers], 'page.clause.ts');
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').map((diagnostic) => diagnostic.code);
    if (error === undefined) expect(errors, JSON.stringify(diagnostics)).toEqual([]);
    else expect(errors).toContain(error);
  });
});

test('TypeScript accepts what the compiler accepts', () => {
  const files = new Map<string, string>(helpers.map((helper) => [helper.name, helper.text]));
  snippets.forEach(({ source, error }, i) => {
    if (error === undefined) files.set(`page-${i}.clause.ts`, source);
  });
  const found = typeErrors(files);
  expect(found).toEqual([]);
});

test('TypeScript sees a misspelt name and a missing output', () => {
  const wrong = frame.replace(MARK, "    if (reading.weather === 'RIAN') return { ok: true };\n");
  const found = typeErrors(new Map([['wrong.clause.ts', wrong]])).join('\n');
  expect(found).toContain('no overlap');
  expect(found).toContain('cost');
});

/** What TypeScript says about files that import the clause functions, in memory. */
function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts'],
      paths: { '@clauseproof/compiler/clause': ['/dsl/clause.ts'] },
    },
  });
  project.createSourceFile('/dsl/clause.ts', readFileSync(join(HERE, 'dsl/clause.ts'), 'utf8'));
  for (const [name, source] of files) project.createSourceFile(`/${name}`, source);
  return project
    .getPreEmitDiagnostics()
    .map(
      (d) =>
        `${d.getSourceFile()?.getBaseName()}:${d.getLineNumber()} ${ts.flattenDiagnosticMessageText(d.compilerObject.messageText, ' ')}`,
    );
}
