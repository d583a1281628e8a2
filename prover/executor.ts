/**
 * A ready prover for one folder and one proof system in this thread: everything loaded and checked once, then job after job.
 */
import type { ProofSystem } from '@clauseproof/protocol/field';
import { ProverError } from './errors.js';
import { execute } from './execute.js';
import { openFolder } from './folder.js';
import { groth16Backend } from './groth16/backend.js';
import type { EngineMemory } from './groth16/engine.js';
import type { ProofJob } from './job.js';
import { createKimchiClient } from './kimchi/client.js';
import { createBestEngine } from './native/best-engine.js';
import type { Outcome } from './outcome.js';
import type { ExecutionSecrets } from './secrets.js';
import { createCalculator } from './witness/best-calculator.js';

export interface ExecutorOptions {
  /** Bytes of the proving key that were checked already, for example in memory that several threads share. */
  readonly provingKey?: Uint8Array;
}

export interface Executor {
  /** What computes witnesses, and why. */
  readonly witness: { readonly engine: 'native' | 'wasm'; readonly reason: string };
  /** Keys and tables that this prover holds now: some tables are made during the first proofs. */
  readonly memory: EngineMemory;
  /** See `execute`. One job at a time. */
  execute(job: ProofJob, secrets: ExecutionSecrets): Promise<Outcome>;
  close(): Promise<void>;
}

async function groth16Executor(dir: string, { provingKey }: ExecutorOptions): Promise<Executor> {
  const folder = await openFolder(dir);
  const setup = await folder.setup();
  const engine = await createBestEngine(provingKey ?? (await folder.provingKey()));
  if (Buffer.compare(engine.verificationKey, Buffer.from(setup.vk.slice(2), 'hex')) !== 0) {
    throw new ProverError(
      'folder.stale-setup',
      'proving_key.zkey holds another verification key than setup.json',
      `Run: clauseproof setup ${dir} --development`,
    );
  }
  const { calculator, ...witness } = await createCalculator(folder);
  const backend = groth16Backend(folder, calculator, engine, setup.vk_hash);
  return {
    witness,
    get memory() {
      return engine.memory();
    },
    execute: (job, secrets) => execute(folder.manifest, calculator, backend, job, secrets),
    close: () => engine.close(),
  };
}

/** What to reckon with for an o1js process, which does not tell: `kimchi.process-died` asks people for as much. */
const KIMCHI_BYTES = 2_000_000_000;

async function kimchiExecutor(dir: string): Promise<Executor> {
  const client = createKimchiClient();
  try {
    await client.open(dir);
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    witness: { engine: 'wasm', reason: 'A Kimchi proof takes so long that its witness does not matter.' },
    memory: { shared: 0, own: KIMCHI_BYTES },
    execute: (job, secrets) => client.execute(job, secrets),
    close: () => client.close(),
  };
}

/** Loads a compiled folder for proving. @throws ProverError `folder.*`, `zkey.malformed`, `kimchi.*` */
export function createExecutor(dir: string, proofSystem: ProofSystem, options: ExecutorOptions = {}): Promise<Executor> {
  return proofSystem === 'groth16' ? groth16Executor(dir, options) : kimchiExecutor(dir);
}
