/**
 * What `compile --report` says before anything is built, beside what circom and o1js count: constraints exactly, rows within five per cent, wide scalars within five per
 * cent of those of a witness.
 *
 * What they count is held against `golden/circuit-sizes.json` besides, so that every change of the compiler or of a gadget that makes a circuit
 * larger or smaller stands in its review. UPDATE_GOLDENS=1 writes the file anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXAMPLES, exampleClause } from '@clauseproof/examples/catalogue';
import { readR1cs } from '@clauseproof/prover/setup/r1cs';
import { WitnessCalculator } from '@clauseproof/prover/witness';
import { expect, test } from 'vitest';
import { countWideScalars } from '../../benchmarks/calibrate/wide-scalars.js';
import { scratchFolder, succeeds } from '../cli/clauseproof.js';
import { circomInputs } from './circom.js';
import { type Example, exampleInputs, exampleSubject, executionOf } from './subject.js';

const folder = scratchFolder();
const GOLDEN = fileURLToPath(new URL('../golden/circuit-sizes.json', import.meta.url));
const HINT = 'after a wanted change: UPDATE_GOLDENS=1 npx vitest run test/differential/cost.test.ts';

/** Of one example, as counted by circom (non-linear constraints, wires with the constant one) and by o1js (rows). */
interface Sizes {
  readonly constraints: number;
  readonly wires: number;
  readonly rows: number;
}

const readGolden = () => JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Sizes>;

test.each(EXAMPLES)('$name', { timeout: 180_000 }, async (example) => {
  const clause = exampleClause(example);
  const dir = join(folder, example.name);
  const early = JSON.parse((await succeeds(['compile', clause, '--report', '--json'])).stdout) as Reported;
  const { manifest, cost } = JSON.parse((await succeeds(['compile', clause, '--out', dir, '--report', '--json'])).stdout) as Reported;
  expect(early.manifest).toBeUndefined();
  expect(early.cost.constraints).toBe(manifest?.targets.groth16.constraints);
  const rows = manifest?.targets.kimchi.rows ?? 0;
  expect(Math.abs(early.cost.rows - rows) / rows).toBeLessThan(0.05);
  // Once counted, they are said as they are.
  expect(cost).toMatchObject({ rows, rowsCounted: true, constraints: early.cost.constraints });
  const groth16 = manifest?.targets.groth16;
  const sizes: Sizes = { constraints: groth16?.constraints ?? 0, wires: groth16?.wires ?? 0, rows };
  if (process.env['UPDATE_GOLDENS'] === '1') writeGolden({ ...readGolden(), [example.name]: sizes });
  expect(sizes, HINT).toEqual(readGolden()[example.name]);
  await expectWideScalars(example, dir, cost.wideScalars);
});

async function expectWideScalars(example: Example, dir: string, estimated: number): Promise<void> {
  const subject = exampleSubject(example);
  const calculator = await WitnessCalculator.create(readFileSync(join(dir, 'circuit.wasm')));
  const r1cs = readR1cs(readFileSync(join(dir, 'circuit.r1cs')));
  const accepted = example.cases.filter(({ expected }) => 'outputs' in expected);
  expect(accepted.length).toBeGreaterThan(0);
  for (const { name } of accepted) {
    const execution = executionOf(subject, exampleInputs(example, name), name.length);
    const counted = countWideScalars(r1cs, calculator.calculate(circomInputs(subject, execution)).bytes);
    expect(Math.abs(estimated / counted - 1), name).toBeLessThan(0.05);
  }
}

test('every example has its sizes, and nothing else has', () => {
  expect(Object.keys(readGolden())).toEqual(EXAMPLES.map(({ name }) => name));
});

/** In the order of the examples, and without those that are no longer there. */
function writeGolden(sizes: Readonly<Record<string, Sizes>>): void {
  const entries = EXAMPLES.flatMap(({ name }) => (sizes[name] ? [[name, sizes[name]] as const] : []));
  writeFileSync(GOLDEN, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
}

interface Reported {
  readonly manifest?: {
    readonly targets: { readonly groth16: Omit<Sizes, 'rows'>; readonly kimchi: Pick<Sizes, 'rows'> };
  };
  readonly cost: { readonly constraints: number; readonly rows: number; readonly rowsCounted: boolean; readonly wideScalars: number };
}
