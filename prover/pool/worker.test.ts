/**
 * A pool's worker by itself: jobs and words to unload come to it by two ways, so they may arrive in any order. The executor is a stand-in
 * that takes its time and does not work once it is closed.
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';

const CHANNEL = 'clauseproof-worker-test';

const executors = vi.hoisted(() => [] as { closed: boolean }[]);
vi.mock('node:worker_threads', async (original) => ({
  ...(await original<typeof import('node:worker_threads')>()),
  workerData: { proofSystem: 'groth16', unloadChannel: 'clauseproof-worker-test' },
}));
vi.mock('../job.js', () => ({ parseJob: (text: string) => text }));
vi.mock('../executor.js', () => ({
  createExecutor: async () => {
    const state = { closed: false };
    executors.push(state);
    const use = <T>(value: T): T => {
      if (state.closed) throw new Error('used after it was closed');
      return value;
    };
    return {
      get memory() {
        return use({ shared: 1, own: 1 });
      },
      execute: async () => {
        await setTimeout(50);
        return use({ status: 'proved' });
      },
      close: async () => {
        state.closed = true;
      },
    };
  },
}));

const { default: work } = await import('./worker.js');
const run = () => work({ ticket: 1, dir: '/circuit', provingKey: undefined, job: '{}', secrets: {} as never });

test('a circuit that is unloaded in the middle of a job is closed after it; the next job loads it again', async () => {
  const channel = new BroadcastChannel(CHANNEL);
  const witness = new BroadcastChannel(CHANNEL);
  const unload = async () => {
    const arrived = once(witness as unknown as EventTarget, 'message');
    channel.postMessage('/circuit');
    await arrived;
  };
  try {
    const first = run();
    await setTimeout(10);
    await unload();
    expect(executors).toEqual([{ closed: false }]);
    const second = run();
    expect(await first).toEqual({ outcome: { status: 'proved' } });
    expect(executors).toEqual([{ closed: true }, { closed: false }]);
    expect(await second).toEqual({ outcome: { status: 'proved' } });
    expect(executors).toEqual([{ closed: true }, { closed: false }]);
    await unload();
    await vi.waitFor(() => expect(executors).toEqual([{ closed: true }, { closed: true }]));
  } finally {
    channel.close();
    witness.close();
  }
});
