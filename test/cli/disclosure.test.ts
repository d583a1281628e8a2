/** `check --report` from the command line: what a proof will tell, for people and for programs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clauseproof, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();
const clause = join(folder, 'visit.clause.ts');
const source = `import { clause, credential, ensure, flag, integer, optional, present } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Cli::Visit',
  version: '1.0.0',
  title: 'Lets holders of a pass in',
  inputs: { pass: credential({ age: integer({ min: 0, max: 130 }), level: optional(integer({ min: 1, max: 5 })) }) },
  outputs: { isOpen: flag() },
  rule({ pass }) {
    ensure(pass.age >= 18, 'children come with an adult');
    return { isOpen: present(pass.level) && pass.level > 2 };
  },
});
`;
writeFileSync(clause, source);

test('--report says what outputs and rejections tell', async () => {
  const { stdout } = await succeeds(['check', clause, '--report']);
  expect(stdout).toContain('isOpen  is decided by whether /pass/level is there, /pass/level');
  expect(stdout).toContain("'children come with an adult'\n    depends on /pass/age");
});

test('--report --format json gives the same as data', async () => {
  const { stdout } = await succeeds(['check', clause, '--report', '--format', 'json']);
  const { diagnostics, disclosure } = JSON.parse(stdout) as {
    diagnostics: unknown[];
    disclosure: { outputs: { output: string; influences: unknown[] }[]; demands: { reason: string; place: { line: number } }[] };
  };
  expect(diagnostics).toEqual([]);
  expect(disclosure.outputs.map(({ output, influences }) => `${output} ${influences.length}`)).toEqual(['isOpen 2']);
  expect(disclosure.demands).toMatchObject([{ reason: 'children come with an adult', place: { line: 10 } }]);
});

test('a clause with an error has no report, and SARIF holds none', async () => {
  const wrong = join(folder, 'wrong.clause.ts');
  writeFileSync(wrong, source.replace('present(pass.level) && ', '').replace(', present', ''));
  const { code, stdout } = await clauseproof(['check', wrong, '--report', '--format', 'json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: 'CP4020' }], disclosure: null });
  expect((await clauseproof(['check', clause, '--report', '--format', 'sarif'])).code).toBe(2);
});
