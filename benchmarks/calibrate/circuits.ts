/** Circuits of many sizes to measure proving on: the examples, and clauses that count readings above a limit, the more readings the larger. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, exampleClause, exampleInput } from '@clauseproof/examples/catalogue';
import { clauseproof } from '../prepared.js';

export interface MeasuredCircuit {
  readonly name: string;
  /** Compiled, with a development setup, and keys of Kimchi `withKimchi`. */
  readonly dir: string;
  readonly withKimchi: boolean;
  /** A whole INPUT.json that the clause accepts. */
  readonly job: string;
  readonly constraints: number;
  readonly rows: number;
  readonly domain: number;
  readonly wideScalars: number;
}

/** From a few hundred constraints to some ten thousands, so that several domains occur. */
const READINGS = [4, 20, 90, 220, 1000];
/** Kimchi takes seconds for the smallest proof: every second circuit up to this many rows is enough. */
const MOST_KIMCHI_ROWS = 10_000;

interface Source {
  readonly name: string;
  readonly clause: string;
  readonly job: string;
}

/** Builds every circuit below `scratch`; five seconds each, and as many again with Kimchi. */
export function buildCircuits(scratch: string, say: (text: string) => void): MeasuredCircuit[] {
  const sources = [...EXAMPLES.map((example) => exampleSource(example)), ...READINGS.map((count) => countingSource(scratch, count))];
  return sources.map(({ name, clause, job }, i) => {
    say(`building ${name}`);
    const dir = join(scratch, name);
    const { cost } = JSON.parse(clauseproof('compile', clause, '--out', dir, '--report', '--json')) as {
      cost: Pick<MeasuredCircuit, 'constraints' | 'rows' | 'domain' | 'wideScalars'>;
    };
    clauseproof('setup', dir, '--development');
    const { constraints, rows, domain, wideScalars } = cost;
    const withKimchi = i % 2 === 0 && rows <= MOST_KIMCHI_ROWS;
    if (withKimchi) clauseproof('setup', dir, '--kimchi');
    return { name, dir, withKimchi, job, constraints, rows, domain, wideScalars };
  });
}

function exampleSource(example: (typeof EXAMPLES)[number]): Source {
  const accepted = example.cases.find(({ expected }) => 'outputs' in expected);
  if (accepted === undefined) throw new Error(`${example.name} has no case that is accepted`);
  return { name: example.name, clause: exampleClause(example), job: exampleInput(example, accepted.name) };
}

function countingSource(scratch: string, count: number): Source {
  const name = `count-${count}`;
  const clause = join(scratch, `${name}.clause.ts`);
  const id = `Benchmark::Calibration::Count${count}`;
  writeFileSync(
    clause,
    `import { clause, count, integer, list, parameters, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: '${id}',
  version: '1.0.0',
  title: 'Counts readings above a limit',
  inputs: { station: sensor({ readings: list(${count}, integer({ min: 0, max: 65535 })) }), policy: parameters({ limit: integer({ min: 0, max: 65535 }) }) },
  outputs: { above: integer({ min: 0, max: ${count} }) },
  rule({ station, policy }) {
    return { above: count(station.readings, (reading) => reading > policy.limit) };
  },
});
`,
  );
  const job = join(scratch, `${name}.json`);
  const readings = Array.from({ length: count }, (_, i) => (i * 40503) % 65536);
  writeFileSync(
    job,
    JSON.stringify({
      inputs: { station: { readings }, policy: { limit: 30_000 } },
      trigger: { type: 'sensor', source: 'Benchmark', event_id: name },
      governance_scope: { jurisdiction: 'KEN', dao: 'Benchmark', clause_fork: `${id}@1.0.0` },
    }),
  );
  return { name, clause, job };
}
