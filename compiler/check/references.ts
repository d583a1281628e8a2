/** Which name stands for which declaration, for editors. Collected while names are resolved, so it is there for clauses with errors too. */
import type { Span } from '../diagnostics/diagnostic.js';

export interface Reference {
  /** The name where it is used. */
  readonly use: Span;
  /** The name where it is declared; the start of a module for its path. */
  readonly target: Span;
}

export class References {
  private readonly found = new Map<string, Reference>();

  /** A helper that is checked for several kinds of call uses its names once. */
  add(use: Span, target: Span): void {
    const key = `${use.start} ${use.end} ${use.module}`;
    if (!this.found.has(key)) this.found.set(key, { use, target });
  }

  get all(): readonly Reference[] {
    return [...this.found.values()];
  }
}
