/** One prover of a contestant in a thread of its own: makes proofs when it is told to. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Witness } from '@clauseproof/prover/witness';
import { kernelOf, type LoadedEngine, loadEngine } from './engines.js';
import type { Material, Tables, Work } from './messages.js';
import { createWitnessMaker, type WitnessMaker } from './witness-maker.js';

export type ThreadRequest =
  | { readonly load: true }
  | { readonly tables: true }
  | { readonly once: { readonly allCores: boolean } }
  | { readonly window: { readonly work: Work; readonly seconds: number } };
export type ThreadReply =
  | { readonly loadMs: number }
  | { readonly tables: Tables }
  | { readonly ms: number }
  | { readonly proofs: number; readonly seconds: number }
  | { readonly failed: string };

const { material } = workerData as { readonly material: Material };
const witnesses = material.witnesses.map((path) => new Uint8Array(readFileSync(path)));
let loaded: LoadedEngine | undefined;
let everywhere: LoadedEngine | undefined;
let maker: WitnessMaker | undefined;
const warm = new Set<string>();
let turn = 0;

async function proveOnce({ engine }: LoadedEngine, work: Work): Promise<void> {
  turn = (turn + 1) % witnesses.length;
  let witness: Uint8Array | undefined = witnesses[turn];
  if (work.witness) {
    maker ??= await createWitnessMaker(material, kernelOf(material.contestant));
    witness = maker.make(material.inputs[turn] ?? {});
  }
  if (witness === undefined) throw new Error('no witness');
  const proof = await engine.prove(witness);
  if (work.check && !(await engine.verify(new Witness(witness).publicSignals(material.publicSignals), proof)))
    throw new Error('a proof does not verify');
}

async function handle(request: ThreadRequest): Promise<ThreadReply> {
  if ('load' in request) {
    const started = performance.now();
    loaded = await loadEngine(material.contestant, readFileSync(material.zkey), false);
    return { loadMs: performance.now() - started };
  }
  if (loaded === undefined) throw new Error('nothing is loaded');
  if ('tables' in request) return { tables: loaded.tables() };
  if ('once' in request) {
    if (request.once.allCores) everywhere ??= await loadEngine(material.contestant, readFileSync(material.zkey), true);
    const chosen = everywhere !== undefined && request.once.allCores ? everywhere : loaded;
    const started = performance.now();
    await proveOnce(chosen, { witness: false, check: false });
    return { ms: performance.now() - started };
  }
  const { work, seconds } = request.window;
  // What is made at the first proof of a kind (a calculator, the curve of a check) is no part of the rate.
  const kind = JSON.stringify(work);
  if (!warm.has(kind)) await proveOnce(loaded, work);
  warm.add(kind);
  const started = performance.now();
  let proofs = 0;
  while (proofs === 0 || performance.now() - started < seconds * 1000) {
    await proveOnce(loaded, work);
    proofs += 1;
  }
  return { proofs, seconds: (performance.now() - started) / 1000 };
}

parentPort?.on('message', (request: ThreadRequest) => {
  handle(request).then(
    (reply) => parentPort?.postMessage(reply),
    (error: unknown) => parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies ThreadReply),
  );
});
