/** Order, limits and bookkeeping of the queue. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Slots } from './slots.js';

test('higher priority first, first come first within one', async () => {
  const slots = new Slots(1, 10);
  const order: string[] = [];
  const first = await slots.take();
  const jobs = [
    ['a', 0],
    ['b', 5],
    ['c', 0],
    ['d', 5],
    ['e', -1],
  ] as const;
  const done = jobs.map(async ([name, priority]) => {
    const release = await slots.take(undefined, priority);
    order.push(name);
    release();
  });
  expect(slots.waiting).toBe(5);
  first();
  await Promise.all(done);
  expect(order).toEqual(['b', 'd', 'a', 'c', 'e']);
  expect(slots.running).toBe(0);
});

test('room is told when somebody who waits gives up', async () => {
  const slots = new Slots(1, 1);
  const release = await slots.take();
  const controller = new AbortController();
  const waiting = slots.take(controller.signal).catch((error: unknown) => error);
  await expect(slots.take()).rejects.toMatchObject({ code: 'pool.full' });
  let hasRoom = false;
  const room = slots.room().then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  expect(hasRoom).toBe(false);
  controller.abort('enough');
  expect(await waiting).toBe('enough');
  await room;
  release();
  await slots.idle();
});

test('whatever is taken, released and aborted in whatever order: never more than the size runs, and nobody is forgotten', async () => {
  const step = fc.record({ priority: fc.integer({ min: -2, max: 2 }), aborts: fc.boolean(), hold: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 20 }), async (size, steps) => {
      const slots = new Slots(size, steps.length);
      let running = 0;
      const outcomes = steps.map(async ({ priority, aborts, hold }) => {
        const controller = new AbortController();
        const taking = slots.take(controller.signal, priority);
        if (aborts) controller.abort('stopped');
        try {
          const release = await taking;
          running += 1;
          expect(running).toBeLessThanOrEqual(size);
          for (let turn = 0; turn < hold; turn++) await Promise.resolve();
          running -= 1;
          release();
          release();
          return 'ran';
        } catch (error) {
          return error;
        }
      });
      const all = await Promise.all(outcomes);
      expect(all.every((outcome) => outcome === 'ran' || outcome === 'stopped')).toBe(true);
      expect(slots.running).toBe(0);
      expect(slots.waiting).toBe(0);
    }),
  );
});
