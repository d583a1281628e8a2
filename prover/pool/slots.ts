/**
 * A counter of running jobs with a bounded first-come queue. Pure bookkeeping, no threads.
 *
 * INVARIANT: a slot that was taken is released exactly once, and whoever waits is either given a slot or rejected.
 */
import { ProverError } from '../errors.js';

interface Waiting {
  give(): void;
  refuse(reason: unknown): void;
}

export class Slots {
  private running = 0;
  private readonly waiting: Waiting[] = [];
  private readonly idleListeners: (() => void)[] = [];

  /**
   * @param size slots that may be taken at a time
   * @param queueLimit how many may wait besides
   */
  constructor(
    private readonly size: number,
    private readonly queueLimit: number,
  ) {}

  /**
   * Takes a slot, waiting for one if need be.
   * @returns the function that gives the slot back
   * @throws ProverError `pool.full` if the queue is full; the signal's reason if it aborts while waiting
   */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (this.running < this.size) this.running += 1;
    else if (this.waiting.length >= this.queueLimit)
      throw new ProverError('pool.full', 'too many jobs are waiting', 'Wait for one to finish before handing in the next.');
    else await this.wait(signal);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.release();
    };
  }

  /** Rejects everybody who waits. */
  refuseAll(reason: unknown): void {
    for (const each of this.waiting.splice(0)) each.refuse(reason);
  }

  /** Resolves when no slot is taken and nobody waits. */
  idle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.idleListeners.push(resolve));
  }

  private wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        signal?.removeEventListener('abort', aborted);
        const place = this.waiting.indexOf(entry);
        if (place >= 0) this.waiting.splice(place, 1);
      };
      const entry: Waiting = {
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
      this.waiting.push(entry);
    });
  }

  /** Hands the slot to the next in line, or frees it. */
  private release(): void {
    const next = this.waiting.shift();
    if (next !== undefined) {
      next.give();
      return;
    }
    this.running -= 1;
    if (this.running === 0) for (const listener of this.idleListeners.splice(0)) listener();
  }
}
