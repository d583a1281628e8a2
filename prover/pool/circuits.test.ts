/** Which circuit goes when memory is short. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { developmentSetup } from '../setup/development.js';
import type { TinyCircuit } from '../testing/tiny-circuit.js';
import { makeTinyFolder } from '../testing/tiny-folder.js';
import { Circuits } from './circuits.js';

let folders: TinyCircuit[];
beforeAll(async () => {
  folders = [await makeTinyFolder(2), await makeTinyFolder(3), await makeTinyFolder(4)];
  for (const { dir } of folders) await developmentSetup(dir);
}, 60_000);
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

const dirs = () => folders.map(({ dir }) => dir) as [string, string, string];

test('the least recently used circuit that no job needs goes first', async () => {
  const gone: string[] = [];
  const circuits = new Circuits('groth16', 10_000_000, (dir) => gone.push(dir));
  const [a, b, c] = dirs();
  const use = async (dir: string): Promise<void> => (await circuits.acquire(dir)).release();
  const memory = { shared: 4_000_000, own: 0 };
  await use(a);
  circuits.report(a, 1, memory);
  await use(b);
  circuits.report(b, 1, memory);
  await use(a);
  const held = await circuits.acquire(c);
  circuits.report(c, 1, memory);
  expect(gone).toEqual([b]);
  circuits.report(c, 2, { shared: 4_000_000, own: 9_000_000 });
  expect(gone).toEqual([b, a]);
  expect(circuits.list().map(({ dir }) => dir)).toEqual([c]);
  held.release();
  expect(circuits.list()).toHaveLength(1);
});

test('a circuit in use stays, and one key in memory serves everybody', async () => {
  const gone: string[] = [];
  const circuits = new Circuits('groth16', 1, (dir) => gone.push(dir));
  const [a, b] = dirs();
  const [first, second] = await Promise.all([circuits.acquire(a), circuits.acquire(a)]);
  expect(first.provingKey).toBe(second.provingKey);
  (await circuits.acquire(b)).release();
  expect(gone).toEqual([]);
  first.release();
  first.release();
  expect(gone).toEqual([]);
  second.release();
  expect(gone).toEqual([a]);
});

test('memory of a worker that is gone no longer counts', async () => {
  const circuits = new Circuits('groth16', 1e9, () => undefined);
  const [a] = dirs();
  const { release, provingKey } = await circuits.acquire(a);
  circuits.report(a, 1, { shared: 5, own: 7 });
  circuits.report(a, 2, { shared: 5, own: 7 });
  const bytes = () => circuits.list()[0]?.bytes;
  expect(bytes()).toBe((provingKey?.byteLength ?? 0) + 19);
  circuits.forgetWorker(2);
  expect(bytes()).toBe((provingKey?.byteLength ?? 0) + 12);
  release();
});
