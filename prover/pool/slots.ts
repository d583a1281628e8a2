/**
 * A counter of running jobs with a bounded queue: higher priority first, first come first within one. Pure bookkeeping, no threads.
 *
 * INVARIANT: a slot that was taken is released exactly once, and whoever waits is either given a slot or rejected.
 */
import { ProverError } from '../errors.js';

interface Waiting {
  readonly priority: number;
  give(): void;
  refuse(reason: unknown): void;
}

export class Slots {
  private taken = 0;
  /** Sorted: highest priority first, then in order of arrival. */
  private readonly queue: Waiting[] = [];
  private readonly idleListeners: (() => void)[] = [];
  private readonly roomListeners: (() => void)[] = [];

  /**
   * @param size slots that may be taken at a time
   * @param queueLimit how many may wait besides
   */
  constructor(
    private readonly size: number,
    private readonly queueLimit: number,
  ) {}

  get running(): number {
    return this.taken;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /**
   * Takes a slot, waiting for one if need be.
   * @returns the function that gives the slot back
   * @throws ProverError `pool.full` if the queue is full; the signal's reason if it aborts while waiting
   */
  async take(signal?: AbortSignal, priority = 0): Promise<() => void> {
    if (this.taken < this.size) this.taken += 1;
    else if (this.isFull())
      throw new ProverError('pool.full', 'too many jobs are waiting', 'Wait for one to finish before handing in the next.');
    else await this.wait(signal, priority);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.release();
    };
  }

  /** Rejects everybody who waits. */
  refuseAll(reason: unknown): void {
    for (const each of this.queue.splice(0)) each.refuse(reason);
    this.tellRoom();
  }

  /** Resolves when no slot is taken and nobody waits. */
  idle(): Promise<void> {
    if (this.taken === 0) return Promise.resolve();
    return new Promise((resolve) => this.idleListeners.push(resolve));
  }

  /** Resolves when `take` would not refuse. Of several who wait for room, all are told, and the first to come gets it. */
  room(): Promise<void> {
    if (!this.isFull()) return Promise.resolve();
    return new Promise((resolve) => this.roomListeners.push(resolve));
  }

  private isFull(): boolean {
    return this.taken >= this.size && this.queue.length >= this.queueLimit;
  }

  private wait(signal: AbortSignal | undefined, priority: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        signal?.removeEventListener('abort', aborted);
        const place = this.queue.indexOf(entry);
        if (place < 0) return;
        this.queue.splice(place, 1);
        this.tellRoom();
      };
      const entry: Waiting = {
        priority,
        give: () => {
          stop();
          resolve();
        },
        refuse: (reason) => {
          stop();
          reject(reason);
        },
      };
      const aborted = (): void => entry.refuse(signal?.reason);
      signal?.addEventListener('abort', aborted, { once: true });
      const place = this.queue.findIndex((other) => other.priority < priority);
      this.queue.splice(place < 0 ? this.queue.length : place, 0, entry);
    });
  }

  /** Hands the slot to the next in line, or frees it. */
  private release(): void {
    const next = this.queue[0];
    if (next !== undefined) {
      next.give();
      return;
    }
    this.taken -= 1;
    this.tellRoom();
    if (this.taken === 0) for (const listener of this.idleListeners.splice(0)) listener();
  }

  private tellRoom(): void {
    for (const listener of this.roomListeners.splice(0)) listener();
  }
}
