/**
 * The prover pool: one single-threaded prover per worker thread, a bounded queue in front, and nothing lost when a thread dies.
 *
 * Threads inside one proof scale 1.3 to 1.8 times on two cores, separate provers scale twice: throughput comes from workers.
 *
 * Why the queue is ours and piscina only ever gets as many tasks as it has workers: piscina sets a task that carries an
 * AbortSignal apart in a second queue which `maxQueue` does not count (piscina issues 899 and 1029), and a time limit must run
 * from the start of a job, not from its place in a queue (869). Aborting a running task ends its thread; piscina then starts
 * another, because `minThreads` equals `maxThreads`.
 */
import type { ProofSystem } from '@clauseproof/protocol/field';
import { Piscina } from 'piscina';
import { builtFile } from '../built-file.js';
import { ProverError } from '../errors.js';
import { type CircuitFolder, openFolder } from '../folder.js';
import { jobText, type ProofJob } from '../job.js';
import type { Failure, Outcome } from '../outcome.js';
import { drawSecrets, type ExecutionSecrets } from '../secrets.js';
import { Slots } from './slots.js';
import type { StartedMessage, WorkerAnswer, WorkerSettings, WorkerTask } from './worker.js';

export interface ProverPoolOptions {
  /** A compiled folder with its setup. */
  readonly dir: string;
  readonly proofSystem: ProofSystem;
  /** Threads, one prover each. */
  readonly workers: number;
  /** Jobs that may wait besides those that run; one more is refused with `pool.full`. Twice the workers unless given. */
  readonly queueLimit?: number;
  /** Time for one job, in milliseconds, from when a worker with its key loaded starts on it; no limit unless given. */
  readonly jobTimeoutMs?: number;
  /** Clock for jobs that name no time. */
  readonly now?: () => Date;
}

export interface ProveOptions {
  /** Aborting rejects with the signal's reason at once, and ends the thread if the job was running. */
  readonly signal?: AbortSignal;
  /** Nonce, salts and time of an earlier attempt; fresh ones unless given. */
  readonly secrets?: ExecutionSecrets;
}

export interface ProverPool {
  readonly folder: CircuitFolder;
  readonly workers: number;
  /** Jobs that may be handed in without being refused, running ones included. */
  readonly capacity: number;
  /**
   * Runs one job: a proof that has been verified, or the clause's rejection.
   * @throws ProverError `pool.full`, `pool.closed`, `worker-died`, `timeout`, or whatever stopped the proof; the reason of `signal`
   */
  prove(job: ProofJob, options?: ProveOptions): Promise<Outcome>;
  /** Takes no more jobs, waits for the running and waiting ones, ends the threads. */
  close(): Promise<void>;
  /** Ends the threads at once; what was running or waiting rejects with `pool.closed`. */
  terminate(): Promise<void>;
}

const proverError = ({ code, message, help }: Failure): ProverError => new ProverError(code, message, help);
const closedError = (): ProverError => new ProverError('pool.closed', 'the prover pool is closed');

/**
 * Checks the folder, starts the threads and waits until every one has loaded its key.
 * @throws ProverError `folder.*` and whatever keeps a worker from getting ready
 */
export async function createProverPool(options: ProverPoolOptions): Promise<ProverPool> {
  const { dir, proofSystem, workers, jobTimeoutMs } = options;
  if (!Number.isInteger(workers) || workers < 1)
    throw new ProverError('pool.workers', 'a pool has at least one worker', 'Give --workers a positive whole number.');
  const folder = await openFolder(dir);
  if (proofSystem === 'groth16') await folder.provingKey();
  const settings: WorkerSettings = { dir, proofSystem, mod: 'data:text/javascript,' };
  const piscina = new Piscina({
    filename: builtFile('pool/worker.js'),
    workerData: settings,
    minThreads: workers,
    maxThreads: workers,
    maxQueue: workers,
    concurrentTasksPerWorker: 1,
    // With Atomics, an idle worker blocks its event loop, and the o1js process could not tell that its parent is gone.
    atomics: 'disabled',
    recordTiming: false,
    // Piscina waits this long for running tasks at close and then goes on; the wait is ours.
    closeTimeout: 2 ** 31 - 1,
  });
  // Without a listener, a thread that dies while idle would end the whole process.
  piscina.on('error', () => undefined);

  const limit = options.queueLimit ?? workers * 2;
  const slots = new Slots(workers, limit);
  const ending = new AbortController();
  let closed = false;

  // Timers by ticket: started when the worker says that it has started.
  const onStarted = new Map<number, () => void>();
  piscina.on('message', (message: StartedMessage) => onStarted.get(message.started)?.());
  let lastTicket = 0;

  /** Runs one task on some idle thread. A task that rejects without having been aborted means a dead thread. */
  const run = async (work: Omit<WorkerTask, 'ticket'>, caller: AbortSignal | undefined): Promise<WorkerAnswer> => {
    lastTicket += 1;
    const ticket = lastTicket;
    const timeout = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    if (jobTimeoutMs !== undefined && work.job !== undefined) {
      const late = new ProverError('timeout', `the job took longer than ${jobTimeoutMs} ms`, 'Allow more time, or use fewer workers.');
      onStarted.set(ticket, () => {
        timer = setTimeout(() => timeout.abort(late), jobTimeoutMs);
      });
    }
    const signal = AbortSignal.any([timeout.signal, ending.signal, ...(caller === undefined ? [] : [caller])]);
    try {
      return (await piscina.run({ ticket, ...work } satisfies WorkerTask, { signal })) as WorkerAnswer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      throw new ProverError(
        'worker-died',
        `the worker thread ended in the middle of the job${memory ? ': out of memory' : ''}`,
        'The worker has been replaced. Try the job again.',
      );
    } finally {
      onStarted.delete(ticket);
      clearTimeout(timer);
    }
  };

  const prove = async (job: ProofJob, { signal, secrets }: ProveOptions = {}): Promise<Outcome> => {
    if (closed) throw closedError();
    signal?.throwIfAborted();
    const release = await slots.take(signal);
    try {
      const work = { job: jobText(job), secrets: secrets ?? drawSecrets(folder.manifest.interface, options.now) };
      const answer = await run(work, signal);
      if ('outcome' in answer) return answer.outcome;
      throw 'failure' in answer ? proverError(answer.failure) : new ProverError('prover.internal', 'the worker gave no answer');
    } finally {
      release();
    }
  };

  const destroy = async (): Promise<void> => {
    closed = true;
    ending.abort(closedError());
    slots.refuseAll(closedError());
    await piscina.destroy();
  };

  try {
    const answers = await Promise.all(Array.from({ length: workers }, () => run({}, undefined)));
    for (const answer of answers) if ('failure' in answer) throw proverError(answer.failure);
  } catch (error) {
    await destroy();
    throw error;
  }

  return {
    folder,
    workers,
    capacity: workers + limit,
    prove,
    async close() {
      closed = true;
      await slots.idle();
      await destroy();
    },
    terminate: destroy,
  };
}
