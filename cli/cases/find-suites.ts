/** Finds the cases to run: `NAME.cases.yaml` beside `NAME.clause.ts`, in the folders and files that the command line names. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, inFile } from '../shell/failure.js';
import { exists } from '../shell/files.js';

export interface SuitePaths {
  readonly clause: string;
  readonly cases: string;
}

export interface FoundSuites {
  readonly suites: readonly SuitePaths[];
  /** Clauses in the named folders that have no cases. */
  readonly untested: readonly string[];
}

const CASES = '.cases.yaml';
const CLAUSE = '.clause.ts';
/** What others wrote, and what was made from clauses. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist']);

/**
 * @param paths clause files, cases files, and folders, which are searched through
 * @throws CliError `test.no-cases` | `test.no-clause` | `file.missing`
 */
export async function findSuites(paths: readonly string[]): Promise<FoundSuites> {
  const suites = new Map<string, SuitePaths>();
  const untested = new Set<string>();
  for (const path of paths) {
    const isFolder = await isDirectory(path);
    const files = isFolder ? await filesBelow(path) : [path];
    for (const file of files) {
      if (!file.endsWith(CASES) && !file.endsWith(CLAUSE)) {
        throw new CliError('test.not-cases', `cases are in files whose names end in ${CASES}`, {
          where: file,
          help: 'name such a file, a clause, or a folder',
        });
      }
      const stem = file.slice(0, -(file.endsWith(CASES) ? CASES : CLAUSE).length);
      const pair = { clause: stem + CLAUSE, cases: stem + CASES };
      if (!(await exists(pair.cases))) {
        if (!isFolder) throw noCases(pair);
        untested.add(pair.clause);
      } else if (await exists(pair.clause)) suites.set(pair.cases, pair);
      else
        throw new CliError('test.no-clause', 'there is no clause beside these cases', {
          where: pair.cases,
          help: `write ${pair.clause}, or rename the cases`,
        });
    }
  }
  if (suites.size === 0) {
    throw new CliError('test.no-cases', `no file NAME${CASES} was found`, {
      where: paths.join(', '),
      help: 'write one beside a clause; `clauseproof new NAME` shows how it looks',
    });
  }
  return { suites: [...suites.values()], untested: [...untested].sort() };
}

function noCases({ clause, cases }: SuitePaths): CliError {
  return new CliError('test.no-cases', 'this clause has no cases', { where: clause, help: `write them into ${cases}` });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw inFile(path, error);
  }
}

/** Clause and cases files, sorted, so that every machine runs them in the same order. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) files.push(...(await filesBelow(path)));
    else if (entry.isFile() && (entry.name.endsWith(CASES) || entry.name.endsWith(CLAUSE))) files.push(path);
  }
  return files;
}
