/**
 * One run at a time writes the files of a batch: two would prove the same jobs twice, and a resumption that drops error records would
 * take away what the other one writes meanwhile.
 *
 * A lock file names its holder, who touches it every two seconds. It is free when its process is gone from this machine, or when it was
 * not touched for a while, which holds on other machines and in containers too. Whoever was only asleep notices the loss at its next touch.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { ProverError } from '../errors.js';

const TOUCH_MS = 2000;
const ABANDONED_MS = 15_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

export interface Lock {
  /** Gives the lock back, unless somebody else has it by now. */
  release(): Promise<void>;
}

/**
 * @param onLost called at most once, when another run has taken the lock
 * @throws ProverError `batch.in-use` while another run holds it
 */
export async function takeLock(path: string, onLost: (error: ProverError) => void): Promise<Lock> {
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  const text = JSON.stringify(holder);
  let handle: FileHandle | undefined;
  while (handle === undefined) {
    handle = await create(path);
    if (handle === undefined) await removeAbandoned(path, holder.token);
  }
  // Writing through the handle cannot hit the lock of another run, and takes the clock of the file system.
  const touch = async (): Promise<void> => {
    await handle.write(text, 0);
    if ((await holderOf(path))?.token !== holder.token) throw new Error('another holder');
  };
  await touch();
  const timer = setInterval(() => {
    touch().catch(() => {
      clearInterval(timer);
      onLost(
        new ProverError(
          'batch.lock-lost',
          `${path} was taken by another run or removed`,
          'See that one run at a time writes these files, and continue with --resume.',
        ),
      );
    });
  }, TOUCH_MS);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      await handle.close();
      if ((await holderOf(path))?.token === holder.token) await rm(path, { force: true });
    },
  };
}

/** The new file, or undefined where there is one. */
async function create(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Removes a lock whose holder is gone. @throws ProverError `batch.in-use` if he is not */
async function removeAbandoned(path: string, token: string): Promise<void> {
  const held = await holderOf(path);
  const aside = `${path}.${token}`;
  try {
    if (!isGone(held) && (await millisecondsUntouched(path, aside)) < ABANDONED_MS) throw inUse(path, held);
    await rename(path, aside);
    // Between the look and the rename another run may have put its own there.
    if ((await holderOf(aside))?.token === held?.token) return;
    await rename(aside, path);
    throw inUse(path, await holderOf(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** By the clock of the file system, which may not be the one of this machine. */
async function millisecondsUntouched(path: string, probe: string): Promise<number> {
  await writeFile(probe, '');
  const [held, now] = await Promise.all([stat(path), stat(probe)]);
  return now.mtimeMs - held.mtimeMs;
}

/** Whether the holder ran on this machine and runs no more. */
function isGone(held: Holder | undefined): boolean {
  if (held?.host !== hostname() || !Number.isSafeInteger(held.pid)) return false;
  try {
    process.kill(held.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function inUse(path: string, held: Holder | undefined): ProverError {
  const who = held === undefined ? '' : ` (process ${held.pid} on ${held.host})`;
  return new ProverError(
    'batch.in-use',
    `another run is writing these files${who}`,
    `Wait for it to end. If it was killed on another machine, ${path} runs out ${ABANDONED_MS / 1000} seconds later.`,
  );
}
