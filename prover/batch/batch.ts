/**
 * Jobs from an NDJSON file to records in an NDJSON file, through a prover pool.
 *
 * Order for each job, every step on disk before the next: journal entry (nonce, salts), proof, openings, record. Records come in
 * order of completion. A crash anywhere loses at most work: `resume` skips jobs with a complete record and proves the others
 * again with the same nonce and salts. Memory does not grow with the file, except for the ids of its jobs.
 */
import type { ProofSystem } from '@clauseproof/protocol/field';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { ProverError } from '../errors.js';
import { jobDigest, MAX_JOB_BYTES, type ProofJob, parseJob } from '../job.js';
import { type Failure, failureOf, type Rejected } from '../outcome.js';
import type { Percentiles } from '../pool/metrics.js';
import type { ProverPool } from '../pool/pool.js';
import { drawSecrets, type ExecutionSecrets } from '../secrets.js';
import { AppendFile } from './append-file.js';
import { exists, Journal, journalScope } from './journal.js';
import { isStream, type Line, readLines } from './lines.js';
import { takeLock } from './lock.js';
import { type BatchFiles, type Earlier, NOTHING_EARLIER, type NonceOf, readEarlier, secretsOf } from './resume.js';

export interface BatchProgress {
  /** Jobs in the input file; undefined for a pipe, which cannot be counted before it ends. */
  readonly total?: number;
  /** Jobs with a record, those of earlier runs included. */
  readonly done: number;
  readonly proved: number;
  readonly rejected: number;
  readonly errors: number;
  /** Jobs finished per second in this run. */
  readonly ratePerSecond: number;
  /** Undefined before the first job of this run is finished, and for a pipe. */
  readonly secondsLeft?: number;
  /** Milliseconds that jobs of this pool took in a worker; undefined before the first. */
  readonly latency?: Percentiles;
}

export interface BatchSummary extends BatchProgress {
  /** Jobs that were read; all of them unless `aborted`. */
  readonly total: number;
  /** Jobs that an earlier run had finished. */
  readonly skipped: number;
  /** Of these, jobs whose openings are not in the file of openings: an earlier run wrote none. The journal still holds their salts. */
  readonly unopened: number;
  /** Whether the signal stopped the batch before its end. */
  readonly aborted: boolean;
}

export interface BatchOptions {
  readonly pool: ProverPool;
  readonly proofSystem: ProofSystem;
  /** NDJSON, one job a line: a file, or a pipe, whose jobs are proved as they come. A job without an id is called `line-N`. */
  readonly jobs: string;
  /** NDJSON of records. Must not exist yet unless `resume`. */
  readonly out: string;
  /** NDJSON of openings, mode 600. */
  readonly openings?: string;
  /** `<out>.journal` unless given. */
  readonly journal?: string;
  readonly resume?: boolean;
  /** Turns a proof into the JSON value that becomes its record, for example a signed CAC. A rejection of the promise stops the batch. */
  readonly toRecord: (envelope: ProofEnvelope, jobId: string) => unknown;
  /** The nonce inside such a record; needed to recognise it on resume. */
  readonly nonceOf: NonceOf;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BatchProgress) => void;
  readonly now?: () => Date;
}

/** The record of a rejected job. */
export type RejectedRecord = { readonly job_id: string } & Rejected;
/** The record of a job that could not be run. */
export type ErrorRecord = { readonly job_id: string; readonly status: 'error' } & Failure;

async function countJobs(path: string): Promise<number> {
  let total = 0;
  for await (const _ of readLines(path, MAX_JOB_BYTES)) total += 1;
  return total;
}

/** The state of one run; `runBatch` is its only user. */
class BatchRun {
  private readonly seen = new Set<string>();
  private readonly started = performance.now();
  private finished = 0;
  private proved: number;
  private rejected: number;
  private errors = 0;
  private skipped = 0;
  private read = 0;

  constructor(
    private readonly options: BatchOptions,
    /** Undefined for a pipe. */
    private readonly total: number | undefined,
    private readonly earlier: Earlier,
    private readonly journal: Journal,
    private readonly out: AppendFile,
    private readonly openings: AppendFile | undefined,
  ) {
    this.proved = earlier.proved;
    this.rejected = earlier.rejected;
  }

  /** Handles one line to its end. Rejects only for what must stop the whole batch. */
  async line({ number, bytes }: Line): Promise<void> {
    this.read += 1;
    let jobId = `line-${number}`;
    let job: ProofJob;
    try {
      if (bytes === undefined) throw new ProverError('job.too-large', `a job has at most ${MAX_JOB_BYTES} bytes`);
      job = parseJob(bytes);
      jobId = job.job_id ?? jobId;
    } catch (error) {
      await this.fail(jobId, failureOf(error));
      return;
    }
    const digest = jobDigest(job);
    if (this.seen.has(jobId)) {
      await this.fail(jobId, {
        code: 'job.duplicate',
        message: 'an earlier line of the file has the same job_id',
        help: 'Give every job an id of its own.',
      });
      return;
    }
    this.seen.add(jobId);
    const doneDigest = this.earlier.done.get(jobId);
    if (doneDigest !== undefined) {
      if (doneDigest === digest) this.skipped += 1;
      else
        await this.fail(jobId, {
          code: 'job.changed',
          message: 'a job with this id but other contents has a record already',
          help: 'Give the changed job an id of its own.',
        });
      return;
    }
    await this.prove({ ...job, job_id: jobId }, jobId, digest);
  }

  progress(): BatchProgress {
    const seconds = (performance.now() - this.started) / 1000;
    const done = this.proved + this.rejected + this.errors;
    const ratePerSecond = this.finished / seconds;
    const latency = this.options.pool.metrics.percentiles();
    return {
      ...(this.total === undefined ? {} : { total: this.total }),
      done,
      proved: this.proved,
      rejected: this.rejected,
      errors: this.errors,
      ratePerSecond,
      ...(this.finished === 0 || this.total === undefined ? {} : { secondsLeft: Math.max(0, this.total - done) / ratePerSecond }),
      ...(latency === undefined ? {} : { latency }),
    };
  }

  summary(aborted: boolean): BatchSummary {
    return { ...this.progress(), total: this.total ?? this.read, skipped: this.skipped, unopened: this.earlier.unopened, aborted };
  }

  private async secretsFor(jobId: string, digest: string): Promise<ExecutionSecrets> {
    const begun = this.earlier.begun.get(jobId);
    // Other inputs under the same id are another execution: they must not share its salts.
    if (begun?.digest === digest) return secretsOf(begun);
    const secrets = drawSecrets(this.options.pool.folder.manifest.interface, this.options.now);
    await this.journal.append({ job_id: jobId, digest, ...secrets });
    return secrets;
  }

  private async prove(job: ProofJob, jobId: string, digest: string): Promise<void> {
    const { pool, signal, toRecord } = this.options;
    const secrets = await this.secretsFor(jobId, digest);
    let outcome: Awaited<ReturnType<ProverPool['prove']>>;
    try {
      outcome = await pool.prove(job, { secrets, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      if (signal?.aborted || (error instanceof ProverError && error.code === 'pool.closed')) throw error;
      await this.fail(jobId, failureOf(error));
      return;
    }
    if (outcome.status === 'rejected') {
      await this.write({ job_id: jobId, ...outcome } satisfies RejectedRecord);
      this.rejected += 1;
    } else {
      const record = await toRecord(outcome.envelope, jobId);
      const { openings } = outcome;
      if (!this.earlier.opened.has(openings.execution_id)) await this.openings?.append(JSON.stringify(openings));
      await this.write(record);
      this.proved += 1;
    }
    this.report();
  }

  private async fail(jobId: string, failure: Failure): Promise<void> {
    await this.write({ job_id: jobId, status: 'error', ...failure } satisfies ErrorRecord);
    this.errors += 1;
    this.report();
  }

  private write(record: unknown): Promise<void> {
    return this.out.append(JSON.stringify(record));
  }

  private report(): void {
    this.finished += 1;
    this.options.onProgress?.(this.progress());
  }
}

/**
 * Runs a batch to its end, or until the signal aborts: then running proofs are dropped at once and the summary says `aborted`.
 * @throws ProverError `batch.out-exists`, `batch.no-jobs`, `batch.in-use` and `batch.lock-lost` for another run on the same files, `journal.*`,
 *   `batch.*`; whatever `toRecord` or the disk throws
 */
export async function runBatch(options: BatchOptions): Promise<BatchSummary> {
  if (!(await exists(options.jobs)))
    throw new ProverError('batch.no-jobs', `there is no file ${options.jobs}`, 'Name an NDJSON file with one job a line.');
  const failing = new AbortController();
  const lock = await takeLock(`${options.out}.lock`, (error) => failing.abort(error));
  try {
    return await runLocked(options, failing);
  } finally {
    await lock.release();
  }
}

/** @param failing aborted with what must stop the whole batch */
async function runLocked(options: BatchOptions, failing: AbortController): Promise<BatchSummary> {
  const { pool, proofSystem, out, openings, signal } = options;
  const files: BatchFiles = { out, journal: options.journal ?? `${out}.journal`, ...(openings === undefined ? {} : { openings }) };
  if (options.resume !== true) {
    for (const path of Object.values(files) as string[]) {
      if (await exists(path))
        throw new ProverError(
          'batch.out-exists',
          `${path} exists already`,
          'Continue that batch with --resume, or name another output file.',
        );
    }
  }
  const scope = journalScope(pool.folder, proofSystem);
  const earlier = options.resume === true ? await readEarlier(files, pool.folder, scope, options.nonceOf) : NOTHING_EARLIER;
  const total = (await isStream(options.jobs)) ? undefined : await countJobs(options.jobs);

  const journal = await Journal.open(files.journal, scope);
  const outFile = await AppendFile.open(files.out);
  const openingsFile = files.openings === undefined ? undefined : await AppendFile.open(files.openings, 0o600);
  const run = new BatchRun(options, total, earlier, journal, outFile, openingsFile);
  const running = new Set<Promise<void>>();
  const ended = AbortSignal.any([failing.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    for await (const line of readLines(options.jobs, MAX_JOB_BYTES, ended)) {
      if (ended.aborted) break;
      const task: Promise<void> = run
        .line(line)
        .catch((error: unknown) => failing.abort(error))
        .finally(() => running.delete(task));
      running.add(task);
      // One job more a worker than it has keeps it busy while records are written; never more than the pool takes.
      while (running.size >= Math.min(pool.capacity, pool.parallelJobs + pool.workers) && !ended.aborted) await Promise.race(running);
    }
  } catch (error) {
    // A wait for the next line of a pipe ends so; what ended it is told below.
    if (!ended.aborted) throw error;
  } finally {
    await Promise.all(running);
    await Promise.all([journal.close(), outFile.close(), openingsFile?.close()]);
  }
  if (failing.signal.aborted && !signal?.aborted) throw failing.signal.reason;
  return run.summary(signal?.aborted === true);
}
