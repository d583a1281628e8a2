/** What a clause hash depends on, and what not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkClause } from '../check/check-clause.js';

const drought = readFileSync(new URL('../../examples/drought/drought.clause.ts', import.meta.url), 'utf8');
const bands = readFileSync(new URL('../../examples/emission-cap/emission-cap.clause.ts', import.meta.url), 'utf8');

function hashesOf(text: string, name = 'a.clause.ts', helpers: Record<string, string> = {}) {
  const modules = [{ name, text }, ...Object.entries(helpers).map(([helper, source]) => ({ name: helper, text: source }))];
  const { hashes, diagnostics } = checkClause(modules, name);
  if (hashes === undefined) throw new Error(JSON.stringify(diagnostics));
  return hashes;
}

const replaced = (text: string, from: string | RegExp, to: string | ((all: string, names: string) => string)): string => {
  const changed = typeof to === 'string' ? text.replace(from, to) : text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace: ${String(from)}`);
  return changed;
};

describe('does not depend on', () => {
  const { clauseHash, sourceHash } = hashesOf(drought);
  test.each([
    ['white space', drought.replace(/\n\s+/g, '\n\t\t')],
    ['line ends', drought.replaceAll('\n', '\r\n')],
    ['one line', drought.replace(/\/\/.*\n/g, '\n').replace(/\s*\n\s*/g, ' ')],
    ['comments', replaced(drought, 'const total', '/* the season */ const /* sum */ total')],
    ['quotes', drought.replace(/'([^'\n]*)'/g, '"$1"')],
    ['parentheses', replaced(drought, 'policy.insured * share', '((policy.insured) * (share))')],
    ['separators and zeros in numbers', replaced(drought, /1_000_000/g, '1000000.0')],
    ['another spelling of a number', replaced(drought, /0\.01/g, '1e-2')],
    ['semicolons', drought.replaceAll(';', '')],
    ['trailing commas', drought.replace(/,(\s*[}\])])/g, '$1')],
    ['braces around one statement', replaced(drought, /if \((.*)\) (return.*;)/, 'if ($1) { $2 }')],
    ['quotes around member names', replaced(drought, 'trigger: decimal', "'trigger': decimal")],
    [
      'the order of imports',
      replaced(drought, /import \{(.*)\} from/, (_, names) => `import {${names.split(',').reverse().join(',')}} from`),
    ],
  ])('%s', (_, text) => {
    const changed = hashesOf(text);
    expect(changed.clauseHash).toBe(clauseHash);
    expect(changed.sourceHash).not.toBe(sourceHash);
  });

  test('the name of the file', () => expect(hashesOf(drought, 'other.clause.ts').clauseHash).toBe(clauseHash));
  test('+= instead of =', () => {
    const longer = replaced(bands, 'run = month > policy.monthlyLimit ? run + 1 : 0;', 'run += month > policy.monthlyLimit ? 1 : -run;');
    const shorter = replaced(
      bands,
      'run = month > policy.monthlyLimit ? run + 1 : 0;',
      'run = run + (month > policy.monthlyLimit ? 1 : -run);',
    );
    expect(hashesOf(longer).clauseHash).toBe(hashesOf(shorter).clauseHash);
  });
});

describe('depends on', () => {
  const { clauseHash } = hashesOf(drought);
  test.each([
    ['a bound', replaced(drought, 'min: 1, max: 5000', 'min: 1, max: 5001')],
    ['a comparison', replaced(drought, 'total >= policy', 'total > policy')],
    ['a mode', replaced(drought, "'floor'", "'ceil'")],
    ['a reason', replaced(drought, 'exit must lie', 'exit has to lie')],
    ['the version', replaced(drought, "'1.0.0'", "'1.0.1'")],
    [
      'a visibility',
      replaced(drought, 'insured: decimal({ unit', 'insured: committed(decimal({ unit')
        .replace('step: 0.01 }),\n    }),', 'step: 0.01 })),\n    }),')
        .replace('{ clause,', '{ clause, committed,'),
    ],
    ['the order of fields', replaced(drought, /(trigger: .*\n)(\s*)(exit: .*\n)/, '$3$2$1')],
    [
      'parentheses that matter',
      replaced(drought, '(policy.trigger - total) / (policy.trigger - policy.exit)', 'policy.trigger / (policy.trigger - policy.exit)'),
    ],
  ])('%s', (_, text) => expect(hashesOf(text).clauseHash).not.toBe(clauseHash));

  test('a helper module, its text and its name, but not on modules that nobody imports', () => {
    const helper = 'export function twice(v: number): number { return v + v; }';
    const text = replaced(
      replaced(drought, 'const total = sum(station.rainfall);', 'const total = twice(sum(station.rainfall));'),
      'export default',
      "import { twice } from './a.rules.js';\nexport default",
    );
    const first = hashesOf(text, 'a.clause.ts', { 'a.rules.ts': helper });
    expect(hashesOf(text, 'a.clause.ts', { 'a.rules.ts': `${helper} // same` }).clauseHash).toBe(first.clauseHash);
    expect(hashesOf(text, 'a.clause.ts', { 'a.rules.ts': helper.replace('v + v', 'v * 2') }).clauseHash).not.toBe(first.clauseHash);
    expect(hashesOf(text, 'a.clause.ts', { 'a.rules.ts': helper, 'b.rules.ts': 'not even TypeScript' })).toEqual(first);
    const moved = replaced(text, './a.rules.js', './b.rules.js');
    expect(hashesOf(moved, 'a.clause.ts', { 'b.rules.ts': helper }).clauseHash).not.toBe(first.clauseHash);
  });
});

// The identity of published clauses: a change here orphans every certificate.
test('the hash of the drought clause', () => {
  expect(hashesOf(drought).clauseHash).toMatchInlineSnapshot(`"0xe1355e8df4f2d93d9a3a4a36390524f82d5dac4dc2ed0989ae886ca2cc572351"`);
});
