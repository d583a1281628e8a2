/**
 * The pool's worker: single-threaded provers for any number of circuits in one thread. It never throws for a job: a proof, a
 * rejection and a coded error are all values, so whatever rejects in the pool means that the thread itself died.
 */
import { BroadcastChannel, parentPort, threadId, workerData } from 'node:worker_threads';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { createExecutor, type Executor } from '../executor.js';
import type { EngineMemory } from '../groth16/engine.js';
import { parseJob } from '../job.js';
import { type Failure, failureOf, type Outcome } from '../outcome.js';
import type { ExecutionSecrets } from '../secrets.js';

/** What the pool passes to every worker it starts. */
export interface WorkerSettings {
  readonly proofSystem: ProofSystem;
  /** BroadcastChannel on which the pool names folders to unload. */
  readonly unloadChannel: string;
  /**
   * An empty script, for `web-worker`, which snarkjs brings along: loaded in any worker thread, it takes that thread for one of
   * its own, and runs the script that `workerData.mod` names or prints a stack trace.
   */
  readonly mod: 'data:text/javascript,';
}

export interface WorkerTask {
  /** Sent back when the work itself starts, after a fresh thread has loaded its key: the time limit runs from there. */
  readonly ticket: number;
  readonly dir: string;
  /** Shared by all workers, and checked by the pool. */
  readonly provingKey: SharedArrayBuffer | undefined;
  /** Text of the job, or undefined to only get ready. */
  readonly job?: string;
  readonly secrets?: ExecutionSecrets;
}

export type WorkerMessage =
  | { readonly started: number }
  | { readonly loaded: string; readonly worker: number; readonly memory: EngineMemory };

export type WorkerAnswer = { readonly outcome: Outcome } | { readonly failure: Failure } | { readonly ready: true };

const executors = new Map<string, Promise<Executor>>();
const settings = workerData as WorkerSettings;

const channel = new BroadcastChannel(settings.unloadChannel);
channel.onmessage = (event) => {
  const dir = (event as { data: string }).data;
  const leaving = executors.get(dir);
  executors.delete(dir);
  told.delete(dir);
  void leaving?.then((executor) => executor.close()).catch(() => undefined);
};
channel.unref();

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** What was told last, by folder. */
const told = new Map<string, EngineMemory>();
function tellMemory(dir: string, memory: EngineMemory): void {
  const before = told.get(dir);
  if (before?.shared === memory.shared && before.own === memory.own) return;
  told.set(dir, memory);
  tell({ loaded: dir, worker: threadId, memory });
}

async function load({ dir, provingKey }: WorkerTask): Promise<Executor> {
  const executor = await createExecutor(
    dir,
    settings.proofSystem,
    provingKey === undefined ? {} : { provingKey: new Uint8Array(provingKey) },
  );
  told.delete(dir);
  tellMemory(dir, executor.memory);
  return executor;
}

function executorFor(task: WorkerTask): Promise<Executor> {
  let executor = executors.get(task.dir);
  if (executor === undefined) {
    executor = load(task);
    executors.set(task.dir, executor);
    // What failed once may succeed later, for example when the folder was mended.
    executor.catch(() => executors.delete(task.dir));
  }
  return executor;
}

/** Called by piscina for every task. */
export default async function work(task: WorkerTask): Promise<WorkerAnswer> {
  const { ticket, dir, job, secrets } = task;
  try {
    const executor = await executorFor(task);
    tell({ started: ticket });
    if (job === undefined || secrets === undefined) return { ready: true };
    const outcome = await executor.execute(parseJob(job), secrets);
    if (executors.has(dir)) tellMemory(dir, executor.memory);
    return { outcome };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
