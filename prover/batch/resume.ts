/**
 * What an earlier run of the same batch left behind: which jobs have a complete record, which have journaled secrets, which
 * openings are written already. Files are read line by line; only ids are kept.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { ProverError } from '../errors.js';
import type { CircuitFolder } from '../folder.js';
import type { ExecutionSecrets } from '../secrets.js';
import { cutPartialLine } from './append-file.js';
import { exists, type JournalEntry, type JournalScope, readJournal } from './journal.js';
import { readLines } from './lines.js';

const MAX_RECORD_BYTES = 64 << 20;

/** How a record of a proved job is recognised: by the nonce of its execution, which the journal has too. */
export type NonceOf = (record: Readonly<Record<string, unknown>>) => string | undefined;

export interface Earlier {
  /** Job id -> digest of the job, for jobs whose record is complete. */
  readonly done: ReadonlyMap<string, string>;
  /** Secrets of jobs that were begun but have no record. */
  readonly begun: ReadonlyMap<string, JournalEntry>;
  /** Execution ids whose openings are on disk but whose record is not. */
  readonly opened: ReadonlySet<string>;
  readonly proved: number;
  readonly rejected: number;
  /** Proved jobs whose openings are not in the file of openings, because the run that proved them wrote none. */
  readonly unopened: number;
}

export const NOTHING_EARLIER: Earlier = { done: new Map(), begun: new Map(), opened: new Set(), proved: 0, rejected: 0, unopened: 0 };

export interface BatchFiles {
  readonly out: string;
  readonly journal: string;
  readonly openings?: string;
}

async function* records(path: string): AsyncGenerator<{ readonly record: Record<string, unknown>; readonly bytes: Uint8Array }> {
  for await (const { number, bytes } of readLines(path, MAX_RECORD_BYTES)) {
    let record: unknown;
    try {
      record = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
    } catch {
      record = undefined;
    }
    if (typeof record !== 'object' || record === null || bytes === undefined) {
      throw new ProverError('batch.out-malformed', `line ${number} of ${path} is not a record`, 'Start again with another output file.');
    }
    yield { record: record as Record<string, unknown>, bytes };
  }
}

const isError = (record: Record<string, unknown>): boolean => record['status'] === 'error' && typeof record['job_id'] === 'string';
const isRejection = (record: Record<string, unknown>): boolean => record['status'] === 'rejected' && typeof record['job_id'] === 'string';

/** Writes the file again without its error records, so that a job which is tried again does not end up with two. */
async function dropErrors(path: string): Promise<void> {
  const temporary = `${path}.tmp`;
  const stream = createWriteStream(temporary);
  const writer = Writable.toWeb(stream).getWriter();
  try {
    for await (const { record, bytes } of records(path))
      if (!isError(record)) await writer.write(Buffer.concat([bytes, Buffer.from('\n')]));
    await writer.close();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads the files of an earlier run, cuts off lines that a crash left incomplete, and drops error records: those jobs are tried
 * again, with the secrets of their first attempt.
 * @throws ProverError `batch.no-journal` if there are records but no journal to recognise them by, `batch.foreign-record` for a
 *   record that no job of the journal made
 */
export async function readEarlier(files: BatchFiles, folder: CircuitFolder, scope: JournalScope, nonceOf: NonceOf): Promise<Earlier> {
  await Promise.all([files.out, files.journal, ...(files.openings === undefined ? [] : [files.openings])].map(cutPartialLine));
  const doneIds = new Set<string>();
  const doneNonces = new Set<string>();
  let errors = 0;
  if (await exists(files.out)) {
    for await (const { record } of records(files.out)) {
      if (isError(record)) errors += 1;
      else if (isRejection(record)) doneIds.add(record['job_id'] as string);
      else {
        const nonce = nonceOf(record);
        if (nonce === undefined)
          throw new ProverError(
            'batch.foreign-record',
            `${files.out} holds a record that is not of this batch`,
            'Start again with another output file.',
          );
        doneNonces.add(nonce);
      }
    }
  }
  const counts = { proved: doneNonces.size, rejected: doneIds.size };
  if (counts.proved + counts.rejected > 0 && !(await exists(files.journal))) {
    throw new ProverError(
      'batch.no-journal',
      `${files.journal} is missing, so it is unknown which jobs are done`,
      'Put the journal back, or start again with another output file.',
    );
  }
  if (errors > 0) await dropErrors(files.out);

  const done = new Map<string, string>();
  const begun = new Map<string, JournalEntry>();
  const unopened = new Set<string>();
  if (await exists(files.journal)) {
    for await (const entry of readJournal(files.journal, scope, folder)) {
      const isProved = doneNonces.delete(entry.nonce);
      if (isProved) unopened.add(entry.job_id);
      if (isProved || doneIds.has(entry.job_id)) {
        done.set(entry.job_id, entry.digest);
        begun.delete(entry.job_id);
      } else if (!done.has(entry.job_id)) begun.set(entry.job_id, entry);
    }
  }
  if (doneNonces.size > 0)
    throw new ProverError(
      'batch.foreign-record',
      `${files.out} holds a record that is not in ${files.journal}`,
      'Start again with another output file.',
    );

  const opened = new Set<string>();
  if (files.openings !== undefined && (await exists(files.openings))) {
    for await (const { record } of records(files.openings)) {
      if (typeof record['job_id'] !== 'string') continue;
      unopened.delete(record['job_id']);
      if (!done.has(record['job_id'])) opened.add(String(record['execution_id']));
    }
  }
  return { done, begun, opened, ...counts, unopened: files.openings === undefined ? 0 : unopened.size };
}

/** The secrets of an entry, without what identifies the job. */
export const secretsOf = ({ nonce, salts, timestamp }: JournalEntry): ExecutionSecrets => ({ nonce, salts, timestamp });
