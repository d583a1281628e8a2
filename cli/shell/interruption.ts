/**
 * Ctrl-C and SIGTERM: the first asks the running command to stop at its next safe point (it gets an AbortSignal; finished work is already on
 * disk), the second, or a grace period, ends the process at once. A command that never asks for the signal has nothing to tidy up and dies
 * as any program does.
 */

import { setMaxListeners } from 'node:events';

/** Exit code of a command that was stopped on request, as shells have it: 128 + SIGINT. */
export const INTERRUPTED = 130;
const GRACE_MS = 5000;

/** Starts watching and gives the signal. */
export function watchForInterruption(): AbortSignal {
  const controller = new AbortController();
  // Every job of a batch listens; that many listeners are no leak.
  setMaxListeners(0, controller.signal);
  const stop = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new DOMException('stopped on request', 'AbortError'));
    setTimeout(() => process.exit(INTERRUPTED), GRACE_MS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
