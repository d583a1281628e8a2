/**
 * The demo, step by step, through the same functions as the commands. It succeeds only if every season has a valid certificate and every
 * tampered copy is refused.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES, exampleClause } from '@clauseproof/examples/catalogue';
import { consecutiveWindows } from '@clauseproof/examples/seattle';
import type { Cac } from '@clauseproof/protocol/cac';
import { openFolder } from '@clauseproof/prover/folder';
import { parseJob } from '@clauseproof/prover/job';
import type { Proved } from '@clauseproof/prover/outcome';
import { createProverPool } from '@clauseproof/prover/pool';
import { developmentSetup } from '@clauseproof/prover/setup/development';
import { emitCac } from '@clauseproof/verifier/emit';
import { createVerifier } from '@clauseproof/verifier/verify';
import { registerFolder } from '../certificates/registry-file.js';
import { verdictWord } from '../certificates/verdict-text.js';
import { buildFolder } from '../folder/build.js';
import { rebuildFolder } from '../folder/rebuild.js';
import { createKeyFile, readKeyFile } from '../keys/key-file.js';
import { inOneYear, now } from '../shell/clock.js';
import { CliError } from '../shell/failure.js';
import { SECRET_MODE, writeWhole } from '../shell/files.js';
import { startProgress, step } from '../shell/progress.js';
import { outColors, print } from '../shell/terminal.js';
import { compileFile } from '../source/compile-clause.js';
import { showCertificate } from './certificate.js';
import { type Season, seasonsTable } from './table.js';

export interface DemoRequest {
  /** Kept; a temporary folder is removed. */
  readonly dir?: string;
  readonly workers: number;
}

/** @returns whether everything held. */
export async function runDemo({ dir, workers }: DemoRequest, signal: AbortSignal): Promise<boolean> {
  const work = dir === undefined ? await mkdtemp(join(tmpdir(), 'clauseproof-demo-')) : await freshFolder(dir);
  try {
    return await demonstrate(work, workers, signal);
  } finally {
    if (dir === undefined) await rm(work, { recursive: true, force: true });
    else print(outColors.dim(`\nEverything is in ${dir}.`));
  }
}

async function demonstrate(work: string, workers: number, signal: AbortSignal): Promise<boolean> {
  const started = Date.now();
  print(`${outColors.bold('A drought insurance, proved over four years of rainfall in Seattle')}
The clause pays when 90 days bring less rain than the policy's trigger. The rainfall stays private.
`);
  const compiled = join(work, 'drought');
  await timed('compile', 'the clause into a circuit', async () => {
    const { manifest } = await compileDrought(compiled, signal);
    return `${manifest.targets.groth16.constraints} constraints`;
  });
  const { vk_hash } = await timed('set up', 'development keys, for trying out only', () => developmentSetup(compiled));
  const registryFile = join(work, 'registry.json');
  await createKeyFile(join(work, 'registry.key.json'), false);
  await createKeyFile(join(work, 'prover.key.json'), false);
  const [registryKey, proverKey] = await Promise.all([
    readKeyFile(join(work, 'registry.key.json')),
    readKeyFile(join(work, 'prover.key.json')),
  ]);
  await timed('register', 'the sources compiled again, the hashes compared, the registry signed', async () => {
    const folder = await openFolder(compiled);
    const rebuild = () => rebuildFolder(folder, signal);
    await registerFolder(
      registryFile,
      registryKey,
      folder,
      rebuild,
      { signers: [proverKey.did], expires: inOneYear(), replace: false },
      now(),
    );
  });

  const { iface, proved } = await proveSeasons(work, compiled, workers, signal);
  const seasons: Season[] = [];
  const verifier = createVerifier({
    registry: await readFile(registryFile),
    trust: [registryKey.did],
    allowDevelopment: [vk_hash],
    now: now(),
  });
  await timed('verify', 'each certificate, with the light verifier', async () => {
    for (const one of proved) {
      signal.throwIfAborted();
      const cac = emitCac(one.envelope, iface, proverKey, now());
      const text = JSON.stringify(cac);
      const begun = performance.now();
      const verdict = await verifier.verify(text);
      seasons.push({ ...seasonOf(cac, one), verdict, verifyMs: performance.now() - begun });
      await writeWhole(join(work, 'certificates', `${one.openings.job_id ?? cac.execution_id}.json`), `${JSON.stringify(cac, null, 2)}\n`);
    }
    return `${(seasons.reduce((sum, { verifyMs }) => sum + verifyMs, 0) / seasons.length).toFixed(0)} ms each`;
  });

  print(`\n${seasonsTable(seasons)}\n`);
  const opened = await showCertificate(proved, iface, proverKey, verifier);
  const valid = seasons.filter(({ verdict }) => verdict.verdict === 'valid').length;
  print(
    `\n${valid} of ${seasons.length} certificates are ${verdictWord('valid')}. ${((Date.now() - started) / 1000).toFixed(1)} s in all.`,
  );
  return opened && valid === seasons.length;
}

async function compileDrought(target: string, signal: AbortSignal) {
  const example = EXAMPLES.find(({ name }) => name === 'drought');
  if (example === undefined)
    throw new CliError('demo.no-example', 'the drought example is missing from this installation', { help: 'install clauseproof again' });
  const { loaded, compilation } = await compileFile(exampleClause(example));
  if (compilation === undefined)
    throw new CliError('demo.no-example', 'the drought example does not compile', { help: 'install clauseproof again' });
  await mkdir(target);
  return { manifest: await buildFolder(target, loaded, compilation, signal) };
}

/** Proves the 16 seasons in a pool, in any order, and gives them in theirs. */
async function proveSeasons(work: string, compiled: string, workers: number, signal: AbortSignal) {
  const jobs = consecutiveWindows().map((job) => parseJob(JSON.stringify(job)));
  const pool = await timed('start', `${workers} ${workers === 1 ? 'prover' : 'provers'}, one thread each`, () =>
    createProverPool({ dir: compiled, proofSystem: 'groth16', workers, queueLimit: jobs.length }),
  );
  try {
    const proved = await told('prove', `${jobs.length} seasons of 90 days; each proof is checked before it leaves`, async () => {
      const progress = await startProgress('prove', jobs.length);
      let done = 0;
      try {
        return await Promise.all(
          jobs.map(async (job): Promise<Proved> => {
            const outcome = await pool.prove(job, { signal });
            if (outcome.status !== 'proved') throw new CliError(outcome.code, outcome.reason);
            done += 1;
            progress.update(done);
            return outcome;
          }),
        );
      } finally {
        progress.stop();
      }
    });
    await writeWhole(join(work, 'openings.ndjson'), proved.map(({ openings }) => `${JSON.stringify(openings)}\n`).join(''), SECRET_MODE);
    return { iface: pool.folder.manifest.interface, proved };
  } finally {
    await pool.terminate();
  }
}

function seasonOf(cac: Cac, { openings, timings }: Proved): Omit<Season, 'verdict' | 'verifyMs'> {
  const first = (openings.job_id ?? '').replace(/^seattle-/, '');
  return { first, status: String(cac.outputs['status']), payout: String(cac.outputs['payout']), proveMs: timings.witness + timings.prove };
}

/** Runs a step of unknown length, with a sign of life while it lasts, and prints its line. */
const timed = <T>(name: string, what: string, work: () => Promise<T>): Promise<T> => told(name, what, () => step(name, work));

/** Runs a step and prints its line: name, what it does, a remark if that is its result, the time it took. */
async function told<T>(name: string, what: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const result = await work();
  const remark = typeof result === 'string' ? `, ${result}` : '';
  print(`${outColors.green(name.padEnd(9))} ${what}${remark} ${outColors.dim(`(${((Date.now() - begun) / 1000).toFixed(1)} s)`)}`);
  return result;
}

async function freshFolder(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).length > 0) {
    throw new CliError('folder.not-empty', 'the demo writes into a new folder', {
      where: dir,
      help: 'name a folder that is empty or not there yet',
    });
  }
  return dir;
}
