/**
 * Puts a finished folder into the place of an old one, or in a free place. Keys that were set up for the same circuit are carried over; keys for another
 * circuit are never thrown away unasked.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import { CliError } from '../shell/failure.js';

/** What `setup` adds to a compiled folder, by the target whose circuit it belongs to. */
const SETUP_FILES = { groth16: ['setup.json', 'proving_key.zkey', 'transcript.json'], kimchi: ['kimchi.json'] } as const;

/** A new empty folder beside `dir`, on the same file system, so that a rename is atomic. */
export async function temporaryBeside(dir: string): Promise<string> {
  const target = resolve(dir);
  const folder = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * @throws CliError `folder.not-ours` when `dir` is something that `compile` did not write
 */
export async function assertReplaceable(dir: string): Promise<void> {
  const entries = await entriesOf(dir);
  if (entries.length > 0 && !entries.includes('manifest.json')) {
    throw new CliError('folder.not-ours', 'this folder holds other things than a compiled clause', {
      where: dir,
      help: 'name a new or an empty folder',
    });
  }
}

/** Moves `built` to `dir`. @throws CliError `folder.has-keys` when keys of another circuit would be lost and `force` is not given. */
export async function replaceFolder(
  built: string,
  dir: string,
  manifest: CircuitManifest,
  force: boolean,
): Promise<{ readonly kept: readonly string[] }> {
  const entries = await entriesOf(dir);
  const earlier = entries.includes('manifest.json') ? await earlierHashes(dir) : undefined;
  const kept: string[] = [];
  for (const target of ['groth16', 'kimchi'] as const) {
    const present = SETUP_FILES[target].filter((name) => entries.includes(name));
    if (present.length === 0) continue;
    if (earlier?.[target] === manifest.targets[target].circuit_hash) {
      for (const name of present) await copyFile(join(dir, name), join(built, name));
      kept.push(...present);
    } else if (!force) {
      throw new CliError('folder.has-keys', `the folder holds keys of another circuit (${present.join(', ')}), which would be lost`, {
        where: dir,
        help: 'compile into a new folder, or give --force to throw the keys away',
      });
    }
  }
  if (entries.length === 0) {
    await rm(dir, { recursive: true, force: true });
    await rename(built, dir);
    return { kept };
  }
  const aside = `${built}.old`;
  await rename(dir, aside);
  await rename(built, dir);
  await rm(aside, { recursive: true, force: true });
  return { kept };
}

async function entriesOf(dir: string): Promise<readonly string[]> {
  try {
    if (!(await stat(dir)).isDirectory()) throw new CliError('file.not-a-folder', 'this is a file, and a folder is needed', { where: dir });
    return await readdir(dir);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The circuit hashes of the folder as it is; none when its manifest cannot be read, and then its keys count as another circuit's. */
async function earlierHashes(dir: string): Promise<{ readonly groth16?: string; readonly kimchi?: string }> {
  try {
    const { targets } = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as CircuitManifest;
    return { groth16: targets.groth16.circuit_hash, kimchi: targets.kimchi.circuit_hash };
  } catch {
    return {};
  }
}
