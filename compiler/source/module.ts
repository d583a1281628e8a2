/**
 * Source modules: texts with names, handed in by whoever can read files. Names are POSIX paths relative to one folder, so that the same
 * source has the same names, spans and hashes in every folder.
 */

export interface SourceModule {
  /** Relative and POSIX: `drought.clause.ts`, `shared/bands.rules.ts`. */
  readonly name: string;
  readonly text: string;
}

/** Longer modules are refused before they are parsed. */
export const MAX_MODULE_LENGTH = 1 << 20;

/** Helper modules end in this; nothing else may be imported by path. */
export const RULES_SUFFIX = '.rules.ts';

/**
 * The name of the module that `specifier` means when it stands in module `importer`. `./bands.rules.js` names `bands.rules.ts`, as in
 * every TypeScript project that runs on Node.
 * @returns undefined when the path leads out of the folder of the sources.
 */
export function resolveModuleName(importer: string, specifier: string): string | undefined {
  const parts = importer.split('/').slice(0, -1);
  for (const part of specifier.replace(/\.rules(\.js)?$/, RULES_SUFFIX).split('/')) {
    if (part === '.' || part === '') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
