/** `clauseproof prove DIR`: one execution to a certificate, or a file of jobs to a file of records. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { LinkRequest } from '../certificates/job-links.js';
import type { ProveRequest } from '../certificates/prove-one.js';
import { collect, positiveInteger } from '../shell/arguments.js';
import { examples, type Shell } from '../shell/command.js';
import { CliError } from '../shell/failure.js';

interface ProveOptions extends ProveRequest, LinkRequest {
  readonly jobs?: string;
  readonly workers?: number;
  readonly timeout?: number;
  readonly resume?: boolean;
  readonly metrics?: string;
  readonly memory?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addProve(program: Command, shell: Shell): void {
  program
    .command('prove')
    .description('prove executions of a clause and sign their certificates (CACs)')
    .argument('<dir>', 'a folder written by compile, with keys made by setup')
    .argument(
      '[input]',
      'INPUT.json: inputs, trigger, governance_scope, and optionally job_id, meta, timestamp, audience, prev, attestations',
    )
    .requiredOption('--key <file>', "the prover's signing key")
    .requiredOption('--out <file>', 'the certificate, or with --jobs one record on each line')
    .option('--openings <file>', 'private values and salts that open the commitments; written with mode 600')
    .addOption(new Option('--proof-system <name>', 'which circuit to prove with').choices(['groth16', 'kimchi']).default('groth16'))
    .option('--attestation <file>', 'inputs that their source signed (attest); may be given again', collect)
    .option('--prev <file>', 'an earlier certificate of which outputs are inputs here; may be given again', collect)
    .option('--map <link>', 'which: /output=/group/field; may be given again', collect)
    .option('--force', 'overwrite the certificate and openings that are there (not with --jobs)')
    .option('--jobs <file>', 'many jobs, one INPUT.json on each line; - for standard input, whose jobs are proved as they come')
    .option('--workers <number>', 'provers at a time (default: one for each processor)', positiveInteger)
    .option('--timeout <seconds>', 'give up a job after this time', positiveInteger)
    .option('--resume', 'continue a batch that was stopped: finished jobs are kept')
    .option('--metrics <file|port>', 'with --jobs: Prometheus text, served on 127.0.0.1:PORT/metrics or written to a file every second')
    .option('--memory <megabytes>', 'with --jobs: what keys and tables may take (default: half of the memory)', positiveInteger)
    .option('--json', 'print a summary as JSON')
    .addHelpText(
      'after',
      `${examples(
        'clauseproof prove drought input.json --key prover.key.json --out cac.json --openings openings.json',
        'clauseproof prove drought input.json --key prover.key.json --out cac.json --proof-system kimchi',
        'clauseproof prove premium input.json --key prover.key.json --out cac2.json --prev cac.json --map /payout=/earlier/payout',
        'clauseproof prove drought --jobs jobs.ndjson --key prover.key.json --out cacs.ndjson --workers 4',
        'clauseproof prove drought --jobs jobs.ndjson --key prover.key.json --out cacs.ndjson --resume',
        'clauseproof prove drought --jobs jobs.ndjson --key prover.key.json --out cacs.ndjson --metrics 9464',
      )}
Nonce and salts are kept in OUT.journal (mode 600) before proving begins, so that a retry is the same execution. A batch
writes {"job_id", "status": "proved", "cac"}, or the status "rejected" (the clause does not accept these inputs) or "error", with a
code and never a private value. Exit code 1 when any job was rejected or failed.`,
    )
    .action(async (dir: string, input: string | undefined, options: ProveOptions) => {
      if ((input === undefined) === (options.jobs === undefined)) {
        throw new CliError('usage.one-input', 'name either one INPUT.json or a file of jobs', {
          help: 'give INPUT.json after the folder, or --jobs JOBS.ndjson',
        });
      }
      const batchOnly = (['workers', 'resume', 'metrics', 'memory'] as const).find((name) => options[name] !== undefined);
      if (input !== undefined && batchOnly !== undefined) {
        throw new CliError('usage.only-with-jobs', `--${batchOnly} goes with --jobs only`, { help: 'leave it out' });
      }
      const oneOnly = (['attestation', 'prev', 'map'] as const).find((name) => options[name] !== undefined);
      if (options.jobs !== undefined && oneOnly !== undefined) {
        throw new CliError('usage.not-with-jobs', `--${oneOnly} does not go with --jobs`, {
          help: 'write "attestations" and "prev" into each job',
        });
      }
      if (options.jobs !== undefined && options.force === true) {
        throw new CliError('usage.not-with-jobs', '--force does not go with --jobs', {
          help: 'continue the batch with --resume, or name another output file',
        });
      }
      assertDistinct({ ...options, input: input ?? options.jobs });
      const timeout = options.timeout === undefined ? {} : { jobTimeoutMs: options.timeout * 1000 };
      if (input !== undefined) {
        const { proveOne } = await import('../certificates/prove-one.js');
        const accepted = await proveOne(
          dir,
          input,
          { ...options, ...timeout, force: options.force === true, json: options.json === true },
          shell.signal,
        );
        shell.finish(accepted ? 0 : 1);
        return;
      }
      const { proveBatch } = await import('../certificates/prove-batch.js');
      const { availableParallelism } = await import('node:os');
      const all = await proveBatch(
        dir,
        options.jobs ?? '',
        {
          ...options,
          ...timeout,
          workers: options.workers ?? availableParallelism(),
          resume: options.resume === true,
          json: options.json === true,
        },
        shell.signal,
      );
      shell.finish(all ? 0 : 1);
    });
}

/** Openings in the file of the certificates would be published with them, and a result in the place of the key would be the end of it. */
function assertDistinct(files: {
  readonly input: string | undefined;
  readonly key: string;
  readonly out: string;
  readonly openings?: string;
}): void {
  const named: readonly (readonly [name: string, path: string | undefined])[] = [
    ['the jobs or the input', files.input],
    ['--key', files.key],
    ['--out', files.out],
    ['the journal of --out', `${files.out}.journal`],
    ['--openings', files.openings],
  ];
  const seen = new Map<string, string>();
  for (const [name, path] of named) {
    if (path === undefined) continue;
    const other = seen.get(resolve(path));
    if (other !== undefined)
      throw new CliError('usage.same-file', `${other} and ${name} are one file`, { where: path, help: 'give each a file of its own' });
    seen.set(resolve(path), name);
  }
}
