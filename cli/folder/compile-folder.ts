/** Builds the folder of a compiled clause, whole or not at all, and says what came out. */
import { rm } from 'node:fs/promises';
import type { Compilation } from '@clauseproof/compiler/compile';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import { step } from '../shell/progress.js';
import { outColors, print } from '../shell/terminal.js';
import type { LoadedClause } from '../source/load-modules.js';
import { buildFolder } from './build.js';
import { replaceFolder, temporaryBeside } from './replace.js';

interface CompileFolderOptions {
  readonly out: string;
  readonly force: boolean;
  /** Print nothing. */
  readonly quiet: boolean;
  readonly signal: AbortSignal;
}

/** @throws as `buildFolder` and `replaceFolder` */
export async function compileFolder(
  loaded: LoadedClause,
  compilation: Compilation,
  options: CompileFolderOptions,
): Promise<CircuitManifest> {
  const { out, force, quiet, signal } = options;
  const temporary = await temporaryBeside(out);
  try {
    const manifest = await step('Compiling the circuit', () => buildFolder(temporary, loaded, compilation, signal));
    const { kept } = await replaceFolder(temporary, out, manifest, force);
    if (!quiet) print(summary(manifest, out, kept));
    return manifest;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function summary(manifest: CircuitManifest, out: string, kept: readonly string[]): string {
  const { groth16, kimchi } = manifest.targets;
  const fork = manifest.fork_of === undefined ? '' : `\n  fork of       ${manifest.fork_of}`;
  return `${outColors.green('ok')}  ${manifest.clause_id}@${manifest.clause_version}  ->  ${out}

  constraints   ${groth16.constraints} (Groth16 on BN254, ${groth16.toolchain})
  rows          ${kimchi.rows} (Kimchi on Pasta, ${kimchi.toolchain})${fork}
  clause hash   ${manifest.clause_hash}
  circuit hash  ${groth16.circuit_hash} (groth16)
                ${kimchi.circuit_hash} (kimchi)
${kept.length === 0 ? `\nNext: clauseproof setup ${out} --development` : `\nThe circuit is the same as before: kept ${kept.join(', ')}.`}`;
}
