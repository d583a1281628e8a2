/**
 * The clauses that an editor works on: open texts over those on the disk, and the view of each clause that was last worked out.
 *
 * A change makes the views that it reaches stale; they are worked out anew when the typing pauses. Between the steps of that work newer
 * changes are let in, and work that they make pointless is given up.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { ClauseView } from '@clauseproof/compiler/editor';
import type { LoadedClause } from '../source/load-modules.js';

export interface LoadedView {
  readonly view: ClauseView;
  readonly loaded: LoadedClause;
  /** Absolute POSIX path of each module, by its name. */
  readonly paths: ReadonlyMap<string, string>;
}

/** What may go wrong while files are read must not end the server. */
export type OnFailure = (path: string, error: unknown) => void;

const CLAUSE = '.clause.ts';
/** A helper module that no open clause uses is checked through the clauses beside it; that many of them. */
const MAX_NEIGHBOURS = 20;

export class Workspace {
  private readonly open = new Map<string, string>();
  private readonly views = new Map<string, LoadedView>();
  private generation = 0;

  constructor(private readonly onFailure: OnFailure) {}

  /** Takes the text of an open file, or undefined when it was closed. Everything that was being worked out is given up. */
  change(path: string, text: string | undefined): void {
    this.generation += 1;
    if (text === undefined) this.open.delete(path);
    else this.open.set(path, text);
  }

  /** The clauses that a change in `path` reaches. */
  async clausesOf(path: string): Promise<readonly string[]> {
    const using = [...this.views].filter(([, { paths }]) => [...paths.values()].includes(path)).map(([clause]) => clause);
    const found = new Set(using.filter((clause) => this.open.has(clause) || !this.open.has(path) || !path.endsWith(CLAUSE)));
    if (path.endsWith(CLAUSE)) found.add(path);
    else if (found.size === 0) for (const clause of await this.neighbours(path)) found.add(clause);
    return [...found];
  }

  /** The view of a clause that was last worked out, if its sources have not changed since. */
  current(clause: string): LoadedView | undefined {
    return this.views.get(clause);
  }

  /** A view in which the module at `path` has a part. */
  viewWith(path: string): LoadedView | undefined {
    return this.views.get(path) ?? [...this.views.values()].find(({ paths }) => [...paths.values()].includes(path));
  }

  get openClauses(): readonly string[] {
    return [...this.open.keys()].filter((path) => path.endsWith(CLAUSE));
  }

  /** Works out the view of a clause with its diagnostics. @returns undefined when a newer change made it pointless, or it cannot be read. */
  async refresh(clause: string): Promise<LoadedView | undefined> {
    const { generation } = this;
    try {
      const [{ loadModules }, { ClauseView }] = await Promise.all([
        import('../source/load-modules.js'),
        import('@clauseproof/compiler/editor'),
      ]);
      const loaded = await loadModules(clause, (path) => this.open.get(path));
      if (generation !== this.generation) return undefined;
      const view = new ClauseView(loaded.modules, loaded.entry);
      await letOthersIn();
      if (generation !== this.generation) return undefined;
      view.diagnostics;
      await letOthersIn();
      if (generation !== this.generation) return undefined;
      const paths = new Map(loaded.modules.map(({ name }) => [name, join(loaded.root, name).replaceAll('\\', '/')]));
      const fresh = { view, loaded, paths };
      this.views.set(clause, fresh);
      return fresh;
    } catch (error) {
      this.onFailure(clause, error);
      return undefined;
    }
  }

  /** Forgets a clause that was closed. */
  forget(clause: string): void {
    this.views.delete(clause);
  }

  private async neighbours(path: string): Promise<readonly string[]> {
    const folder = dirname(path);
    const files = await readdir(folder).catch(() => []);
    const clauses = files.filter((file) => file.endsWith(CLAUSE)).slice(0, MAX_NEIGHBOURS);
    return clauses.map((file) => join(folder, file).replaceAll('\\', '/'));
  }
}
