/**
 * The pool's worker: one single-threaded prover in its own thread. It never throws for a job: a proof, a rejection and a coded
 * error are all values, so whatever rejects in the pool means that the thread itself died.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { createExecutor, type Executor } from '../executor.js';
import { parseJob } from '../job.js';
import { type Failure, failureOf, type Outcome } from '../outcome.js';
import type { ExecutionSecrets } from '../secrets.js';

/** What the pool passes to every worker it starts. */
export interface WorkerSettings {
  readonly dir: string;
  readonly proofSystem: ProofSystem;
  /**
   * An empty script, for `web-worker`, which snarkjs brings along: loaded in any worker thread, it takes that thread for one of
   * its own, and runs the script that `workerData.mod` names or prints a stack trace.
   */
  readonly mod: 'data:text/javascript,';
}

export interface WorkerTask {
  /** Sent back when the work itself starts, after a fresh thread has loaded its key: the time limit runs from there. */
  readonly ticket: number;
  /** Text of the job, or undefined to only get ready. */
  readonly job?: string;
  readonly secrets?: ExecutionSecrets;
}

export interface StartedMessage {
  readonly started: number;
}

export type WorkerAnswer = { readonly outcome: Outcome } | { readonly failure: Failure } | { readonly ready: true };

let executor: Promise<Executor> | undefined;

/** Called by piscina for every task. */
export default async function work({ ticket, job, secrets }: WorkerTask): Promise<WorkerAnswer> {
  const settings = workerData as WorkerSettings;
  try {
    executor ??= createExecutor(settings.dir, settings.proofSystem);
    const ready = await executor;
    parentPort?.postMessage({ started: ticket } satisfies StartedMessage);
    if (job === undefined || secrets === undefined) return { ready: true };
    return { outcome: await ready.execute(parseJob(job), secrets) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
