/** Times of one circuit by one engine: warm, one prover at a time, the least of several runs, which is what the machine needs when it is left alone. */
import { readFileSync } from 'node:fs';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { createExecutor } from '@clauseproof/prover/executor';
import { openFolder } from '@clauseproof/prover/folder';
import { parseJob } from '@clauseproof/prover/job';
import { drawSecrets } from '@clauseproof/prover/secrets';
import { readR1cs } from '@clauseproof/prover/setup/r1cs';
import { kernelOf, loadEngine } from '../proving/engines.js';
import type { BenchmarkName } from '../proving/inputs.js';
import type { ContestantName } from '../proving/messages.js';
import { prepareSubject } from '../proving/subjects.js';
import { createWitnessMaker } from '../proving/witness-maker.js';
import type { MeasuredCircuit } from './circuits.js';
import { countWideScalars } from './wide-scalars.js';

export interface Effort {
  readonly warmUps: number;
  readonly runs: number;
  /** No further run begins after this, once three are done. */
  readonly milliseconds: number;
}

const LEAST_RUNS = 3;

/** @param run gives the milliseconds of one run */
async function leastOf({ warmUps, runs, milliseconds }: Effort, run: () => Promise<number>): Promise<number> {
  for (let i = 0; i < warmUps; i++) await run();
  const started = performance.now();
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs && (i < LEAST_RUNS || performance.now() - started < milliseconds); i++) least = Math.min(least, await run());
  return least;
}

/** Witness and proof of a clause's job, in milliseconds. @param kernel for `CLAUSEPROOF_KERNEL` */
export async function timeClause(
  { dir, job: path }: MeasuredCircuit,
  system: ProofSystem,
  kernel: string | undefined,
  effort: Effort,
): Promise<number> {
  const before = process.env['CLAUSEPROOF_KERNEL'];
  if (kernel !== undefined) process.env['CLAUSEPROOF_KERNEL'] = kernel;
  const { manifest } = await openFolder(dir);
  const job = parseJob(readFileSync(path, 'utf8'));
  const executor = await createExecutor(dir, system);
  try {
    return await leastOf(effort, async () => {
      const outcome = await executor.execute(job, drawSecrets(manifest.interface));
      if (outcome.status !== 'proved') throw new Error(`${dir} was not proved: ${outcome.status}`);
      return outcome.timings.witness + outcome.timings.prove;
    });
  } finally {
    await executor.close();
    if (before === undefined) delete process.env['CLAUSEPROOF_KERNEL'];
    else process.env['CLAUSEPROOF_KERNEL'] = before;
  }
}

export interface TimedBenchmark {
  readonly constraints: number;
  readonly domain: number;
  readonly wideScalars: number;
  readonly milliseconds: number;
}

/** Witness and proof of a benchmark circuit, which no clause is behind. */
export async function timeBenchmark(
  name: BenchmarkName,
  engine: ContestantName,
  effort: Effort,
  say: (text: string) => void,
): Promise<TimedBenchmark> {
  const subject = await prepareSubject(name, (what) => say(`${name}: ${what}`));
  const loaded = await loadEngine(engine, readFileSync(subject.zkey), false);
  try {
    const maker = await createWitnessMaker(subject, kernelOf(engine));
    let turn = 0;
    const milliseconds = await leastOf(effort, async () => {
      const inputs = subject.inputs[turn++ % subject.inputs.length] ?? {};
      const started = performance.now();
      await loaded.engine.prove(maker.make(inputs));
      return performance.now() - started;
    });
    const wideScalars = countWideScalars(readR1cs(readFileSync(subject.r1cs)), maker.make(subject.inputs[0] ?? {}));
    return { constraints: subject.constraints, domain: 2 ** subject.domainLog2, wideScalars, milliseconds };
  } finally {
    await loaded.engine.close();
  }
}
