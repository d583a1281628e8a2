/**
 * A file of jobs to a file of records. Files, journal and resumption are the prover's; here are the certificates and what a person sees.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { type BatchSummary, runBatch } from '@clauseproof/prover/batch';
import { createProverPool } from '@clauseproof/prover/pool';
import type { Percentiles } from '@clauseproof/prover/pool/metrics';
import { emitCac } from '@clauseproof/verifier/emit';
import { readKeyFile } from '../keys/key-file.js';
import { now } from '../shell/clock.js';
import { prepareFolderOf } from '../shell/files.js';
import { type Progress, startProgress, step } from '../shell/progress.js';
import { outColors, print, printJson, say } from '../shell/terminal.js';
import type { ProveRequest } from './prove-one.js';
import { type PublishedMetrics, publishMetrics } from './publish-metrics.js';

interface BatchRequest extends ProveRequest {
  readonly workers: number;
  readonly jobTimeoutMs?: number;
  readonly resume: boolean;
  /** A port, or the name of a file. */
  readonly metrics?: string;
  /** For keys and tables, in megabytes. */
  readonly memory?: number;
  readonly json: boolean;
}

/** A line of the output for a job that was proved. */
export interface ProvedRecord {
  readonly job_id: string;
  readonly status: 'proved';
  readonly cac: Cac;
}

/** @returns whether every job has a certificate now. */
export async function proveBatch(dir: string, jobs: string, request: BatchRequest, signal: AbortSignal): Promise<boolean> {
  const { out, openings, proofSystem, workers, jobTimeoutMs, resume } = request;
  const key = await readKeyFile(request.key);
  for (const path of [out, openings]) if (path !== undefined) await prepareFolderOf(path);
  const limits = {
    ...(jobTimeoutMs === undefined ? {} : { jobTimeoutMs }),
    ...(request.memory === undefined ? {} : { memoryBudgetBytes: request.memory * 1e6 }),
  };
  const pool = await step(`Starting ${workers} ${workers === 1 ? 'prover' : 'provers'}`, () =>
    createProverPool({ dir, proofSystem, workers, ...limits }),
  );
  let progress: Progress | undefined;
  let metrics: PublishedMetrics | undefined;
  let summary: BatchSummary;
  let hasRecords = false;
  try {
    if (request.metrics !== undefined) metrics = await publishMetrics(pool.metrics, request.metrics);
    const iface = pool.folder.manifest.interface;
    const options = {
      pool,
      proofSystem,
      jobs: jobs === '-' ? '/dev/stdin' : jobs,
      out,
      ...(openings === undefined ? {} : { openings }),
      resume,
      toRecord: (envelope: Parameters<typeof emitCac>[0], job_id: string): ProvedRecord => ({
        job_id,
        status: 'proved',
        cac: emitCac(envelope, iface, key, now()),
      }),
      nonceOf: (record: Readonly<Record<string, unknown>>) => (record as { cac?: { nonce?: string } }).cac?.nonce,
      signal,
    };
    let starting: Promise<Progress> | undefined;
    summary = await runBatch({
      ...options,
      onProgress: ({ total, done, rejected, errors, latency }) => {
        hasRecords = true;
        starting ??= startProgress('Proving', total).then((started) => {
          progress = started;
          return started;
        });
        progress?.update(done, noteOf(rejected, errors, latency));
      },
    });
    await starting;
  } catch (error) {
    progress?.stop();
    if (hasRecords) say('What has a record is kept. Once this is mended, continue with the same command and --resume.');
    throw error;
  } finally {
    progress?.stop();
    await metrics?.close();
    await pool.terminate();
  }
  if (summary.aborted) {
    say(`${summary.done} of ${summary.total} jobs have a record. Continue with the same command and --resume.`);
    signal.throwIfAborted();
  }
  if (summary.unopened > 0) {
    say(
      `${openings} lacks the openings of ${summary.unopened} certificates: an earlier run wrote none. Keep ${out}.journal, which holds their salts.`,
    );
  }
  report(summary, out, request.json);
  return summary.rejected === 0 && summary.errors === 0;
}

const milliseconds = ({ p50, p95, p99 }: Percentiles): string => `${[p50, p95, p99].map(Math.round).join(' / ')} ms`;

const noteOf = (rejected: number, errors: number, latency: Percentiles | undefined): string =>
  [
    ...(latency === undefined ? [] : [`p50/p95/p99 ${milliseconds(latency)}`]),
    ...(rejected === 0 ? [] : [`${rejected} rejected`]),
    ...(errors === 0 ? [] : [`${errors} failed`]),
  ].join(', ');

function report(summary: BatchSummary, out: string, json: boolean): void {
  const { total, proved, rejected, errors, skipped, unopened, ratePerSecond, latency } = summary;
  if (json) {
    printJson({
      total,
      proved,
      rejected,
      errors,
      skipped,
      ...(unopened === 0 ? {} : { unopened }),
      rate_per_second: Number(ratePerSecond.toFixed(3)),
      ...(latency === undefined ? {} : { latency_ms: latency }),
      out,
    });
    return;
  }
  const mark = rejected + errors === 0 ? outColors.green('ok') : outColors.yellow('done');
  print(`${mark}  ${total} jobs -> ${out}

  proved    ${proved}
  rejected  ${rejected}
  failed    ${errors}${skipped === 0 ? '' : `\n  of these  ${skipped} by an earlier run`}
  rate      ${ratePerSecond.toFixed(1)} jobs/s${latency === undefined ? '' : `\n  in worker ${milliseconds(latency)} (p50 / p95 / p99)`}`);
}
