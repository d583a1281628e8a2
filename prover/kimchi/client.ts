/**
 * Starts the o1js process and talks to it. The process ends with `close`, and by itself when its parent (a process or a pool
 * worker) is gone, because the channel between them closes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { builtFile } from '../built-file.js';
import { ProverError } from '../errors.js';
import { jobText, type ProofJob } from '../job.js';
import type { Outcome } from '../outcome.js';
import type { ExecutionSecrets } from '../secrets.js';
import type { CompiledKey, OperationName, Operations, ProgramAnalysis, Reply, Request } from './messages.js';

export interface KimchiClient {
  analyze(dir: string): Promise<ProgramAnalysis>;
  setup(dir: string): Promise<CompiledKey>;
  open(dir: string): Promise<{ readonly backend: 'native' | 'wasm' }>;
  execute(job: ProofJob, secrets: ExecutionSecrets): Promise<Outcome>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: never): void;
  reject(error: ProverError): void;
}

/** A client with a process of its own, started at the first request. */
export function createKimchiClient(): KimchiClient {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let lastId = 0;

  const start = (): ChildProcess => {
    // No output of o1js reaches our own: it prints progress, and a stack trace of it could quote a value.
    const started = fork(builtFile('kimchi/process.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    started.on('message', (message) => {
      const reply = message as Reply;
      const { resolve, reject } = waiting.get(reply.id) ?? {};
      waiting.delete(reply.id);
      if ('failure' in reply) reject?.(new ProverError(reply.failure.code, reply.failure.message, reply.failure.help));
      else resolve?.(reply.result as never);
    });
    const gone = (): void => {
      if (child === started) child = undefined;
      for (const { reject } of waiting.values())
        reject(
          new ProverError(
            'kimchi.process-died',
            'the o1js process ended in the middle of its work',
            'Check that the machine has about 2 GB of free memory and try again.',
          ),
        );
      waiting.clear();
    };
    started.once('exit', gone);
    started.once('error', gone);
    return started;
  };

  const request = <Name extends OperationName>(operation: Name, args: Operations[Name]['arguments']): Promise<Operations[Name]['result']> =>
    new Promise((resolve, reject) => {
      child ??= start();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      const message: Request<Name> = { id: lastId, operation, arguments: args };
      child.send(message);
    });

  return {
    analyze: (dir) => request('analyze', { dir }),
    setup: (dir) => request('setup', { dir }),
    open: (dir) => request('open', { dir }),
    execute: (job, secrets) => request('execute', { job: jobText(job), secrets }),
    async close() {
      const ending = child;
      if (ending === undefined) return;
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.kill();
      await ended;
    },
  };
}
