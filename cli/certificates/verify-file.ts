/**
 * Verifies the certificates of a file and prints a verdict on each.
 *
 * A file holds one CAC, or one on each line (NDJSON). Lines that a batch wrote for jobs without a proof (`{"status": "rejected", ...}`) are no
 * certificates: they are counted and said so, and the answer is then not yes.
 */
import type { Verdict } from '@clauseproof/verifier/verdict';
import { createVerifier, type Verifier } from '@clauseproof/verifier/verify';
import { CliError } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { type Progress, startProgress } from '../shell/progress.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { failingRow, verdictText, verdictWord } from './verdict-text.js';
import { type TrustRequest, verifierOptions } from './verifier-options.js';

export interface VerifyRequest extends TrustRequest {
  readonly format: 'text' | 'json';
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** @returns whether every line is a certificate with a valid verdict, and there is at least one. */
export async function verifyFile(path: string, request: VerifyRequest): Promise<boolean> {
  const [bytes, options] = await Promise.all([readBytes(path, MAX_FILE_BYTES), verifierOptions(request)]);
  const verifier = createVerifier(options);
  // CBOR begins with a map or a tag, which no text does.
  const lines = (bytes[0] ?? 0) >= 0x80 ? undefined : certificateLines(Buffer.from(bytes).toString('utf8'));
  if (lines === undefined) {
    const verdict = await verifier.verify(bytes);
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
    return await verifyLines(lines, verifier, request.format, progress);
  } finally {
    progress.stop();
  }
}

async function verifyLines(lines: readonly string[], verifier: Verifier, format: 'text' | 'json', progress: Progress): Promise<boolean> {
  const counts = { valid: 0, invalid: 0, indeterminate: 0, 'not a certificate': 0 };
  let done = 0;
  for (const [index, line] of lines.entries()) {
    const record = batchRecord(line);
    if (record !== undefined && record.cac === undefined) {
      counts['not a certificate'] += 1;
      if (format === 'json') print(JSON.stringify({ line: index + 1, job_id: record.job_id, verdict: null, status: record.status }));
      else print(`${index + 1}  ${outColors.yellow('no certificate')}  ${record.job_id ?? ''} ${record.status}`);
    } else {
      const verdict = await verifier.verify(record?.cac === undefined ? line : JSON.stringify(record.cac));
      counts[verdict.verdict] += 1;
      print(
        format === 'json'
          ? JSON.stringify({ line: index + 1, job_id: record?.job_id, ...verdict })
          : verdictLine(index + 1, verdict, record?.job_id),
      );
    }
    done += 1;
    progress.update(done);
  }
  if (format === 'text') {
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    print(`\n${lines.length} lines: ${parts.map(([word, count]) => `${count} ${word}`).join(', ')}`);
  }
  return counts.valid === lines.length && lines.length > 0;
}

function verdictLine(number: number, verdict: Verdict, jobId: string | undefined): string {
  const row = failingRow(verdict);
  return `${number}  ${verdictWord(verdict.verdict)}  ${jobId ?? verdict.execution_id ?? ''}${row === undefined ? '' : `  ${row.name}: ${row.sentence}`}`;
}

/** The lines of NDJSON, or undefined for a file that is one text: more than one line, each an object of its own. */
function certificateLines(text: string): readonly string[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isObjectEach = lines.every((line) => /^\s*\{.*\}\s*$/s.test(line));
  return isObjectEach && (lines.length > 1 || (lines.length === 1 && lines[0] !== undefined && batchRecord(lines[0]) !== undefined))
    ? lines
    : undefined;
}

/** A line that a batch wrote: it has a `status`, which no CAC has. */
function batchRecord(line: string): { readonly status: string; readonly job_id?: string; readonly cac?: unknown } | undefined {
  try {
    const json = JSON.parse(line) as { status?: unknown; job_id?: unknown; cac?: unknown };
    if (typeof json.status !== 'string') return undefined;
    return {
      status: json.status,
      ...(typeof json.job_id === 'string' ? { job_id: json.job_id } : {}),
      ...(json.cac === undefined ? {} : { cac: json.cac }),
    };
  } catch {
    return undefined;
  }
}
