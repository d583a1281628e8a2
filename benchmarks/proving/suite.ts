/**
 * `npm run bench -- --suite proving`: snarkjs and our engine, kernel by kernel, on the same circuits and witnesses. Contestants take
 * turns within every round, so that whatever else the machine does hits all of them alike.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, milliseconds } from '../measure.js';
import { ROOT } from '../prepared.js';
import { availableKernels, hasAllCores } from './engines.js';
import type { ContestantName, Reply, Request, Tables, Work } from './messages.js';
import { measureRapidsnark } from './rapidsnark.js';
import type { CircuitResult, Measured, ProvingResult, Rates } from './result.js';
import { prepareSubject, type Subject } from './subjects.js';
import { summarize } from './summary.js';
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
/** Executions that a program evaluates side by side on the widest kernel. */
const EIGHT = 8;
/** Rounds of the kinds of work other than proving only. */
const OTHER_ROUNDS = 2;

/** A contestant's process, from the outside. */
class Contestant {
  readonly rates: Record<keyof Rates, number[]> = { prove: [], prove_and_check: [], witness_and_prove: [], witness_prove_and_check: [] };
  loadMs = Number.NaN;
  tables: Tables = {};
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
    const { zkey, wasm, witnessProgram, witnesses, inputs, publicSignals } = subject;
    const material = { contestant: this.name, zkey, wasm, witnessProgram, witnesses, inputs, publicSignals };
    const reply = await this.ask({ kind: 'load', material, threads });
    if ('loadMs' in reply) this.loadMs = reply.loadMs;
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
    if (!('peakBytes' in reply)) return;
    this.peakBytes = reply.peakBytes;
    this.tables = reply.tables;
  }

  result(): Measured {
    if (this.missing !== undefined)
      return { contestant: this.name, proofs_per_second: { prove: 0 }, latency_ms: {}, missing: this.missing };
    const { tableMs, tableBytes } = this.tables;
    const rates = Object.fromEntries(Object.entries(this.rates).map(([work, values]) => [work, median(values)])) as unknown as Rates;
    return {
      contestant: this.name,
      proofs_per_second: rates,
      latency_ms: {
        ...(this.oneThread.length === 0 ? {} : { one_thread: median(this.oneThread) }),
        ...(this.allCores.length === 0 ? {} : { all_cores: median(this.allCores) }),
      },
      cold_start_ms: this.coldStartMs,
      load_ms: this.loadMs,
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
    for (const name of ['snarkjs-threads', 'snarkjs-workers', 'wasm', ...availableKernels()] as const) {
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
      // The ratio is of proving only: that is measured longest.
      const times = work === 'prove' ? rounds : Math.min(rounds, OTHER_ROUNDS);
      for (let round = 1; round <= times; round++) {
        say(`${work.replaceAll('_', ' ')}, round ${round} of ${times}`);
        await everybody(contestants, (each) => each.window(work, work === 'prove' ? seconds : seconds / 2));
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
  const calculator = await createWitnessMaker(subject, undefined);
  const native = await createWitnessMaker(subject, availableKernels()[0]);
  const all = Array.from({ length: EIGHT }, (_, i) => subject.inputs[i % subject.inputs.length] ?? {});
  const times = { wasm: [] as number[], native: [] as number[], nativeOfEight: [] as number[] };
  // The first run compiles, and compares.
  calculator.make(all[0] ?? {});
  native.make(all[0] ?? {});
  for (const inputs of all) {
    times.wasm.push(await milliseconds(async () => calculator.make(inputs)));
    times.native.push(await milliseconds(async () => native.make(inputs)));
    times.nativeOfEight.push((await milliseconds(async () => native.makeMany(all))) / EIGHT);
  }
  return {
    wasm: median(times.wasm),
    ...(native.isNative ? { native: median(times.native), native_of_eight: median(times.nativeOfEight) } : {}),
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
