/**
 * `npm run bench -- --suite proving --profile`: the stages of the native engine's proofs, for each kernel. One thread's processor time
 * says what a proof costs; elapsed time on all cores says what it waits for.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { chooseEngine, loadKernel, type NativeModule } from '@clauseproof/prover/groth16/kernel';
import { createNativeEngine, type NativeEngine } from '@clauseproof/prover/groth16/native';
import { prepareSubject } from './subjects.js';

const PROOFS = { quick: 8, full: 40 };
/** Tables are made during the first proofs. */
const WARM_UP = 4;

type Column = 'processor' | 'elapsed';

/** Mean milliseconds of a proof by stage, and of the whole proof under `whole proof`. */
async function stagesOf(module: NativeModule, engine: NativeEngine, witnesses: readonly Uint8Array[], proofs: number, column: Column) {
  const prove = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await engine.prove(witnesses[turn % witnesses.length] as Uint8Array);
  };
  await prove(WARM_UP);
  module.stageTimes(1);
  const processor = process.cpuUsage();
  const begin = performance.now();
  await prove(proofs);
  const elapsed = performance.now() - begin;
  const { user, system } = process.cpuUsage(processor);
  const stages = Object.entries(module.stageTimes(0)).map(([stage, times]) => [stage, times[column] / proofs] as const);
  return [...stages, ['whole proof', (column === 'elapsed' ? elapsed : (user + system) / 1000) / proofs] as const];
}

/** @returns a table of milliseconds: a row a stage, two columns a kernel */
export async function runProfile(circuit: string, quick: boolean, say: (text: string) => void): Promise<string> {
  const subject = await prepareSubject(circuit, (what) => say(`${circuit}: ${what}`));
  const witnesses = subject.witnesses.map((path) => new Uint8Array(readFileSync(path)));
  const zkey = readFileSync(subject.zkey);
  const cores = availableParallelism();
  const columns: { title: string; stages: readonly (readonly [string, number])[] }[] = [];
  for (const kernel of chooseEngine('').available) {
    const module = loadKernel(chooseEngine(kernel));
    if (module === undefined) continue;
    for (const [threads, column] of [
      [1, 'processor'],
      [cores, 'elapsed'],
    ] as const) {
      say(`${circuit}: ${kernel}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`);
      const engine = await createNativeEngine(zkey, { kernel, threads, loadThreads: cores });
      const stages = await stagesOf(module, engine, witnesses, quick ? PROOFS.quick : PROOFS.full, column);
      await engine.close();
      columns.push({ title: `${kernel}, ${threads === 1 ? 'one thread' : `${threads} threads`}, ${column}`, stages });
    }
  }
  const rows = (columns[0]?.stages ?? []).map(([stage], row) =>
    [stage.padEnd(20), ...columns.map(({ title, stages }) => (stages[row]?.[1] ?? Number.NaN).toFixed(3).padStart(title.length))].join(
      '  ',
    ),
  );
  return [`${circuit}: milliseconds a proof`, [''.padEnd(20), ...columns.map(({ title }) => title)].join('  '), ...rows, ''].join('\n');
}
