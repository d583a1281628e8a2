/**
 * The prover pool: one single-threaded prover per worker thread, a bounded queue in front, and nothing lost when a thread dies.
 *
 * Threads inside one proof scale 1.3 to 1.8 times on two cores, separate provers scale twice: throughput comes from workers.
 *
 * Why the queue is ours: threads.ts says what piscina's does not do, and a time limit must run from the start of a job, not from
 * its place in a queue (piscina issue 869). Aborting a running task ends its thread, which is replaced; jobs that shared the
 * thread are run again.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { BroadcastChannel } from 'node:worker_threads';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { ProverError } from '../errors.js';
import type { CircuitFolder } from '../folder.js';
import { jobText, type ProofJob } from '../job.js';
import type { Failure, Outcome } from '../outcome.js';
import { drawSecrets, type ExecutionSecrets } from '../secrets.js';
import { Circuits, clauseName } from './circuits.js';
import { PoolMetrics } from './metrics.js';
import { Slots } from './slots.js';
import { COMPANION_ENDED, Threads } from './threads.js';
import type { WorkerAnswer, WorkerMessage, WorkerSettings, WorkerTask } from './worker.js';

export interface ProverPoolOptions {
  /** A compiled folder with its setup: the circuit of every job that names no other. Loaded before the pool is handed out. */
  readonly dir: string;
  readonly proofSystem: ProofSystem;
  /** Threads, one prover each; at most 16 for each processor. */
  readonly workers: number;
  /** Jobs that a worker takes at a time, so that it can work on several side by side; 1 unless given. */
  readonly jobsPerWorker?: number;
  /** Jobs that may wait besides those that run; one more is refused with `pool.full`. Twice the workers' jobs unless given. */
  readonly queueLimit?: number;
  /** Time for one job, in milliseconds, from when a worker with its key loaded starts on it; no limit unless given. */
  readonly jobTimeoutMs?: number;
  /**
   * Bytes that keys and tables of all circuits together may take; when another circuit does not fit, the least recently used one
   * is unloaded. Half of the machine's memory unless given.
   */
  readonly memoryBudgetBytes?: number;
  /** Clock for jobs that name no time. */
  readonly now?: () => Date;
}

export interface ProveOptions {
  /** Aborting rejects with the signal's reason at once, and ends the thread if the job was running. */
  readonly signal?: AbortSignal;
  /** Nonce, salts and time of an earlier attempt; fresh ones unless given. */
  readonly secrets?: ExecutionSecrets;
  /** Waiting jobs with a higher one go first; 0 unless given. */
  readonly priority?: number;
  /** Another compiled folder with its setup, loaded when it is needed first. */
  readonly dir?: string;
}

export interface ProverPool {
  /** Of `ProverPoolOptions.dir`. */
  readonly folder: CircuitFolder;
  readonly workers: number;
  /** Jobs that the workers take at a time, all together. */
  readonly parallelJobs: number;
  /** Jobs that may be handed in without being refused, running ones included. */
  readonly capacity: number;
  readonly metrics: PoolMetrics;
  /**
   * Runs one job: a proof that has been verified, or the clause's rejection. If its thread dies, it is run once more elsewhere.
   * @throws ProverError `pool.full`, `pool.closed`, `worker-died`, `timeout`, or whatever stopped the proof; the reason of `signal`
   */
  prove(job: ProofJob, options?: ProveOptions): Promise<Outcome>;
  /** Resolves when `prove` would not refuse with `pool.full`: for callers that produce jobs faster than they are proved. */
  room(): Promise<void>;
  /** Takes no more jobs, waits for the running and waiting ones, ends the threads. */
  close(): Promise<void>;
  /** Ends the threads at once; what was running or waiting rejects with `pool.closed`. */
  terminate(): Promise<void>;
}

const proverError = ({ code, message, help, pointer }: Failure): ProverError => new ProverError(code, message, help, pointer);
const closedError = (): ProverError => new ProverError('pool.closed', 'the prover pool is closed');

/** A prover more than the processors can run only waits, and thousands of threads end the process for want of memory. */
const MOST_WORKERS_PER_PROCESSOR = 16;
/** Timers of Node go off at once beyond this, 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Attempts for a job whose threads die under it. */
const ATTEMPTS = 2;
/** Attempts in all, with those that ended because a companion on the same thread was aborted. */
const MOST_ATTEMPTS = 8;

/**
 * Checks the folder, starts the threads and waits until every one has loaded its key.
 * @throws ProverError `pool.workers`, `pool.timeout`, `folder.*` and whatever keeps a worker from getting ready
 */
export async function createProverPool(options: ProverPoolOptions): Promise<ProverPool> {
  const { dir, proofSystem, workers, jobTimeoutMs, jobsPerWorker = 1 } = options;
  for (const number of [workers, jobsPerWorker])
    if (!Number.isInteger(number) || number < 1)
      throw new ProverError('pool.workers', 'a pool has at least one worker', 'Give --workers a positive whole number.');
  const mostWorkers = MOST_WORKERS_PER_PROCESSOR * availableParallelism();
  if (workers > mostWorkers)
    throw new ProverError(
      'pool.workers',
      `a pool on this machine has at most ${mostWorkers} workers`,
      'More provers than processors make no proof faster: give --workers a smaller number.',
    );
  if (jobTimeoutMs !== undefined && !(jobTimeoutMs > 0))
    throw new ProverError('pool.timeout', 'the time for a job is more than 0 ms', 'Leave the time limit out for none.');
  const unloading = new BroadcastChannel(`clauseproof-unload-${randomUUID()}`);
  unloading.unref();
  const circuits = new Circuits(proofSystem, options.memoryBudgetBytes ?? totalmem() / 2, (leaving) => {
    metrics.evicted();
    unloading.postMessage(leaving);
  });
  const parallelJobs = workers * jobsPerWorker;
  const limit = options.queueLimit ?? parallelJobs * 2;
  const slots = new Slots(parallelJobs, limit);
  const metrics = new PoolMetrics(workers, {
    running: () => slots.running,
    waiting: () => slots.waiting,
    circuits: () => circuits.list(),
  });
  const { folder, release: releaseFirst } = await circuits.acquire(dir);
  releaseFirst();

  const settings: WorkerSettings = { proofSystem, unloadChannel: unloading.name, mod: 'data:text/javascript,' };
  const ending = new AbortController();
  let closed = false;

  // Timers by ticket: started when the worker says that it has started.
  const onStarted = new Map<number, () => void>();
  const heard = (message: WorkerMessage): void => {
    if ('started' in message) onStarted.get(message.started)?.();
    else circuits.report(message.loaded, message.worker, message.memory);
  };
  const threads = new Threads(settings, workers, jobsPerWorker, heard, (worker) => circuits.forgetWorker(worker));
  let lastTicket = 0;

  /** Runs one task, with the time limit and whatever else ends it. */
  const run = async (work: Omit<WorkerTask, 'ticket'>, caller: AbortSignal | undefined): Promise<WorkerAnswer> => {
    lastTicket += 1;
    const ticket = lastTicket;
    const timeout = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    if (jobTimeoutMs !== undefined && work.job !== undefined) {
      const late = new ProverError('timeout', `the job took longer than ${jobTimeoutMs} ms`, 'Allow more time, or use fewer workers.');
      onStarted.set(ticket, () => {
        timer = setTimeout(() => timeout.abort(late), Math.min(jobTimeoutMs, LONGEST_TIMER_MS));
      });
    }
    const signal = AbortSignal.any([timeout.signal, ending.signal, ...(caller === undefined ? [] : [caller])]);
    try {
      return await threads.run({ ticket, ...work }, signal);
    } finally {
      onStarted.delete(ticket);
      clearTimeout(timer);
    }
  };

  /** `run`, once more on another thread if the thread dies, and again whenever the thread ended for another reason than this task. */
  const runTwice: typeof run = async (work, signal) => {
    for (let attempt = 1, deaths = 0; ; attempt++) {
      try {
        return await run(work, signal);
      } catch (error) {
        const hasDied = error instanceof ProverError && error.code === 'worker-died';
        if (!hasDied && error !== COMPANION_ENDED) throw error;
        metrics.workerDied();
        if (hasDied) deaths += 1;
        if (deaths >= ATTEMPTS || attempt >= MOST_ATTEMPTS)
          throw hasDied ? error : new ProverError('worker-died', 'the worker threads keep ending under this job', 'Try the job alone.');
        metrics.retried();
      }
    }
  };

  const answered = async (job: ProofJob, jobDir: string, { signal, secrets }: ProveOptions): Promise<Outcome> => {
    const circuit = await circuits.acquire(jobDir);
    try {
      const clause = clauseName(circuit.folder);
      const started = performance.now();
      try {
        const drawn = secrets ?? drawSecrets(circuit.folder.manifest.interface, options.now);
        const work = { dir: jobDir, provingKey: circuit.provingKey, job: jobText(job), secrets: drawn };
        const answer = await runTwice(work, signal);
        if ('failure' in answer) throw proverError(answer.failure);
        if (!('outcome' in answer)) throw new ProverError('prover.internal', 'the worker gave no answer');
        metrics.answered(clause, answer.outcome, performance.now() - started);
        return answer.outcome;
      } catch (error) {
        metrics.ended(clause, signal?.aborted === true || ending.signal.aborted ? 'cancelled' : 'failed');
        throw error;
      }
    } finally {
      circuit.release();
    }
  };

  const prove = async (job: ProofJob, proveOptions: ProveOptions = {}): Promise<Outcome> => {
    if (closed) throw closedError();
    proveOptions.signal?.throwIfAborted();
    const release = await slots.take(proveOptions.signal, proveOptions.priority);
    try {
      return await answered(job, proveOptions.dir ?? dir, proveOptions);
    } finally {
      release();
    }
  };

  const destroy = async (): Promise<void> => {
    closed = true;
    ending.abort(closedError());
    slots.refuseAll(closedError());
    unloading.close();
    await threads.destroy();
  };

  try {
    const { provingKey, release } = await circuits.acquire(dir);
    try {
      const answers = await Promise.all(Array.from({ length: workers }, () => runTwice({ dir, provingKey }, undefined)));
      for (const answer of answers) if ('failure' in answer) throw proverError(answer.failure);
    } finally {
      release();
    }
  } catch (error) {
    await destroy();
    throw error;
  }

  return {
    folder,
    workers,
    parallelJobs,
    capacity: parallelJobs + limit,
    metrics,
    prove,
    room: () => (closed ? Promise.reject(closedError()) : slots.room()),
    async close() {
      closed = true;
      await slots.idle();
      await destroy();
    },
    terminate: destroy,
  };
}
