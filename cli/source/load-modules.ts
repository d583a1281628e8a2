/**
 * Reads a clause file and the modules it imports, for the compiler, which reads no files itself.
 *
 * Imports are found with a pattern, because the files are needed before anything can parse them; one that leads nowhere is left for the
 * compiler to report with its place.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { resolveModuleName, type SourceModule } from '@clauseproof/compiler/source';
import { CliError } from '../shell/failure.js';
import { exists, readText } from '../shell/files.js';

export interface LoadedClause {
  /** Names are POSIX paths below the lowest folder that holds all modules, so they do not depend on where that lies. */
  readonly modules: readonly SourceModule[];
  readonly entry: string;
  /** That folder. */
  readonly root: string;
}

const RELATIVE_IMPORT = /\bfrom\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;
/** Comments that begin a line; imports that somebody took out of use must not bring modules into the source hash. */
const COMMENT = /^\s*(?:\/\/.*$|\/\*[\s\S]*?\*\/)/gm;
const MAX_MODULE_BYTES = 4 << 20;

const toPosix = (path: string): string => path.split(sep).join('/');

/** The text of a module that is not, or not yet, as it is on the disk: an editor has it open. */
export type OpenText = (path: string) => string | undefined;

/**
 * @param path of a `*.clause.ts`
 * @throws CliError `clause.not-a-clause-file`, or as `readText`
 */
export async function loadModules(path: string, openText: OpenText = () => undefined): Promise<LoadedClause> {
  if (!path.endsWith('.clause.ts')) {
    throw new CliError('clause.not-a-clause-file', 'a clause is a file whose name ends in .clause.ts', {
      where: path,
      help: 'rename it, or name another file',
    });
  }
  const entry = toPosix(resolve(path));
  const texts = new Map<string, string>([[entry, openText(entry) ?? (await readText(path, MAX_MODULE_BYTES))]]);
  // INVARIANT: a Map visits what is added while it is walked, so this reaches the imports of imports.
  for (const [importer, text] of texts) {
    for (const [, , specifier = ''] of text.replace(COMMENT, '').matchAll(RELATIVE_IMPORT)) {
      const target = resolveModuleName(importer, specifier);
      if (target === undefined || !target.endsWith('.ts') || texts.has(target)) continue;
      const text = openText(target) ?? ((await exists(target)) ? await readText(target, MAX_MODULE_BYTES) : undefined);
      if (text !== undefined) texts.set(target, text);
    }
  }
  const root = commonFolder([...texts.keys()]);
  const nameOf = (absolute: string) => toPosix(relative(root, absolute));
  return { modules: [...texts].map(([absolute, text]) => ({ name: nameOf(absolute), text })), entry: nameOf(entry), root };
}

function commonFolder(paths: readonly string[]): string {
  const [first = '.'] = paths;
  let folder = dirname(first);
  while (!paths.every((path) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`))) folder = dirname(folder);
  return folder;
}
