/**
 * The worker threads: piscina, started again where it gives up.
 *
 * Traps: piscina sets a task that carries an AbortSignal apart in a second queue which `maxQueue` does not count (piscina issues
 * 899 and 1029), so it only ever gets as many tasks as its threads take. And once a thread has died before it was ready, piscina
 * replaces no thread any more, and tasks wait for ever: `restart` then puts a new piscina in its place.
 */
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { builtFile } from '../built-file.js';
import { ProverError } from '../errors.js';
import type { WorkerAnswer, WorkerMessage, WorkerSettings, WorkerTask } from './worker.js';

/** The thread ended, and not because of this task: it says nothing about the task. */
export const COMPANION_ENDED = Symbol('companion ended');

export class Threads {
  private piscina: Piscina;
  private restarting = new AbortController();
  /** Threads that have not exited, with the promise of their exit. */
  private readonly alive = new Map<Worker, Promise<void>>();
  private ended = false;
  /** How often a running task was aborted, which ends its thread and takes its companions along. */
  private aborted = 0;

  /**
   * @param count threads
   * @param tasksEach tasks that a thread takes at a time
   * @param onMessage what workers say besides their answers
   * @param onExit the number of a thread that has ended
   */
  constructor(
    private readonly settings: WorkerSettings,
    private readonly count: number,
    private readonly tasksEach: number,
    private readonly onMessage: (message: WorkerMessage) => void,
    private readonly onExit: (worker: number) => void,
  ) {
    this.piscina = this.start();
  }

  /**
   * Runs a task on the thread that has least to do.
   * @throws the reason of `signal`, whose abort ends the thread; `COMPANION_ENDED`; ProverError `worker-died`
   */
  async run(task: WorkerTask, signal: AbortSignal): Promise<WorkerAnswer> {
    const restarting = this.restarting.signal;
    const abortedBefore = this.aborted;
    try {
      return (await this.piscina.run(task, { signal: AbortSignal.any([signal, restarting]) })) as WorkerAnswer;
    } catch (error) {
      if (signal.aborted) {
        this.aborted += 1;
        throw signal.reason;
      }
      if (restarting.aborted || (this.tasksEach > 1 && this.aborted > abortedBefore)) throw COMPANION_ENDED;
      const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      throw new ProverError(
        'worker-died',
        `the worker thread ended in the middle of the job${memory ? ': out of memory' : ''}, and so did the one that tried it again`,
        'The workers have been replaced. Check the memory of the machine, and try the job alone.',
      );
    }
  }

  /** Ends all threads at once, and resolves when they are gone. */
  async destroy(): Promise<void> {
    this.ended = true;
    // A thread whose exit is told after `destroy` is replaced by piscina even then: so until none is left.
    do {
      await this.piscina.destroy();
      await Promise.all(this.alive.values());
    } while (this.piscina.threads.length > 0);
  }

  private start(): Piscina {
    const piscina = new Piscina({
      filename: builtFile('pool/worker.js'),
      workerData: this.settings,
      minThreads: this.count,
      maxThreads: this.count,
      maxQueue: this.count * this.tasksEach,
      concurrentTasksPerWorker: this.tasksEach,
      // With Atomics, an idle worker blocks its event loop, and the o1js process could not tell that its parent is gone.
      atomics: 'disabled',
      recordTiming: false,
      // Piscina waits this long for running tasks at close and then goes on; the wait is the pool's.
      closeTimeout: 2 ** 31 - 1,
    });
    // Without a listener, a thread that dies while idle would end the whole process.
    piscina.on('error', () => undefined);
    piscina.on('message', this.onMessage);
    this.watch(piscina);
    return piscina;
  }

  /** Listens for the end of every thread; piscina has started the one in its place by then, if it does. */
  private watch(piscina: Piscina): void {
    for (const thread of piscina.threads) {
      if (this.alive.has(thread)) continue;
      const { threadId } = thread;
      const exit = new Promise<void>((resolve) => {
        thread.once('exit', () => {
          this.alive.delete(thread);
          this.onExit(threadId);
          this.watch(piscina);
          if (!this.ended && this.piscina === piscina && piscina.threads.length < this.count) this.restart();
          resolve();
        });
      });
      this.alive.set(thread, exit);
    }
  }

  private restart(): void {
    const left = this.piscina;
    const restarting = this.restarting;
    this.restarting = new AbortController();
    this.piscina = this.start();
    restarting.abort(COMPANION_ENDED);
    void left.destroy().catch(() => undefined);
  }
}
