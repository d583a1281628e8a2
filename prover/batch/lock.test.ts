/** Who holds the files of a batch: one run at a time, never for ever, and never unnoticed. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeLock } from './lock.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clauseproof-lock-'));
  path = join(dir, 'out.lock');
  return () => rm(dir, { recursive: true, force: true });
});
afterEach(() => void vi.useRealTimers());

const never = (): never => expect.unreachable('the lock was lost');
const left = async (holder: object, secondsAgo: number): Promise<void> => {
  await writeFile(path, JSON.stringify(holder));
  const then = new Date(Date.now() - secondsAgo * 1000);
  await utimes(path, then, then);
};
const outcome = (taking: Promise<unknown>): Promise<string> =>
  taking.then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );

test('it is refused while it is held, with the holder named, and free afterwards; nothing stays behind', async () => {
  const lock = await takeLock(path, never);
  await expect(takeLock(path, never)).rejects.toThrow(`process ${process.pid} on ${hostname()}`);
  await lock.release();
  await (await takeLock(path, never)).release();
  expect(await readdir(dir)).toEqual([]);
});

test('of many that find an abandoned lock at once, one gets it', async () => {
  await left({ pid: 1, host: 'elsewhere', token: 'x' }, 60);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(takeLock(path, never))));
  expect(outcomes.filter((each) => each === 'taken')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['taken', 'batch.in-use']));
});

test('a process of this machine that is gone holds nothing; one that lives, or of another machine, does for 15 seconds', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await left({ pid, host: hostname(), token: 'x' }, 0);
  await (await takeLock(path, never)).release();
  await left({ pid: process.pid, host: hostname(), token: 'x' }, 5);
  expect(await outcome(takeLock(path, never))).toBe('batch.in-use');
  await left({ pid: 1, host: 'elsewhere', token: 'x' }, 5);
  expect(await outcome(takeLock(path, never))).toBe('batch.in-use');
  expect((await readFile(path, 'utf8')).includes('elsewhere')).toBe(true);
  await left({ pid: process.pid, host: hostname(), token: 'x' }, 16);
  await (await takeLock(path, never)).release();
});

test('it is touched while it is held, and a holder whose lock was taken is told and leaves it alone', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const onLost = vi.fn();
  const lock = await takeLock(path, onLost);
  const old = new Date(0);
  await utimes(path, old, old);
  vi.advanceTimersByTime(2000);
  await vi.waitFor(async () => expect((await stat(path)).mtimeMs).toBeGreaterThan(0));
  expect(onLost).not.toHaveBeenCalled();
  await rm(path);
  await left({ pid: 1, host: 'elsewhere', token: 'x' }, 0);
  vi.advanceTimersByTime(2000);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'batch.lock-lost' })));
  await lock.release();
  expect(await readdir(dir)).toEqual(['out.lock']);
});
