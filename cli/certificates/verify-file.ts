/**
 * Verifies the certificates of a file and prints a verdict on each.
 *
 * A file holds one CAC, or one on each line (NDJSON). Lines that a batch wrote for jobs without a proof (`{"status": "rejected", ...}`) are no
 * certificates: they are counted and said so, and the answer is then not yes.
 */
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { verifyBatches } from '@clauseproof/verifier/batch';
import type { VerifyOptions } from '@clauseproof/verifier/options';
import type { Verdict } from '@clauseproof/verifier/verdict';
import { createVerifier } from '@clauseproof/verifier/verify';
import { CliError } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { type Progress, startProgress } from '../shell/progress.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { failingRow, verdictText, verdictWord } from './verdict-text.js';
import { type TrustRequest, verifierOptions } from './verifier-options.js';

export interface VerifyRequest extends TrustRequest {
  readonly format: 'text' | 'json';
}

interface Line {
  /** In the file, counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly record: BatchRecord | undefined;
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** A certificate at its cap, and its job beside it. */
const MAX_RECORD_BYTES = (1 << 20) + (64 << 10);

/** @returns whether every line is a certificate with a valid verdict, and there is at least one. */
export async function verifyFile(path: string, request: VerifyRequest): Promise<boolean> {
  const [bytes, options] = await Promise.all([readBytes(path, MAX_FILE_BYTES), verifierOptions(request)]);
  // CBOR begins with a map or a tag, which no text does.
  const lines = (bytes[0] ?? 0) >= 0x80 ? undefined : certificateLines(Buffer.from(bytes).toString('utf8'));
  if (lines === undefined) {
    const verdict = await createVerifier(options).verify(bytes);
    if (request.format === 'json') printJson(verdict);
    else print(verdictText(verdict));
    return verdict.verdict === 'valid';
  }
  if ((request.opening ?? []).length > 0) {
    throw new CliError('usage.one-certificate', 'an opening is about one certificate, and this file holds several', {
      where: path,
      help: 'give a file with the certificate that it is about',
    });
  }
  const progress = await startProgress('Verifying', lines.length);
  try {
    return await verifyLines(lines, options, request.format, progress);
  } finally {
    progress.stop();
  }
}

async function verifyLines(lines: readonly Line[], options: VerifyOptions, format: 'text' | 'json', progress: Progress): Promise<boolean> {
  const counts = { valid: 0, invalid: 0, indeterminate: 0, 'not a certificate': 0 };
  const verdicts = verifyBatches(certificatesOf(lines), options);
  for (const [index, { number, record }] of lines.entries()) {
    if (record !== undefined && record.cac === undefined) {
      counts['not a certificate'] += 1;
      if (format === 'json') print(JSON.stringify({ line: number, job_id: record.job_id, verdict: null, status: record.status }));
      else print(`${number}  ${outColors.yellow('no certificate')}  ${record.job_id ?? ''} ${record.status}`);
    } else {
      const next = await verdicts.next();
      if (next.done === true) throw new Error('there are fewer verdicts than certificates');
      const verdict = next.value;
      counts[verdict.verdict] += 1;
      print(
        format === 'json'
          ? JSON.stringify({ line: number, job_id: record?.job_id, ...verdict })
          : verdictLine(number, verdict, record?.job_id),
      );
    }
    progress.update(index + 1);
  }
  if (format === 'text') {
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    print(`\n${lines.length} lines: ${parts.map(([word, count]) => `${count} ${word}`).join(', ')}`);
  }
  return counts.valid === lines.length && lines.length > 0;
}

/** Their texts, in order. The verifier takes some hundreds ahead, whose proofs it checks together. */
function* certificatesOf(lines: readonly Line[]): Generator<string> {
  for (const { text, record } of lines) {
    if (record === undefined) yield text;
    else if (record.cac !== undefined) yield JSON.stringify(record.cac);
  }
}

function verdictLine(number: number, verdict: Verdict, jobId: string | undefined): string {
  const row = failingRow(verdict);
  return `${number}  ${verdictWord(verdict.verdict)}  ${jobId ?? verdict.execution_id ?? ''}${row === undefined ? '' : `  ${row.name}: ${row.sentence}`}`;
}

/**
 * The lines of NDJSON, or undefined for a file that is one text. A line that is damaged must not decide about the others, so NDJSON is what is
 * no JSON as a whole but begins or ends with a line that is an object.
 */
function certificateLines(text: string): readonly Line[] | undefined {
  if (isObject(text)) {
    const record = batchRecord(text);
    return record === undefined ? undefined : [{ number: 1, text, record }];
  }
  const lines = text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
  const isNdjson = lines.length > 1 && [lines[0], lines.at(-1)].some((line) => line !== undefined && isObject(line.text));
  return isNdjson ? lines.map((line) => ({ ...line, record: batchRecord(line.text) })) : undefined;
}

function isObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}

interface BatchRecord {
  readonly status: string;
  readonly job_id?: string;
  readonly cac?: Json;
}

/** A line that a batch wrote: it has a `status`, which no CAC has. What is not strict JSON is none, and the verifier says what is wrong with it. */
function batchRecord(line: string): BatchRecord | undefined {
  let json: Json;
  try {
    json = parseJson(line, { maxBytes: MAX_RECORD_BYTES });
  } catch {
    return undefined;
  }
  if (json === null || typeof json !== 'object' || !('status' in json) || typeof json['status'] !== 'string') return undefined;
  const { status, job_id, cac } = json;
  return { status, ...(typeof job_id === 'string' ? { job_id } : {}), ...(cac === undefined ? {} : { cac }) };
}
