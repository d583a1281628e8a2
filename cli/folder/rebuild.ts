/**
 * Builds a compiled folder again from its own sources: what is registered is what the source says, not what lies in the folder.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import type { CircuitFolder } from '@clauseproof/prover/folder';
import { CliError } from '../shell/failure.js';
import { compileFile } from '../source/compile-clause.js';
import { buildFolder, SOURCE_FOLDER } from './build.js';

/** The manifest that the sources give today. @throws CliError `folder.not-reproducible` when they do not compile */
export async function rebuildFolder({ dir, manifest }: CircuitFolder, signal: AbortSignal): Promise<CircuitManifest> {
  const [entry, another] = Object.keys(manifest.sources).filter((name) => name.endsWith('.clause.ts'));
  const refuse = (why: string) => new CliError('folder.not-reproducible', why, { where: dir, help: 'compile the clause again' });
  if (entry === undefined || another !== undefined) throw refuse('the folder does not hold exactly one NAME.clause.ts');
  const { loaded, compilation } = await compileFile(join(dir, SOURCE_FOLDER, entry));
  if (compilation === undefined) throw refuse('the sources in the folder do not compile');
  const scratch = await mkdtemp(join(tmpdir(), 'clauseproof-rebuild-'));
  try {
    return await buildFolder(scratch, loaded, compilation, signal);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
