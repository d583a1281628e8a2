/**
 * Fills an empty folder with everything that is made from a clause: sources, circuit, gadgets, program, and the manifest that names each by
 * hash. `compile` renames the result into place; `register` builds a second time and compares.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Compilation } from '@clauseproof/compiler/compile';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import { packageVersion } from '../shell/version.js';
import type { LoadedClause } from '../source/load-modules.js';

/** Where sources lie in the folder. */
export const SOURCE_FOLDER = 'source';

const locate = createRequire(import.meta.url);
const sha256 = (content: Uint8Array | string): string => `0x${createHash('sha256').update(content).digest('hex')}`;

/**
 * @param folder exists and is empty
 * @throws ProverError when a toolchain refuses what the compiler wrote
 */
export async function buildFolder(
  folder: string,
  loaded: LoadedClause,
  compilation: Compilation,
  signal: AbortSignal,
): Promise<CircuitManifest> {
  const { circom, o1js } = compilation;
  const sources = Object.fromEntries(loaded.modules.map(({ name, text }) => [name, sha256(text)]));
  for (const { name, text } of loaded.modules) await writeInto(folder, `${SOURCE_FOLDER}/${name}`, text);
  const circuitFiles: Record<string, string> = { 'circuit.circom': await writeInto(folder, 'circuit.circom', circom.text) };
  for (const gadget of circom.gadgets) {
    const text = await readFile(locate.resolve(`@clauseproof/circuits/circom/${gadget}`));
    circuitFiles[`gadgets/${gadget}`] = await writeInto(folder, `gadgets/${gadget}`, text);
  }
  const programFiles = { 'program.mjs': await writeInto(folder, 'program.mjs', o1js.text) };

  const [{ compileCircom }, { analyzeProgram }, { assembleManifest }] = await Promise.all([
    import('@clauseproof/prover/setup/circom'),
    import('@clauseproof/prover/setup/o1js'),
    import('@clauseproof/compiler/manifest'),
  ]);
  // Two child processes: circom and o1js do not wait for each other.
  const [groth16, kimchi] = await Promise.all([compileCircom(folder, signal), analyzeProgram(folder, signal)]);
  signal.throwIfAborted();
  const manifest = assembleManifest({
    compilation,
    compiler: `clauseproof@${packageVersion()}`,
    sources,
    groth16: { ...groth16, files: { ...circuitFiles, ...groth16.files } },
    kimchi: { ...kimchi, files: programFiles },
  });
  await writeInto(folder, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Writes a file below the folder and gives its SHA-256. */
async function writeInto(folder: string, name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return sha256(content);
}
