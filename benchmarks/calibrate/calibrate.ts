/**
 * `npm run bench -- calibrate`: measures proving on circuits of many sizes with each engine, fits the model that `clauseproof compile --report`
 * estimates with, writes it into `compiler/cost/proving-model.ts`, and prints for every circuit how far the estimate lies from the measurement,
 * also the estimate of a model that was fitted without that circuit.
 *
 * The circuits: the examples, clauses of other sizes, and the three benchmark circuits. Run it when nothing else runs; under ten minutes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MODEL_PARTS, type ModelPart, PROVING_MODELS, type ProvingModel } from '@clauseproof/compiler/cost/proving-model';
import { type CircuitSize, estimateOf, factorsOf } from '@clauseproof/compiler/cost/proving-time';
import { chooseEngine } from '@clauseproof/prover/groth16/kernel';
import { ROOT } from '../prepared.js';
import { BENCHMARKS } from '../proving/inputs.js';
import type { ContestantName } from '../proving/messages.js';
import type { Row } from '../report.js';
import { buildCircuits, type MeasuredCircuit } from './circuits.js';
import { fitModel } from './fit.js';
import { type Effort, timeBenchmark, timeClause } from './timing.js';

interface Subject {
  readonly engine: string;
  readonly system: ProvingModel['system'];
  /** For `CLAUSEPROOF_KERNEL`. */
  readonly kernel?: string;
  /** What the proving suite calls it; absent where it cannot prove circuits without a clause. */
  readonly contestant?: ContestantName;
  readonly effort: Effort;
}

const MODEL_FILE = join(ROOT, 'compiler/cost/proving-model.ts');
/** An estimate is useful when it is not further off than this. */
const MOST_PERCENT = 30;

function subjects(): Subject[] {
  const groth16 = { system: 'groth16', effort: { warmUps: 2, runs: 12, milliseconds: 2500 } } as const;
  const choice = chooseEngine(undefined);
  const native =
    choice.engine === 'native'
      ? choice.available.map((kernel) => ({ engine: `groth16 ${kernel}`, kernel, contestant: kernel, ...groth16 }))
      : [];
  return [
    ...native,
    { engine: 'groth16 wasm', kernel: 'off', contestant: 'wasm', ...groth16 },
    { engine: 'kimchi', system: 'kimchi', effort: { warmUps: 1, runs: 2, milliseconds: 0 } },
  ];
}

export async function calibrate(): Promise<Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-calibrate-'));
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  try {
    const circuits = buildCircuits(scratch, say);
    const measured = subjects();
    const order = [...measured.map(({ engine }) => engine), ...PROVING_MODELS.map(({ engine }) => engine)];
    const models = new Map(PROVING_MODELS.map((model) => [model.engine, model]));
    const rows: Row[] = [];
    for (const subject of measured) {
      try {
        const { model, rows: more } = await calibrateOne(subject, circuits, say);
        rows.push(...more);
        models.set(model.engine, model);
        writeModels([...new Set(order)].flatMap((engine) => models.get(engine) ?? []));
      } catch (error) {
        // What the other engines gave is kept.
        say(`${subject.engine} was NOT measured: ${error instanceof Error ? error.message : 'unknown failure'}`);
      }
    }
    say(`wrote ${MODEL_FILE}; build again to use it`);
    return rows;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Measurement {
  readonly name: string;
  readonly size: CircuitSize;
  readonly milliseconds: number;
}

async function measure(subject: Subject, circuits: readonly MeasuredCircuit[], say: (text: string) => void): Promise<Measurement[]> {
  const { engine, system, kernel, contestant, effort } = subject;
  const measured: Measurement[] = [];
  for (const circuit of circuits) {
    if (system === 'kimchi' && !circuit.withKimchi) continue;
    say(`proving ${circuit.name} by ${engine}`);
    measured.push({ name: circuit.name, size: circuit, milliseconds: await timeClause(circuit, system, kernel, effort) });
  }
  for (const name of contestant === undefined ? [] : BENCHMARKS) {
    say(`proving ${name} by ${engine}`);
    const { milliseconds, ...size } = await timeBenchmark(name, contestant ?? 'wasm', effort, say);
    measured.push({ name, size: { ...size, rows: 0 }, milliseconds });
  }
  return measured;
}

type Parts = Readonly<Record<ModelPart, number>>;

function modelOf(system: ProvingModel['system'], measured: readonly Measurement[]): Parts {
  const parts = fitModel(measured.map(({ size, milliseconds }) => ({ factors: factorsOf(system, size), milliseconds })));
  return Object.fromEntries(MODEL_PARTS.map((part, i) => [part, significant(parts[i] ?? 0)])) as Parts;
}

async function calibrateOne(subject: Subject, circuits: readonly MeasuredCircuit[], say: (text: string) => void) {
  const { system, engine } = subject;
  const measured = await measure(subject, circuits, say);
  const parts = modelOf(system, measured);
  const errorOf = (model: Parts, { size, milliseconds }: Measurement) =>
    Math.abs(estimateOf({ system, ...model }, size) / milliseconds - 1);
  const percent = (error: number) => Number((error * 100).toFixed(1));
  const rows = measured.flatMap((one, i): Row[] => {
    const without = modelOf(system, measured.toSpliced(i, 1));
    const label = `${engine}, ${one.name} (${system === 'groth16' ? `${one.size.constraints} constraints` : `${one.size.rows} rows`})`;
    return [
      {
        measure: label,
        value: one.milliseconds,
        unit: 'ms',
        note: `estimated ${estimateOf({ system, ...parts }, one.size).toFixed(1)} ms`,
      },
      {
        measure: `${label}: error`,
        value: percent(errorOf(parts, one)),
        unit: '%',
        limit: { most: MOST_PERCENT },
        note: `${percent(errorOf(without, one))} % by a model that was fitted without it`,
      },
    ];
  });
  const worst = Math.max(...measured.map((one) => errorOf(parts, one)));
  rows.push({ measure: `${engine}, largest error of an estimate`, value: percent(worst), unit: '%', limit: { most: MOST_PERCENT } });
  const model: ProvingModel = { engine, system, machine: machine(), ...parts, worst: significant(worst) };
  return { model, rows };
}

const significant = (value: number): number => Number(value.toPrecision(4));
const machine = (): string => `${cpus()[0]?.model.trim() ?? 'unknown processor'}, one prover at a time`;

/** Keeps what stands around the figures. */
function writeModels(models: readonly ProvingModel[]): void {
  const text = readFileSync(MODEL_FILE, 'utf8');
  const head = text.slice(0, text.indexOf('export const PROVING_MODELS'));
  const entries = models.map(({ engine, system, machine: on, ...figures }) =>
    [
      '  {',
      ...Object.entries({ engine, system, machine: on }).map(([name, value]) => `    ${name}: '${value.replaceAll("'", '')}',`),
      ...[...MODEL_PARTS, 'worst' as const].map((name) => `    ${name}: ${figures[name]},`),
      '  },',
    ].join('\n'),
  );
  writeFileSync(MODEL_FILE, `${head}export const PROVING_MODELS: readonly ProvingModel[] = [\n${entries.join('\n')}\n];\n`);
}
