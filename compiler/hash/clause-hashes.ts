/**
 * The two hashes of a clause's source.
 *
 * `clause_hash` covers what the source means: the surface trees of all modules, in which formatting, comments, quotes, parentheses and digit
 * separators are gone, with places left out and imports sorted. `source_hash` covers the raw bytes. The entry module stands first without
 * its name, so renaming the file of a clause does not change what it means.
 */
import { clauseHash, sourceHash } from '@clauseproof/protocol/circuit';
import { sha256 } from '@clauseproof/protocol/hash';
import { toHex } from '@clauseproof/protocol/hex';
import type { SourceModule } from '../source/module.js';
import type { Import, Module } from '../surface/ast.js';

interface HashedModule {
  readonly module: Module;
  readonly source: SourceModule;
}

/** `modules`: the entry first. */
export function clauseHashes(modules: readonly HashedModule[]): { clauseHash: string; sourceHash: string } {
  const [entry, ...others] = modules;
  const sorted = others.sort((a, b) => (a.source.name < b.source.name ? -1 : 1));
  const tree = {
    version: 1,
    entry: entry === undefined ? [] : tokensOf(canonicalModule(entry.module)),
    modules: sorted.map(({ module, source }) => [source.name, tokensOf(canonicalModule(module))]),
  };
  const digests = Object.fromEntries(modules.map(({ source }) => [source.name, toHex(sha256(new TextEncoder().encode(source.text)))]));
  return { clauseHash: clauseHash(tree), sourceHash: sourceHash(digests) };
}

/** Formatters sort imports and join those of one module; neither has a meaning. */
function canonicalModule(module: Module): unknown {
  const bySpecifier = new Map<string, Set<string>>();
  for (const { specifier, names } of module.imports as readonly Import[]) {
    // `./a.rules`, `./a.rules.js` and `./a.rules.ts` are one module.
    const key = specifier.replace(/\.rules(\.js)?$/, '.rules.ts');
    const known = bySpecifier.get(key) ?? new Set();
    bySpecifier.set(key, known);
    for (const { name } of names) known.add(name);
  }
  const imports = [...bySpecifier]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([specifier, names]) => ({ specifier, names: [...names].sort() }));
  return { imports, items: module.items };
}

/**
 * A tree as a flat list of texts: brackets, then keys and values with a letter that tells them apart. Flat, because a deep tree is legal and
 * deep JSON is not.
 */
function tokensOf(tree: unknown, tokens: string[] = []): string[] {
  if (Array.isArray(tree)) {
    tokens.push('[');
    for (const item of tree) tokensOf(item, tokens);
    tokens.push(']');
  } else if (typeof tree === 'object' && tree !== null) {
    tokens.push('{');
    for (const [name, value] of Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name === 'span' || name.endsWith('Span') || value === undefined) continue;
      tokens.push(`k:${name}`);
      tokensOf(value, tokens);
    }
    tokens.push('}');
  } else if (typeof tree === 'string') tokens.push(`s:${tree}`);
  else if (typeof tree === 'boolean') tokens.push(`b:${tree}`);
  else throw new TypeError(`internal error: a ${typeof tree} in a surface tree`);
  return tokens;
}
