/**
 * Runs the built command as a person would, in a process of its own, and checks what holds for every run whatever it was asked:
 * no stack trace, no internal error, one of the documented exit codes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

const BIN = fileURLToPath(new URL('../../cli/bin/clauseproof.mjs', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the running process, to send it signals, and what it has written so far. */
  readonly whileRunning?: (kill: (signal: NodeJS.Signals) => void, output: () => string) => void;
}

/** Runs `clauseproof` with `args` until it ends. */
export async function clauseproof(args: readonly string[], options: Options = {}): Promise<Finished> {
  const started = Date.now();
  const { CLAUSEPROOF_DEBUG: _, ...env } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  options.whileRunning?.(
    (signal) => child.kill(signal),
    () => stdout + stderr,
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const both = stdout + stderr;
  expect(both, `clauseproof ${args.join(' ')}`).not.toMatch(/^ {4}at /m);
  expect(both, `clauseproof ${args.join(' ')}`).not.toContain('E-INTERNAL');
  // Neither colours nor cursor movements where nobody looks at a terminal.
  expect(both).not.toContain('\u001b');
  return { code, stdout, stderr, milliseconds: Date.now() - started };
}

/** Runs it and expects exit code 0. */
export async function succeeds(args: readonly string[], options: Options = {}): Promise<Finished> {
  const finished = await clauseproof(args, options);
  expect(finished.code, `clauseproof ${args.join(' ')}\n${finished.stderr}${finished.stdout}`).toBe(0);
  return finished;
}

/** Runs it and expects exit code 2 and an error of this code on stderr. */
export async function isRefused(args: readonly string[], errorCode: string, options: Options = {}): Promise<Finished> {
  const finished = await clauseproof(args, options);
  expect(finished.stderr, `clauseproof ${args.join(' ')}`).toContain(`error[${errorCode}]`);
  expect(finished.code, `clauseproof ${args.join(' ')}\n${finished.stderr}`).toBe(2);
  return finished;
}

/** A folder of this test file's own, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clauseproof-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
