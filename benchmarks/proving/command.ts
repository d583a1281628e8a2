/** The command line of the proving suite: options, progress, files. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Row, renderRows } from '../report.js';
import { provingPage } from './page.js';
import { runProfile } from './profile.js';
import type { CircuitResult, ProvingResult } from './result.js';
import { SUBJECT_NAMES } from './subjects.js';
import { runProvingSuite } from './suite.js';

const USAGE = `Usage: npm run bench -- --suite proving [--json OUT] [--html OUT] [--circuits NAME,...] [--quick] [--profile] [--rapidsnark PATH]
  --json OUT         the result as JSON (docs/proving.md has its members), and a page with plots beside it as OUT.html
  --html OUT         the page somewhere else
  --circuits NAMES   of ${SUBJECT_NAMES.join(', ')}; all unless given
  --quick            the small circuit and one example, one short round: a first look (full: about ten minutes)
  --profile          only the stages of native proofs: where their time goes, for each kernel
  --rapidsnark PATH  rapidsnark's prover binary, measured beside the others
Examples:
  npm run bench -- --suite proving --json proving.json
  npm run bench -- --suite proving --circuits small,medium --json proving.json
  npm run bench -- --suite proving --quick --json quick.json`;

/** Limits of the project's own goals, two cores with AVX-512-IFMA. */
const GOALS: Readonly<Record<string, { ratio: number; latencyMs: number; peakMegabytes: number }>> = {
  small: { ratio: 25, latencyMs: 12, peakMegabytes: 150 },
  medium: { ratio: 22, latencyMs: 70, peakMegabytes: 300 },
  large: { ratio: 22, latencyMs: 220, peakMegabytes: 900 },
};
const PORTABLE_RATIO = 8;
const WITNESS_OVERHEAD = 1.3;

function rows(result: CircuitResult): Row[] {
  const goal = GOALS[result.circuit];
  const kernel = ['ifma', 'adx', 'portable', 'wasm'].find((name) => result.ratio_by_kernel[name] !== undefined) ?? 'wasm';
  const best = result.measured.find(({ contestant }) => contestant === kernel);
  const portable = result.ratio_by_kernel['portable'];
  const least = (value: number | undefined) => (value === undefined ? {} : { limit: { least: value } });
  const most = (value: number | undefined) => (value === undefined ? {} : { limit: { most: value } });
  return [
    ...result.measured.map(({ contestant, proofs_per_second, missing }) => ({
      measure: `${contestant}, proving only`,
      value: proofs_per_second.prove,
      unit: 'proofs/s',
      ...(missing === undefined ? {} : { note: `not measured: ${missing}` }),
    })),
    { measure: `ratio, ${kernel} over snarkjs`, value: result.ratio, unit: '', ...least(goal?.ratio) },
    ...(portable === undefined
      ? []
      : [{ measure: 'ratio, portable over snarkjs', value: portable, unit: '', ...least(goal && PORTABLE_RATIO) }]),
    { measure: 'ratio with each proof checked', value: result.ratio_with_check, unit: '' },
    { measure: 'ratio from inputs', value: result.ratio_with_witness, unit: '' },
    { measure: 'latency, all cores', value: best?.latency_ms.all_cores ?? Number.NaN, unit: 'ms', ...most(goal?.latencyMs) },
    { measure: 'peak memory', value: (best?.peak_memory_bytes ?? Number.NaN) / 1e6, unit: 'MB', ...most(goal?.peakMegabytes) },
    { measure: 'witness and proof over proof', value: result.witness_overhead, unit: '', ...most(goal && WITNESS_OVERHEAD) },
  ];
}

export function renderProving({ circuits }: ProvingResult): string {
  return circuits
    .map((result) => renderRows(`${result.circuit} (${result.constraints} constraints, domain 2^${result.domain_log2})`, rows(result)))
    .join('\n\n');
}

/** @returns the exit code */
export async function provingCommand(args: readonly string[]): Promise<number> {
  const usage = (problem: string): number => {
    process.stderr.write(`${problem}\n${USAGE}\n`);
    return 2;
  };
  let values: { json?: string; html?: string; circuits?: string; quick?: boolean; profile?: boolean; rapidsnark?: string; help?: boolean };
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const options = { suite: text, json: text, html: text, circuits: text, rapidsnark: text, quick: flag, profile: flag, help: flag };
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const quick = values.quick === true;
  const circuits = values.circuits?.split(',') ?? (quick ? ['small', 'drought'] : SUBJECT_NAMES);
  const unknown = circuits.filter((name) => !SUBJECT_NAMES.includes(name));
  if (unknown.length > 0) return usage(`there is no circuit ${unknown.join(', ')}`);

  const started = Date.now();
  const say = (text: string): void => void process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  if (values.profile === true) {
    for (const name of circuits) process.stdout.write(`${await runProfile(name, quick, say)}\n`);
    return 0;
  }
  const result = await runProvingSuite({
    circuits,
    quick,
    say,
    ...(values.rapidsnark === undefined ? {} : { rapidsnark: values.rapidsnark }),
  });
  process.stdout.write(`${renderProving(result)}\n`);
  const html = values.html ?? (values.json === undefined ? undefined : `${values.json.replace(/\.json$/, '')}.html`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (html !== undefined) writeFileSync(html, provingPage(result));
  return 0;
}
