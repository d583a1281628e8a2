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

/** A circuit as this worker holds it; `jobs` use it now. */
interface Held {
  readonly executor: Promise<Executor>;
  jobs: number;
}

const held = new Map<string, Held>();
const settings = workerData as WorkerSettings;

const channel = new BroadcastChannel(settings.unloadChannel);
channel.onmessage = (event) => {
  const dir = (event as { data: string }).data;
  const leaving = held.get(dir);
  held.delete(dir);
  told.delete(dir);
  if (leaving?.jobs === 0) close(leaving);
};
channel.unref();

function close({ executor }: Held): void {
  executor.then((each) => each.close()).catch(() => undefined);
}

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

function holdFor(task: WorkerTask): Held {
  let circuit = held.get(task.dir);
  if (circuit === undefined) {
    const fresh = { executor: load(task), jobs: 0 };
    held.set(task.dir, fresh);
    // What failed once may succeed later, for example when the folder was mended.
    fresh.executor.catch(() => held.get(task.dir) === fresh && held.delete(task.dir));
    circuit = fresh;
  }
  return circuit;
}

/** Called by piscina for every task. */
export default async function work(task: WorkerTask): Promise<WorkerAnswer> {
  const { ticket, dir, job, secrets } = task;
  const circuit = holdFor(task);
  circuit.jobs += 1;
  try {
    const executor = await circuit.executor;
    tell({ started: ticket });
    if (job === undefined || secrets === undefined) return { ready: true };
    const outcome = await executor.execute(parseJob(job), secrets);
    if (held.get(dir) === circuit) tellMemory(dir, executor.memory);
    return { outcome };
  } catch (error) {
    return { failure: failureOf(error) };
  } finally {
    circuit.jobs -= 1;
    // Trap: the word to unload comes by another way than jobs do, and may overtake or be overtaken by one that needs the circuit.
    if (circuit.jobs === 0 && held.get(dir) !== circuit) close(circuit);
  }
}
