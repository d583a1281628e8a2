/**
 * `npm run bench -- --suite proving`: snarkjs and our engine, kernel by kernel, on the same circuits and witnesses. Contestants take
 * turns within every round, so that whatever else the machine does hits all of them alike.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WitnessCalculator } from '@clauseproof/prover/witness';
import { median, milliseconds } from '../measure.js';
import { ROOT } from '../prepared.js';
import { availableKernels, hasAllCores } from './engines.js';
import type { ContestantName, Loaded, Reply, Request, Work } from './messages.js';
import { measureRapidsnark } from './rapidsnark.js';
import type { CircuitResult, Measured, ProvingResult, Rates } from './result.js';
import { prepareSubject, type Subject } from './subjects.js';
import { createWitnessMaker } from './witness-maker.js';

export interface SuiteOptions {
  readonly circuits: readonly string[];
  readonly quick: boolean;
  readonly rapidsnark?: string;
  readonly say: (text: string) => void;
}

const WORKS: Readonly<Record<keyof Rates, Work>> = {
  prove: { witness: false, check: false },
  prove_and_check: { witness: false, check: true },
  witness_and_prove: { witness: true, check: false },
  witness_prove_and_check: { witness: true, check: true },
};
const LATENCY_PROOFS = 7;
const SNARKJS: readonly ContestantName[] = ['snarkjs-threads', 'snarkjs-workers'];

/** A contestant's process, from the outside. */
class Contestant {
  readonly rates: Record<keyof Rates, number[]> = { prove: [], prove_and_check: [], witness_and_prove: [], witness_prove_and_check: [] };
  loaded: Loaded = { loadMs: 0 };
  coldStartMs = Number.NaN;
  peakBytes = Number.NaN;
  oneThread: number[] = [];
  allCores: number[] = [];
  missing: string | undefined;
  private readonly child: ChildProcess;

  constructor(readonly name: ContestantName) {
    this.child = fork(fileURLToPath(new URL('contestant.js', import.meta.url)), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  async ask(request: Request): Promise<Exclude<Reply, { failed: string }>> {
    const reply = await new Promise<Reply>((resolve) => {
      const gone = (): void => resolve({ failed: 'its process ended' });
      this.child.once('exit', gone);
      this.child.once('message', (message) => {
        this.child.off('exit', gone);
        resolve(message as Reply);
      });
      this.child.send(request);
    });
    if ('failed' in reply) throw new Error(reply.failed);
    return reply;
  }

  /** Load and the first proof. @param started when the process was asked for */
  async start(subject: Subject, threads: number, started: number): Promise<void> {
    const { zkey, wasm, witnesses, inputs, publicSignals } = subject;
    const material = { contestant: this.name, zkey, wasm, witnesses, inputs, publicSignals };
    const reply = await this.ask({ kind: 'load', material, threads });
    if ('loaded' in reply) this.loaded = reply.loaded;
    await this.ask({ kind: 'once', allCores: false });
    this.coldStartMs = performance.now() - started;
  }

  async latency(allCores: boolean): Promise<number> {
    const reply = await this.ask({ kind: 'once', allCores });
    return 'ms' in reply ? reply.ms : Number.NaN;
  }

  async window(work: keyof Rates, seconds: number): Promise<void> {
    const reply = await this.ask({ kind: 'window', work: WORKS[work], seconds });
    if ('proofsPerSecond' in reply) this.rates[work].push(reply.proofsPerSecond);
  }

  async measurePeak(): Promise<void> {
    const reply = await this.ask({ kind: 'memory' });
    if ('peakBytes' in reply) this.peakBytes = reply.peakBytes;
  }

  result(): Measured {
    if (this.missing !== undefined)
      return { contestant: this.name, proofs_per_second: { prove: 0 }, latency_ms: {}, missing: this.missing };
    const { loadMs, tableMs, tableBytes } = this.loaded;
    const rates = Object.fromEntries(Object.entries(this.rates).map(([work, values]) => [work, median(values)])) as unknown as Rates;
    return {
      contestant: this.name,
      proofs_per_second: rates,
      latency_ms: {
        ...(this.oneThread.length === 0 ? {} : { one_thread: median(this.oneThread) }),
        ...(this.allCores.length === 0 ? {} : { all_cores: median(this.allCores) }),
      },
      cold_start_ms: this.coldStartMs,
      load_ms: loadMs,
      ...(tableMs === undefined ? {} : { table_ms: tableMs }),
      ...(tableBytes === undefined ? {} : { table_bytes: tableBytes }),
      peak_memory_bytes: this.peakBytes,
    };
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

/** Runs `work` for every contestant that is still in; one that fails is out, with the reason. */
async function everybody(contestants: readonly Contestant[], work: (contestant: Contestant) => Promise<void>): Promise<void> {
  for (const contestant of contestants) {
    if (contestant.missing !== undefined) continue;
    try {
      await work(contestant);
    } catch (error) {
      contestant.missing = error instanceof Error ? error.message : String(error);
    }
  }
}

async function measureCircuit(subject: Subject, rounds: number, seconds: number, options: SuiteOptions): Promise<CircuitResult> {
  const cores = availableParallelism();
  const say = (what: string): void => options.say(`${subject.name}: ${what}`);
  const contestants: Contestant[] = [];
  try {
    for (const name of [...SNARKJS, 'wasm' as const, ...availableKernels()]) {
      say(`starting ${name}`);
      const started = performance.now();
      const contestant = new Contestant(name);
      contestants.push(contestant);
      await everybody([contestant], (each) => each.start(subject, cores, started));
    }
    say('latency');
    for (let proof = 0; proof < (options.quick ? 2 : LATENCY_PROOFS); proof++) {
      await everybody(contestants, async (each) => {
        // snarkjs with threads has no other mode.
        if (each.name !== 'snarkjs-threads') each.oneThread.push(await each.latency(false));
        if (each.name === 'snarkjs-threads' || hasAllCores(each.name)) each.allCores.push(await each.latency(true));
      });
    }
    for (const work of Object.keys(WORKS) as (keyof Rates)[]) {
      for (let round = 1; round <= rounds; round++) {
        say(`${work.replaceAll('_', ' ')}, round ${round} of ${rounds}`);
        await everybody(contestants, (each) => each.window(work, seconds));
      }
      // Proving comes first: what checks and witnesses need is no part of it.
      if (work === 'prove') await everybody(contestants, (each) => each.measurePeak());
    }
  } finally {
    for (const contestant of contestants) contestant.end();
  }
  const measured = contestants.map((contestant) => contestant.result());
  if (options.rapidsnark !== undefined) {
    say('rapidsnark');
    measured.push(await measureRapidsnark(options.rapidsnark, subject, cores, rounds));
  }
  return summarize(subject, measured, await witnessTimes(subject));
}

async function witnessTimes(subject: Subject): Promise<CircuitResult['witness_ms']> {
  const calculator = await WitnessCalculator.create(readFileSync(subject.wasm));
  const maker = await createWitnessMaker(subject);
  const times = { wasm: [] as number[], native: [] as number[] };
  for (let round = 0; round < 8; round++) {
    const inputs = subject.inputs[round % subject.inputs.length] ?? {};
    times.wasm.push(await milliseconds(async () => calculator.calculate(inputs)));
    times.native.push(await milliseconds(async () => maker.make(inputs)));
  }
  return { wasm: median(times.wasm), ...(maker.isNative ? { native: median(times.native) } : {}) };
}

function summarize(subject: Subject, measured: readonly Measured[], witness_ms: CircuitResult['witness_ms']): CircuitResult {
  const rate = (each: Measured, work: keyof Rates): number => each.proofs_per_second[work] ?? 0;
  const isSnarkjs = (each: Measured): boolean => (SNARKJS as readonly string[]).includes(each.contestant);
  const ours = measured.filter((each) => !isSnarkjs(each) && each.contestant !== 'rapidsnark');
  const best = ours.reduce((a, b) => (rate(b, 'prove') > rate(a, 'prove') ? b : a));
  const peer = (work: keyof Rates): number => Math.max(...measured.filter(isSnarkjs).map((each) => rate(each, work)));
  const ratio = (each: Measured, work: keyof Rates): number => rate(each, work) / peer(work);
  return {
    circuit: subject.name,
    constraints: subject.constraints,
    domain_log2: subject.domainLog2,
    witness_ms,
    measured,
    ratio: ratio(best, 'prove'),
    ratio_with_check: ratio(best, 'prove_and_check'),
    ratio_with_witness: ratio(best, 'witness_and_prove'),
    ratio_by_kernel: Object.fromEntries(ours.map((each) => [each.contestant, ratio(each, 'prove')])),
    witness_overhead: rate(best, 'prove') / rate(best, 'witness_and_prove'),
  };
}

/** snarkjs does not export its package.json, so it is read where npm put it. */
const snarkjsVersion = (): string =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules/snarkjs/package.json'), 'utf8')) as { version: string }).version;

export async function runProvingSuite(options: SuiteOptions): Promise<ProvingResult> {
  const rounds = options.quick ? 1 : 5;
  const seconds = options.quick ? 0.3 : 2;
  const circuits: CircuitResult[] = [];
  for (const name of options.circuits) {
    const subject = await prepareSubject(name, (what) => options.say(`${name}: ${what}`));
    circuits.push(await measureCircuit(subject, rounds, seconds, options));
  }
  return {
    version: 1,
    suite: 'proving',
    quick: options.quick,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memory_bytes: totalmem(),
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
    },
    snarkjs: snarkjsVersion(),
    rounds,
    seconds_per_window: seconds,
    circuits,
  };
}
