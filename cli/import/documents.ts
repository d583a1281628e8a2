/** The documents that an import is asked to read: files, or folders with files `rule.json`, each with the tests in the folder `tests` beside it. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ImportDocument } from '@clauseproof/compiler/import';
import { CliError } from '../shell/failure.js';
import { exists, readText } from '../shell/files.js';

const RULE_FILE = 'rule.json';
const TESTS_FOLDER = 'tests';
/** Country, rule: what a published repository of rules has. */
const MAX_DEPTH = 4;

/** @throws CliError as `readText`, and `import.nothing-found` for a folder without rules */
export async function readDocuments(paths: readonly string[]): Promise<readonly ImportDocument[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = (await exists(path)) && (await stat(path)).isDirectory();
    const found = isFolder ? await findRules(path, 0) : [path];
    if (found.length === 0) {
      throw new CliError('import.nothing-found', `there is no ${RULE_FILE} in this folder`, {
        where: path,
        help: 'name the files with the rules, or a folder of rules as they are published',
      });
    }
    files.push(...found);
  }
  const documents: ImportDocument[] = [];
  for (const name of new Set(files)) documents.push({ name, text: await readText(name), tests: await readTests(name) });
  return documents;
}

async function findRules(folder: string, depth: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = entries.some((entry) => entry.isFile() && entry.name === RULE_FILE) ? [join(folder, RULE_FILE)] : [];
  if (depth === MAX_DEPTH) return found;
  for (const entry of entries) {
    if (entry.isDirectory() && entry.name !== TESTS_FOLDER && !entry.name.startsWith('.'))
      found.push(...(await findRules(join(folder, entry.name), depth + 1)));
  }
  return found;
}

async function readTests(rule: string): Promise<ImportDocument['tests']> {
  const folder = join(dirname(rule), TESTS_FOLDER);
  if (basename(rule) !== RULE_FILE || !(await exists(folder))) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return await Promise.all(names.map(async (name) => ({ name: join(folder, name), text: await readText(join(folder, name)) })));
}
