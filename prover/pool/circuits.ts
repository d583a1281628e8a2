/**
 * The circuits that a pool has loaded, within a memory budget: the least recently used one that no job needs goes first.
 *
 * Key bytes lie in one SharedArrayBuffer for all workers. What engines build from them (tables) is told by the workers as they
 * load: `shared` counts once, `own` once for each worker.
 */
import type { ProofSystem } from '@clauseproof/protocol/field';
import { type CircuitFolder, openFolder } from '../folder.js';
import type { EngineMemory } from '../groth16/engine.js';

export interface LoadedCircuit {
  readonly folder: CircuitFolder;
  /** Bytes of the proving key, checked; undefined for Kimchi. */
  readonly provingKey: SharedArrayBuffer | undefined;
}

interface Entry extends LoadedCircuit {
  users: number;
  readonly memory: Map<number, EngineMemory>;
}

export class Circuits {
  /** In order of use: the least recently used stands first. */
  private readonly loaded = new Map<string, Entry>();
  private readonly opening = new Map<string, Promise<Entry>>();

  /** @param unload tells the workers; called after the circuit was forgotten here */
  constructor(
    private readonly proofSystem: ProofSystem,
    private readonly budgetBytes: number,
    private readonly unload: (dir: string) => void,
  ) {}

  /**
   * Loads a circuit unless it is there, and keeps it until `release`.
   * @throws ProverError `folder.*`
   */
  async acquire(dir: string): Promise<LoadedCircuit & { release(): void }> {
    const entry = this.loaded.get(dir) ?? (await this.open(dir));
    entry.users += 1;
    this.loaded.delete(dir);
    this.loaded.set(dir, entry);
    this.shrink();
    let released = false;
    return {
      folder: entry.folder,
      provingKey: entry.provingKey,
      release: () => {
        if (released) return;
        released = true;
        entry.users -= 1;
        this.shrink();
      },
    };
  }

  /** What a worker holds for a circuit. */
  report(dir: string, worker: number, memory: EngineMemory): void {
    this.loaded.get(dir)?.memory.set(worker, memory);
    this.shrink();
  }

  /** A worker is gone, and what it held with it. */
  forgetWorker(worker: number): void {
    for (const { memory } of this.loaded.values()) memory.delete(worker);
  }

  list(): { readonly dir: string; readonly clause: string; readonly bytes: number }[] {
    return [...this.loaded].map(([dir, entry]) => ({ dir, clause: clauseName(entry.folder), bytes: bytesOf(entry) }));
  }

  private open(dir: string): Promise<Entry> {
    let opening = this.opening.get(dir);
    if (opening === undefined) {
      opening = this.read(dir).finally(() => this.opening.delete(dir));
      this.opening.set(dir, opening);
    }
    return opening;
  }

  private async read(dir: string): Promise<Entry> {
    const folder = await openFolder(dir);
    let provingKey: SharedArrayBuffer | undefined;
    if (this.proofSystem === 'groth16') {
      const bytes = await folder.provingKey();
      provingKey = new SharedArrayBuffer(bytes.length);
      new Uint8Array(provingKey).set(bytes);
    }
    return { folder, provingKey, users: 0, memory: new Map() };
  }

  /** Unloads idle circuits until the budget holds. The one that was used last stays, even if it alone is too large. */
  private shrink(): void {
    let total = [...this.loaded.values()].reduce((sum, entry) => sum + bytesOf(entry), 0);
    for (const [dir, entry] of [...this.loaded].slice(0, -1)) {
      if (total <= this.budgetBytes) return;
      if (entry.users > 0) continue;
      total -= bytesOf(entry);
      this.loaded.delete(dir);
      this.unload(dir);
    }
  }
}

/** `Org::Domain::Name@1.0.0`. */
export const clauseName = ({ manifest }: CircuitFolder): string => `${manifest.clause_id}@${manifest.clause_version}`;

function bytesOf({ provingKey, memory }: Entry): number {
  let shared = 0;
  let own = 0;
  for (const each of memory.values()) {
    shared = Math.max(shared, each.shared);
    own += each.own;
  }
  return (provingKey?.byteLength ?? 0) + shared + own;
}
