/**
 * One job to one signed certificate.
 *
 * What is written when: the journal (nonce, salts) before proving, then the openings, then the certificate, then the journal is removed. Whatever moment a
 * crash takes, running the same command again gives the same execution, and no certificate is without its openings.
 */
import { rm } from 'node:fs/promises';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { openFolder } from '@clauseproof/prover/folder';
import { parseJob } from '@clauseproof/prover/job';
import { journaledSecrets } from '@clauseproof/prover/journal';
import type { Outcome, Rejected } from '@clauseproof/prover/outcome';
import { createProverPool } from '@clauseproof/prover/pool';
import { emitCac } from '@clauseproof/verifier/emit';
import { readKeyFile } from '../keys/key-file.js';
import { now } from '../shell/clock.js';
import { inFile } from '../shell/failure.js';
import { assertFree, prepareFolderOf, readText, SECRET_MODE, writeWhole } from '../shell/files.js';
import { step } from '../shell/progress.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { type LinkRequest, withLinks } from './job-links.js';

export interface ProveRequest {
  readonly key: string;
  readonly out: string;
  readonly openings?: string;
  readonly proofSystem: ProofSystem;
}

interface OneRequest extends ProveRequest, LinkRequest {
  readonly jobTimeoutMs?: number;
  readonly force: boolean;
  readonly json: boolean;
}

const MAX_INPUT_BYTES = 16 << 20;

/** @returns whether the clause accepted the inputs and there is a certificate now. */
export async function proveOne(dir: string, input: string, request: OneRequest, signal: AbortSignal): Promise<boolean> {
  const { out, openings, proofSystem, jobTimeoutMs } = request;
  const key = await readKeyFile(request.key);
  const job = await withLinks(await readJob(input), request);
  for (const path of [out, openings].filter((path) => path !== undefined)) {
    await assertFree(path, request.force);
    await prepareFolderOf(path);
  }
  const folder = await openFolder(dir);
  const journal = `${out}.journal`;
  const secrets = await journaledSecrets(journal, folder, proofSystem, job);
  const timeout = jobTimeoutMs === undefined ? {} : { jobTimeoutMs };
  const pool = await step('Loading the proving key', () => createProverPool({ dir, proofSystem, workers: 1, ...timeout }));
  let outcome: Outcome;
  try {
    signal.throwIfAborted();
    outcome = await step('Proving', () => pool.prove(job, { signal, secrets }));
  } finally {
    await pool.terminate();
  }
  if (outcome.status === 'rejected') {
    await rm(journal, { force: true });
    if (request.json) printJson({ ...(job.job_id === undefined ? {} : { job_id: job.job_id }), ...outcome });
    else print(rejectionText(outcome));
    return false;
  }
  const cac = emitCac(outcome.envelope, folder.manifest.interface, key, now());
  if (openings !== undefined) await writeWhole(openings, `${JSON.stringify(outcome.openings, null, 2)}\n`, SECRET_MODE);
  await writeWhole(out, `${JSON.stringify(cac, null, 2)}\n`);
  await rm(journal, { force: true });
  const { timings } = outcome;
  if (request.json) printJson({ status: 'proved', execution_id: cac.execution_id, outputs: cac.outputs, signer: key.did, timings });
  else {
    const outputs = Object.entries(cac.outputs).map(([name, value]) => `  ${name.padEnd(12)} ${String(value)}`);
    print(`${outColors.green('ok')}  ${out}${openings === undefined ? '' : ` and ${openings} (private)`}

${outputs.join('\n')}

  execution    ${cac.execution_id}
  signed by    ${key.did}
  proved in    ${Math.round(timings.prove)} ms with ${proofSystem}, witness ${Math.round(timings.witness)} ms, checked in ${Math.round(timings.verify)} ms

Next: clauseproof verify ${out} --registry registry.json --trust DID`);
  }
  return true;
}

async function readJob(path: string) {
  const text = await readText(path, MAX_INPUT_BYTES);
  try {
    return parseJob(text);
  } catch (error) {
    throw inFile(path, error);
  }
}

/** A rejection for a person: the rule or the inputs, their places, no values. */
export function rejectionText(rejected: Rejected): string {
  const place =
    rejected.place === undefined ? rejected.pointer : `${rejected.place.module}:${rejected.place.line}:${rejected.place.column}`;
  const problems = rejected.problems ?? [];
  const lines = problems.length < 2 ? [] : problems.map(({ pointer, message }) => `  ${pointer ?? ''}: ${message}`);
  return [
    `${outColors.yellow('rejected')}  ${rejected.reason} [${rejected.code}]`,
    ...(place === undefined || lines.length > 0 ? [] : [`  at ${place}`]),
    ...lines,
    '',
    'The clause does not accept these inputs, so there is nothing to prove.',
  ].join('\n');
}
