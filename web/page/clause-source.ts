/**
 * The text of the clause, shown only if it is the registered one.
 *
 * `source_hash` covers the names of the modules too, so the texts are tried under the names of their files, alone and together.
 */
import { sourceHash } from '@clauseproof/protocol/circuit';
import { sha256 } from '@clauseproof/protocol/hash';
import { toHex } from '@clauseproof/protocol/hex';
import type { EvidenceItem } from './evidence.js';

export interface ClauseSource {
  readonly modules: readonly { readonly name: string; readonly text: string }[];
  /** What the author calls the clause; only with a text that matches. */
  readonly title?: string;
}

/** @returns the modules whose hash is `expected`, or undefined if the texts are not those of the registered clause. */
export function matchSource(items: readonly EvidenceItem[], expected: string): ClauseSource | undefined {
  if (items.length === 0) return undefined;
  const together: readonly (readonly EvidenceItem[])[] = items.length > 1 ? [items] : [];
  for (const group of [...items.map((item) => [item]), ...together]) {
    const digests = Object.fromEntries(group.map(({ name, bytes }) => [name, toHex(sha256(bytes))]));
    if (sourceHash(digests) !== expected) continue;
    const modules = group.map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }));
    const title = modules.map(({ text }) => titleIn(text)).find((found) => found !== undefined);
    return { modules, ...(title === undefined ? {} : { title }) };
  }
  return undefined;
}

/** The literal after `title:`; only for the eye, and only from a text whose hash is the registered one. */
function titleIn(text: string): string | undefined {
  return /^\s*title:\s*(['"])((?:(?!\1)[^\\\n])+)\1/m.exec(text)?.[2];
}
