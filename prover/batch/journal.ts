/**
 * The journal: nonce, salts and time of every job, written before it is proved. A retry after a crash finds them and makes the
 * same execution again, so that one event never gets two certificates that look different.
 *
 * A file of mode 600, NDJSON: a header that names circuit and proof system, then one entry a job; a later entry of a job wins.
 * It holds salts and hashes of inputs, so it is as secret as the openings.
 */
import { stat } from 'node:fs/promises';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { ProverError } from '../errors.js';
import type { CircuitFolder } from '../folder.js';
import { jobDigest, type ProofJob } from '../job.js';
import { drawSecrets, type ExecutionSecrets, isExecutionSecrets } from '../secrets.js';
import { AppendFile, cutPartialLine } from './append-file.js';
import { readLines } from './lines.js';

const MAX_ENTRY_BYTES = 16 << 20;
const SECRET_MODE = 0o600;

export interface JournalEntry extends ExecutionSecrets {
  readonly job_id: string;
  /** Of the job without its id. */
  readonly digest: string;
}

/** Which circuit a journal is for. */
export interface JournalScope {
  readonly circuit_hash: string;
  readonly proof_system: ProofSystem;
}

/** The scope of a folder. */
export function journalScope(folder: CircuitFolder, proofSystem: ProofSystem): JournalScope {
  return { circuit_hash: folder.manifest.targets[proofSystem].circuit_hash, proof_system: proofSystem };
}

/** Whether a path names something. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

function parseLine(bytes: Uint8Array | undefined, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below: the parser's own message would quote the line.
  }
  throw new ProverError('journal.malformed', `line ${number} of the journal is not valid`, 'Start again with another output file.');
}

/** Entries of a journal that exists, in order. @throws ProverError `journal.malformed`, `journal.other-circuit` */
export async function* readJournal(path: string, scope: JournalScope, folder: CircuitFolder): AsyncGenerator<JournalEntry> {
  let first = true;
  for await (const { number, bytes } of readLines(path, MAX_ENTRY_BYTES)) {
    const value = parseLine(bytes, number);
    if (first) {
      first = false;
      if (value['journal'] !== 1)
        throw new ProverError('journal.malformed', 'the file is not a journal of this version', 'Start again with another output file.');
      if (value['circuit_hash'] !== scope.circuit_hash || value['proof_system'] !== scope.proof_system) {
        throw new ProverError(
          'journal.other-circuit',
          'the journal belongs to another circuit or proof system',
          'Start again with another output file.',
        );
      }
      continue;
    }
    const { job_id, digest } = value;
    if (typeof job_id !== 'string' || typeof digest !== 'string' || !isExecutionSecrets(value, folder.manifest.interface)) {
      throw new ProverError('journal.malformed', `line ${number} of the journal is not valid`, 'Start again with another output file.');
    }
    yield { job_id, digest, nonce: value.nonce, salts: value.salts, timestamp: value.timestamp };
  }
}

/** Appends to a journal, creating it with its header if need be. */
export class Journal {
  private constructor(private readonly file: AppendFile) {}

  static async open(path: string, scope: JournalScope): Promise<Journal> {
    await cutPartialLine(path);
    const isNew = !(await exists(path)) || (await stat(path)).size === 0;
    const file = await AppendFile.open(path, SECRET_MODE);
    if (isNew) await file.append(JSON.stringify({ journal: 1, ...scope }));
    return new Journal(file);
  }

  /** Resolves when the entry is on disk. */
  append({ job_id, digest, nonce, salts, timestamp }: JournalEntry): Promise<void> {
    return this.file.append(JSON.stringify({ job_id, digest, nonce, salts, timestamp }));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/**
 * Secrets for one job outside a batch: those of an earlier attempt at the same job if the journal has them, otherwise fresh ones,
 * journaled before they are returned.
 */
export async function journaledSecrets(
  path: string,
  folder: CircuitFolder,
  proofSystem: ProofSystem,
  job: ProofJob,
  now?: () => Date,
): Promise<ExecutionSecrets> {
  const scope = journalScope(folder, proofSystem);
  const job_id = job.job_id ?? '';
  const digest = jobDigest(job);
  await cutPartialLine(path);
  let earlier: ExecutionSecrets | undefined;
  if (await exists(path)) {
    for await (const entry of readJournal(path, scope, folder)) if (entry.job_id === job_id && entry.digest === digest) earlier = entry;
  }
  if (earlier !== undefined) return { nonce: earlier.nonce, salts: earlier.salts, timestamp: earlier.timestamp };
  const secrets = drawSecrets(folder.manifest.interface, now);
  const journal = await Journal.open(path, scope);
  try {
    await journal.append({ job_id, digest, ...secrets });
  } finally {
    await journal.close();
  }
  return secrets;
}
