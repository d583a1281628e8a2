/**
 * A contestant: a process of its own, so that its memory and its cold start are its own. It does nothing until it is asked, so that
 * others can take their turn.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { writeWitnessFile } from '@clauseproof/prover/groth16/witness-file';
import { groth16, type MemoryFile, type VerificationKey, wtns, zKey } from 'snarkjs';
import type { Material, Reply, Request, Tables, Work } from './messages.js';
import type { ThreadReply, ThreadRequest } from './thread.js';

let material: Material | undefined;
const threads: Worker[] = [];

function ask(thread: Worker | undefined, request: ThreadRequest): Promise<ThreadReply> {
  if (thread === undefined) return Promise.reject(new Error('nothing is loaded'));
  return new Promise((resolve, reject) => {
    thread.once('message', (reply: ThreadReply) => {
      if ('failed' in reply) reject(new Error(reply.failed));
      else resolve(reply);
    });
    thread.postMessage(request);
  });
}

/** snarkjs with threads of its own proves in this process, one proof after the other. */
let turn = 0;
const warm = new Set<string>();
async function snarkjsProof({ zkey, witnesses, inputs, wasm }: Material, work: Work): Promise<void> {
  turn = (turn + 1) % witnesses.length;
  const witness: MemoryFile = { type: 'mem' };
  if (work.witness) await wtns.calculate(inputs[turn] ?? {}, wasm, witness);
  else witness.data = writeWitnessFile(readFileSync(witnesses[turn] ?? ''));
  const { proof, publicSignals } = await groth16.prove(zkey, witness);
  if (work.check && !(await groth16.verify(await snarkjsKey(zkey), publicSignals, proof))) throw new Error('a proof does not verify');
}
let key: VerificationKey | undefined;
async function snarkjsKey(zkey: string): Promise<VerificationKey> {
  key ??= await zKey.exportVerificationKey(zkey);
  return key;
}

async function load(request: Extract<Request, { kind: 'load' }>): Promise<Reply> {
  material = request.material;
  if (material.contestant === 'snarkjs-threads') return { loadMs: 0 };
  for (let index = 0; index < request.threads; index++)
    threads.push(new Worker(new URL('thread.js', import.meta.url), { workerData: { material, mod: 'data:text/javascript,' } }));
  // One after the other: where the engine shares its key, the first one builds it.
  const first = await ask(threads[0], { load: true });
  await Promise.all(threads.slice(1).map((thread) => ask(thread, { load: true })));
  return { loadMs: 'loadMs' in first ? first.loadMs : Number.NaN };
}

async function window(work: Work, seconds: number): Promise<Reply> {
  if (material?.contestant === 'snarkjs-threads') {
    const kind = JSON.stringify(work);
    if (!warm.has(kind)) await snarkjsProof(material, work);
    warm.add(kind);
    const started = performance.now();
    let proofs = 0;
    while (proofs === 0 || performance.now() - started < seconds * 1000) {
      await snarkjsProof(material, work);
      proofs += 1;
    }
    return { proofsPerSecond: (proofs * 1000) / (performance.now() - started) };
  }
  const replies = await Promise.all(threads.map((thread) => ask(thread, { window: { work, seconds } })));
  return { proofsPerSecond: replies.reduce((sum, reply) => sum + ('proofs' in reply ? reply.proofs / reply.seconds : 0), 0) };
}

async function once(allCores: boolean): Promise<Reply> {
  if (material?.contestant !== 'snarkjs-threads') {
    const reply = await ask(threads[0], { once: { allCores } });
    return { ms: 'ms' in reply ? reply.ms : Number.NaN };
  }
  const started = performance.now();
  await snarkjsProof(material, { witness: false, check: false });
  return { ms: performance.now() - started };
}

async function tables(): Promise<Tables> {
  if (material?.contestant === 'snarkjs-threads') return {};
  const reply = await ask(threads[0], { tables: true });
  return 'tables' in reply ? reply.tables : {};
}

/** Largest resident memory so far: Linux knows it, elsewhere what is resident now stands for it. */
function peakBytes(): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}

async function handle(request: Request): Promise<Reply> {
  switch (request.kind) {
    case 'load':
      return await load(request);
    case 'once':
      return await once(request.allCores);
    case 'window':
      return await window(request.work, request.seconds);
    case 'memory':
      return { peakBytes: peakBytes(), tables: await tables() };
  }
}

process.on('disconnect', () => process.exit());
process.on('message', (request: Request) => {
  handle(request).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) } satisfies Reply),
  );
});
