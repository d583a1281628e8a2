/**
 * A ready prover for one folder and one proof system in this thread: everything loaded and checked once, then job after job.
 */
import type { ProofSystem } from '@clauseproof/protocol/field';
import { ProverError } from './errors.js';
import { execute } from './execute.js';
import { openFolder } from './folder.js';
import { groth16Backend } from './groth16/backend.js';
import { createWasmEngine } from './groth16/wasm-engine.js';
import type { ProofJob } from './job.js';
import { createKimchiClient } from './kimchi/client.js';
import type { Outcome } from './outcome.js';
import type { ExecutionSecrets } from './secrets.js';
import { WitnessCalculator } from './witness/calculator.js';

export interface Executor {
  /** See `execute`. One job at a time. */
  execute(job: ProofJob, secrets: ExecutionSecrets): Promise<Outcome>;
  close(): Promise<void>;
}

async function groth16Executor(dir: string): Promise<Executor> {
  const folder = await openFolder(dir);
  const setup = await folder.setup();
  const engine = await createWasmEngine(await folder.provingKey());
  if (Buffer.compare(engine.verificationKey, Buffer.from(setup.vk.slice(2), 'hex')) !== 0) {
    throw new ProverError(
      'folder.stale-setup',
      'proving_key.zkey holds another verification key than setup.json',
      `Run: clauseproof setup ${dir} --development`,
    );
  }
  const calculator = await WitnessCalculator.create(await folder.read('circuit.wasm'));
  const backend = groth16Backend(folder, calculator, engine, setup.vk_hash);
  return { execute: (job, secrets) => execute(folder.manifest, calculator, backend, job, secrets), close: () => engine.close() };
}

async function kimchiExecutor(dir: string): Promise<Executor> {
  const client = createKimchiClient();
  try {
    await client.open(dir);
  } catch (error) {
    await client.close();
    throw error;
  }
  return { execute: (job, secrets) => client.execute(job, secrets), close: () => client.close() };
}

/** Loads a compiled folder for proving. @throws ProverError `folder.*`, `zkey.malformed`, `kimchi.*` */
export function createExecutor(dir: string, proofSystem: ProofSystem): Promise<Executor> {
  return proofSystem === 'groth16' ? groth16Executor(dir) : kimchiExecutor(dir);
}
