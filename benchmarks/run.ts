/**
 * `npm run bench`: every figure that the documents quote, measured here and now beside its peer.
 * A missed limit is printed as MISSED; it does not change the exit code, because a busy machine is not a defect.
 */
import { cpus } from 'node:os';
import { benchmarkAuthors } from './authors.js';
import { calibrate } from './calibrate/calibrate.js';
import { benchmarkCommands } from './commands.js';
import { benchmarkConstraints } from './constraints.js';
import { type Prepared, prepareDrought } from './prepared.js';
import { type Row, renderRows } from './report.js';
import { benchmarkBatch, benchmarkThroughput } from './throughput.js';
import { benchmarkVerifying } from './verifying.js';

interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** Only when it is named: it takes long, or writes a file. */
  readonly named?: true;
  run(prepared: () => Prepared): Promise<Row[]>;
}

const BENCHMARKS: readonly Benchmark[] = [
  { name: 'constraints', title: 'Circuit size', run: benchmarkConstraints },
  { name: 'commands', title: 'Commands', run: benchmarkCommands },
  { name: 'verifying', title: 'Verifying', run: (prepared) => benchmarkVerifying(prepared()) },
  { name: 'throughput', title: 'Throughput', run: (prepared) => benchmarkThroughput(prepared()) },
  { name: 'batch', title: 'The batch', run: (prepared) => benchmarkBatch(prepared()) },
  { name: 'authors', title: 'What authors wait for', run: benchmarkAuthors },
  { name: 'calibrate', title: 'The model of proving times', named: true, run: calibrate },
];

const USAGE = `Usage: npm run bench -- [NAME ...] [--json]
  NAME    ${BENCHMARKS.map(({ name }) => name).join(', ')}; all of them but calibrate unless named (about ten minutes)
  --json  one JSON object a line
       npm run bench -- --suite proving --help   the proving engine beside snarkjs, kernel by kernel
Examples:
  npm run bench
  npm run bench -- constraints verifying`;

async function main(args: readonly string[]): Promise<number> {
  const suite = args.indexOf('--suite');
  if (suite >= 0 && args[suite + 1] === 'proving') {
    const { provingCommand } = await import('./proving/command.js');
    return await provingCommand(args);
  }
  const asJson = args.includes('--json');
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = [
    ...names.filter((name) => !BENCHMARKS.some((entry) => entry.name === name)),
    ...args.filter((arg) => arg.startsWith('-') && arg !== '--json'),
  ];
  if (unknown.length > 0) {
    process.stderr.write(`${args.includes('--help') ? '' : `unknown: ${unknown.join(', ')}\n`}${USAGE}\n`);
    return args.includes('--help') ? 0 : 2;
  }
  if (!asJson) process.stdout.write(`Node ${process.versions.node}, ${cpus().length} processors, ${cpus()[0]?.model ?? 'unknown'}\n\n`);
  let prepared: Prepared | undefined;
  const drought = () => {
    prepared ??= prepareDrought();
    return prepared;
  };
  try {
    for (const { name, title, named, run } of BENCHMARKS) {
      if (names.length > 0 ? !names.includes(name) : named === true) continue;
      const rows = await run(drought);
      process.stdout.write(
        asJson ? rows.map((row) => `${JSON.stringify({ benchmark: name, ...row })}\n`).join('') : `${renderRows(title, rows)}\n\n`,
      );
    }
  } finally {
    prepared?.dispose();
  }
  return 0;
}

process.exit(await main(process.argv.slice(2)));
