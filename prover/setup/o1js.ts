/** The o1js toolchain, driven from outside: analysis of a generated program and compilation of its keys, in a process of its own. */
import { createKimchiClient, type KimchiClient } from '../kimchi/client.js';
import type { CompiledKey, ProgramAnalysis } from '../kimchi/messages.js';

/** Lends a client of its own to `work` and ends its process afterwards, or as soon as `signal` is aborted. */
async function withClient<Result>(work: (client: KimchiClient) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  signal?.throwIfAborted();
  const client = createKimchiClient();
  const stop = (): void => void client.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work(client);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await client.close();
  }
}

/**
 * Counts the rows of `program.mjs` in `dir` and hashes its gates; needs no manifest.
 * @throws ProverError `kimchi.*`; the reason of `signal`
 */
export function analyzeProgram(dir: string, signal?: AbortSignal): Promise<ProgramAnalysis> {
  return withClient((client) => client.analyze(dir), signal);
}

/**
 * Compiles the keys of a compiled folder and writes `kimchi.json`; about 5 s natively, 30 s in WebAssembly.
 * @throws ProverError `folder.*`, `kimchi.changed-circuit` if the gates are not those of the manifest
 */
export function kimchiSetup(dir: string): Promise<CompiledKey> {
  return withClient((client) => client.setup(dir));
}
