/** Constraints of compiled clauses, the examples and one published rule, beside twins that an expert wrote by hand in Circom (`twins/NAME.circom`). */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compileCircom } from '@clauseproof/prover/setup/circom';
import { median } from './measure.js';
import { clauseproof, exampleSource, ROOT } from './prepared.js';
import type { Row } from './report.js';

/** Most constraints that we may need for one of the twin's: of the worst clause, and in the median. */
const WORST = 1.05;
const MEDIAN = 1;

async function twinConstraints(name: string, scratch: string): Promise<number> {
  const dir = join(scratch, `${name}-twin`);
  cpSync(join(ROOT, 'circuits/circom'), join(dir, 'gadgets'), { recursive: true });
  cpSync(join(ROOT, 'benchmarks/twins', `${name}.circom`), join(dir, 'circuit.circom'));
  return (await compileCircom(dir)).constraints;
}

/** An example's, or that of a published rule, which is imported. */
function clauseOf(name: string, scratch: string): string {
  const example = exampleSource(name);
  if (existsSync(example)) return example;
  const rules = join(scratch, 'rules');
  if (!existsSync(rules)) clauseproof('import', 'certlogic', join(ROOT, 'test/vectors/eu-dcc/EU.json'), '--out', rules);
  return join(rules, `${name}.clause.ts`);
}

function compiledConstraints(name: string, scratch: string): number {
  const dir = join(scratch, name);
  clauseproof('compile', clauseOf(name, scratch), '--out', dir);
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { targets: { groth16: { constraints: number } } };
  return manifest.targets.groth16.constraints;
}

export async function benchmarkConstraints(): Promise<Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-bench-'));
  try {
    const rows: Row[] = [];
    for (const file of readdirSync(join(ROOT, 'benchmarks/twins'))) {
      const name = basename(file, '.circom');
      const ours = compiledConstraints(name, scratch);
      const twin = await twinConstraints(name, scratch);
      rows.push({
        measure: `constraints of ${name}, times its hand-written twin`,
        value: ours / twin,
        unit: '',
        limit: { most: WORST },
        note: `${ours} compiled, ${twin} by hand`,
      });
    }
    const ratios = rows.map(({ value }) => value);
    const note = `of ${ratios.length} clauses`;
    return [
      ...rows,
      { measure: 'median of these', value: median(ratios), unit: '', limit: { most: MEDIAN }, note },
      { measure: 'worst of these', value: Math.max(...ratios), unit: '', limit: { most: WORST }, note },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
