/**
 * `npm run bench -- calibrate`: measures proving on circuits of many sizes with each engine, fits the model that `clauseproof compile --report`
 * estimates with, writes it into `compiler/cost/proving-model.ts`, and prints how far the estimates lie from the measurements.
 *
 * One prover at a time, warm, the least of several runs: run it when nothing else runs. About ten minutes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROVING_MODELS, type ProvingModel } from '@clauseproof/compiler/cost/proving-model';
import { estimateOf, provingDomain } from '@clauseproof/compiler/cost/proving-time';
import { createExecutor } from '@clauseproof/prover/executor';
import { openFolder } from '@clauseproof/prover/folder';
import { chooseEngine } from '@clauseproof/prover/groth16/kernel';
import { parseJob } from '@clauseproof/prover/job';
import { drawSecrets } from '@clauseproof/prover/secrets';
import { ROOT } from '../prepared.js';
import type { Row } from '../report.js';
import { buildCircuits, type MeasuredCircuit } from './circuits.js';
import { fitModel } from './fit.js';

interface Subject {
  readonly engine: string;
  readonly system: ProvingModel['system'];
  /** For `CLAUSEPROOF_KERNEL`. */
  readonly kernel?: string;
  readonly warmUps: number;
  readonly runs: number;
}

const MODEL_FILE = join(ROOT, 'compiler/cost/proving-model.ts');
/** An estimate is useful when it is not further off than this. */
const MOST_PERCENT = 30;

function subjects(): Subject[] {
  const groth16 = { system: 'groth16', warmUps: 4, runs: 12 } as const;
  const choice = chooseEngine(undefined);
  const native = choice.engine === 'native' ? choice.available.map((kernel) => ({ engine: `groth16 ${kernel}`, kernel, ...groth16 })) : [];
  return [...native, { engine: 'groth16 wasm', kernel: 'off', ...groth16 }, { engine: 'kimchi', system: 'kimchi', warmUps: 1, runs: 3 }];
}

export async function calibrate(): Promise<Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-calibrate-'));
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  try {
    const circuits = buildCircuits(scratch, say);
    const models = new Map(PROVING_MODELS.map((model) => [model.engine, model]));
    const rows: Row[] = [];
    for (const subject of subjects()) {
      try {
        const { model, rows: more } = await calibrateOne(subject, circuits, say);
        rows.push(...more);
        models.set(model.engine, model);
        writeModels([...models.values()]);
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

async function calibrateOne(subject: Subject, circuits: readonly MeasuredCircuit[], say: (text: string) => void) {
  const rows: Row[] = [];
  const measured: { circuit: MeasuredCircuit; milliseconds: number }[] = [];
  for (const circuit of circuits) {
    if (subject.system === 'kimchi' && !circuit.withKimchi) continue;
    say(`proving ${circuit.name} by ${subject.engine}`);
    measured.push({ circuit, milliseconds: await leastOf(circuit, subject) });
  }
  const { system, engine } = subject;
  const parts = fitModel(
    measured.map(({ circuit, milliseconds }) => ({
      ...{ x: system === 'groth16' ? circuit.constraints : circuit.rows, y: provingDomain(system, circuit), milliseconds },
    })),
  );
  const rounded = {
    fixed: significant(parts.fixed),
    perConstraint: significant(parts.perConstraint),
    perDomain: significant(parts.perDomain),
  };
  const errors = measured.map(({ circuit, milliseconds }) => Math.abs(estimateOf({ system, ...rounded }, circuit) / milliseconds - 1));
  measured.forEach(({ circuit, milliseconds }, i) => {
    rows.push({
      measure: `${engine}, ${circuit.name} (${circuit.constraints} constraints)`,
      value: milliseconds,
      unit: 'ms',
      note: `estimate off by ${((errors[i] ?? 0) * 100).toFixed(0)} %`,
    });
  });
  const worst = Math.max(...errors);
  rows.push({ measure: `${engine}, largest error of an estimate`, value: worst * 100, unit: '%', limit: { most: MOST_PERCENT } });
  const model: ProvingModel = { engine, system, machine: machine(), ...rounded, worst: significant(worst) };
  return { model, rows };
}

/** Witness and proof, in milliseconds: the least of the runs, which is what the machine needs when it is left alone. */
async function leastOf({ dir, job: path }: MeasuredCircuit, { system, kernel, warmUps, runs }: Subject): Promise<number> {
  const before = process.env['CLAUSEPROOF_KERNEL'];
  if (kernel !== undefined) process.env['CLAUSEPROOF_KERNEL'] = kernel;
  const { manifest } = await openFolder(dir);
  const job = parseJob(readFileSync(path, 'utf8'));
  const executor = await createExecutor(dir, system);
  try {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < warmUps + runs; i++) {
      const outcome = await executor.execute(job, drawSecrets(manifest.interface));
      if (outcome.status !== 'proved') throw new Error(`${dir} was not proved: ${outcome.status}`);
      const { witness, prove } = outcome.timings;
      if (i >= warmUps) least = Math.min(least, witness + prove);
    }
    return least;
  } finally {
    await executor.close();
    if (before === undefined) delete process.env['CLAUSEPROOF_KERNEL'];
    else process.env['CLAUSEPROOF_KERNEL'] = before;
  }
}

const significant = (value: number): number => Number(value.toPrecision(4));
const machine = (): string => `${cpus()[0]?.model.trim() ?? 'unknown processor'}, one prover at a time`;

/** Keeps what stands around the figures. */
function writeModels(models: readonly ProvingModel[]): void {
  const text = readFileSync(MODEL_FILE, 'utf8');
  const head = text.slice(0, text.indexOf('export const PROVING_MODELS'));
  const entries = models.map(({ engine, system, machine: on, fixed, perConstraint, perDomain, worst }) =>
    [
      '  {',
      ...Object.entries({ engine, system, machine: on }).map(([name, value]) => `    ${name}: '${value.replaceAll("'", '')}',`),
      ...Object.entries({ fixed, perConstraint, perDomain, worst }).map(([name, value]) => `    ${name}: ${value},`),
      '  },',
    ].join('\n'),
  );
  writeFileSync(MODEL_FILE, `${head}export const PROVING_MODELS: readonly ProvingModel[] = [\n${entries.join('\n')}\n];\n`);
}
