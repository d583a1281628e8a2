/**
 * Fills an empty folder with everything that is made from a clause: sources, circuit, gadgets, program, and the manifest that names each by
 * hash. `compile` renames the result into place; `register` builds a second time and compares.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Compilation } from '@clauseproof/compiler/compile';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import { readText } from '../shell/files.js';
import type { LoadedClause } from '../source/load-modules.js';

/** Where the folder's parts lie; the same names stand in the manifest. */
export const SOURCE_FOLDER = 'source';

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
  const files = new Map<string, string>();
  for (const { name, text } of loaded.modules) files.set(`${SOURCE_FOLDER}/${name}`, text);
  files.set('circuit.circom', compilation.circom.text);
  for (const gadget of compilation.circom.gadgets) files.set(`gadgets/${gadget}`, await gadgetText(gadget));
  files.set('program.mjs', compilation.o1js.text);
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const [{ compileCircom }, { analyzeProgram }, { createManifest }] = await Promise.all([
    import('@clauseproof/prover/setup/circom'),
    import('@clauseproof/prover/setup/o1js'),
    import('@clauseproof/compiler/manifest'),
  ]);
  const [circom, o1js] = await Promise.all([compileCircom(folder), analyzeProgram(folder)]);
  signal.throwIfAborted();
  const manifest = createManifest(compilation, { circom, o1js });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

const locate = createRequire(import.meta.url);

/** The text of a gadget file of the circuits package, such as `less-than.circom`. */
function gadgetText(name: string): Promise<string> {
  return readText(locate.resolve(`@clauseproof/circuits/circom/${name}`));
}
