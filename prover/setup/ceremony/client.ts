/** Runs one operation in a ceremony process and waits for it. */
import { fork } from 'node:child_process';
import { builtFile } from '../../built-file.js';
import { ProverError } from '../../errors.js';
import type { CeremonyReply, CeremonyRequest } from './messages.js';

/**
 * @returns whether snarkjs did it, or for `verify` whether the key holds
 * @throws ProverError `ceremony.failed`, `ceremony.process-died`; the reason of `signal`, which ends the process at once
 */
export async function runCeremonyStep(request: CeremonyRequest, signal?: AbortSignal): Promise<boolean> {
  signal?.throwIfAborted();
  const child = fork(builtFile('setup/ceremony/process.js'), [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  const stop = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const reply = await new Promise<CeremonyReply | undefined>((resolve) => {
      let received: CeremonyReply | undefined;
      child.once('message', (message) => {
        received = message as CeremonyReply;
      });
      child.once('error', () => resolve(undefined));
      child.once('exit', () => resolve(received));
      child.send(request);
    });
    signal?.throwIfAborted();
    if (reply === undefined)
      throw new ProverError(
        'ceremony.process-died',
        'the process that computes the keys ended in the middle of its work',
        'Check that the machine has enough free memory and disk, and try again.',
      );
    if ('failure' in reply) throw new ProverError(reply.failure.code, reply.failure.message, 'Check that the files are whole.');
    return reply.result;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
