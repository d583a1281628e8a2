/** The o1js toolchain, driven from outside: analysis of a generated program and compilation of its keys, in a process of its own. */
import { createKimchiClient } from '../kimchi/client.js';
import type { CompiledKey, ProgramAnalysis } from '../kimchi/messages.js';

/**
 * Counts the rows of `program.mjs` in `dir` and hashes its gates; needs no manifest.
 * @throws ProverError `kimchi.*`
 */
export async function analyzeProgram(dir: string): Promise<ProgramAnalysis> {
  const client = createKimchiClient();
  try {
    return await client.analyze(dir);
  } finally {
    await client.close();
  }
}

/**
 * Compiles the keys of a compiled folder and writes `kimchi.json`; about 5 s natively, 30 s in WebAssembly.
 * @throws ProverError `folder.*`, `kimchi.changed-circuit` if the gates are not those of the manifest
 */
export async function kimchiSetup(dir: string): Promise<CompiledKey> {
  const client = createKimchiClient();
  try {
    return await client.setup(dir);
  } finally {
    await client.close();
  }
}
