/**
 * A process that ends in the middle of native work, for teardown.test.ts: `node native-teardown.js MODE KERNEL ZKEY WITNESS [MS]`.
 *
 * `terminate`: a worker thread is ended between the end of its proofs and their delivery: it keeps its event loop busy while the proofs
 * end, so that libuv delivers them to a thread that may run no JavaScript any more. `load`, `prove`: `process.exit` after MS in the
 * middle of loading keys or proving. `worker-load`: a worker is ended while it makes tables.
 */
import { once } from 'node:events';
import { readFileSync, stat } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { chooseEngine, loadKernel } from '../native/load.js';

const [mode = '', kernel = '', zkeyPath = '', witnessPath = '', milliseconds = '0'] = process.argv.slice(2);
const BUDGET = 1 << 24;
const native = loadKernel(chooseEngine(kernel));
if (native === undefined) throw new Error('no native engine');
const zkey = readFileSync(zkeyPath);
const witness = readFileSync(witnessPath);

async function endWorker(): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  await once(worker, 'message');
  worker.postMessage('go');
  await after(Number(milliseconds));
  await worker.terminate();
}

async function loadForEver(): Promise<never> {
  for (let turn = 0; ; turn++) await Promise.all([0, 1].map(() => native?.loadKey(`key ${turn}`, zkey, BUDGET, 2)));
}

if (!isMainThread) {
  const key = mode === 'terminate' ? await native.loadKey('key', zkey, BUDGET, 1) : undefined;
  parentPort?.once('message', () => {
    if (key === undefined) return void loadForEver();
    // The loop of this thread stands still in this callback, which libuv calls before the engine's.
    stat('.', () => {
      for (let proof = 0; proof < 4; proof++) void native.prove(key, witness, undefined, undefined, 1);
      for (;;);
    });
  });
  parentPort?.postMessage('ready');
} else if (mode === 'terminate' || mode === 'worker-load') {
  await endWorker();
} else {
  after(Number(milliseconds)).then(() => process.exit(0));
  if (mode === 'load') await loadForEver();
  const key = await native.loadKey('key', zkey, BUDGET, 1);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) await native.prove(key, witness, undefined, undefined, 1);
    }),
  );
}
