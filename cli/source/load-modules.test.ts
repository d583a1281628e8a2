import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadModules } from './load-modules.js';

const folder = mkdtempSync(join(tmpdir(), 'clauseproof-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

test('helper modules are found through each other, once each, also in a circle', async () => {
  const entry = write('a/x.clause.ts', "import { f } from './bands.rules.js';\nimport { sum } from '@clauseproof/compiler/clause';\n");
  write('a/bands.rules.ts', "import { g } from './deep/more.rules.js';\n");
  write('a/deep/more.rules.ts', "import { f } from '../bands.rules.js';\n");
  const { modules, entry: name } = await loadModules(entry);
  expect(name).toBe('x.clause.ts');
  expect(modules.map((module) => module.name)).toEqual(['x.clause.ts', 'bands.rules.ts', 'deep/more.rules.ts']);
});

test('names begin at the lowest folder that holds all, so they do not depend on where that lies', async () => {
  const entry = write('b/clauses/y.clause.ts', "import { f } from '../shared/z.rules.js';\n");
  write('b/shared/z.rules.ts', '');
  const { modules } = await loadModules(entry);
  expect(modules.map((module) => module.name)).toEqual(['clauses/y.clause.ts', 'shared/z.rules.ts']);
});

test('an import that leads nowhere is left for the compiler to report', async () => {
  const entry = write('c/w.clause.ts', "import { f } from './gone.rules.js';\n");
  expect((await loadModules(entry)).modules.length).toBe(1);
});

test('an import in a comment brings no module', async () => {
  const entry = write('d/v.clause.ts', "// import { f } from './old.rules.js';\n/* import { g }\n from './old.rules.js'; */\n");
  write('d/old.rules.ts', '');
  expect((await loadModules(entry)).modules.length).toBe(1);
});
