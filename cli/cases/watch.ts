/** Runs cases again when a file that they depend on changes, until Ctrl-C. */
import { resolve } from 'node:path';
import { watch } from 'chokidar';
import { problemsOf, problemText } from '../shell/failure.js';
import { errColors, say } from '../shell/terminal.js';
import { findSuites } from './find-suites.js';
import { type RunAllOptions, runAll } from './run-all.js';
import { runCasesFile } from './run-file.js';

/** An editor that saves several files, or one in several steps, causes one run. */
const QUIET_MS = 80;
const WATCHED = /\.(clause\.ts|rules\.ts|cases\.yaml|json)$/;
const SKIPPED = /(^|[/\\])(node_modules|dist|\.[^./\\][^/\\]*)([/\\]|$)/;

/**
 * Never returns: it ends when the signal is aborted.
 * @throws DOMException AbortError
 */
export async function watchCases(paths: readonly string[], options: RunAllOptions, signal: AbortSignal): Promise<never> {
  const run = async () => {
    try {
      await runAll(paths, options);
    } catch (error) {
      say(problemText(problemsOf(error), errColors));
    }
  };
  const waiting = () => say(errColors.dim('Waiting for changes; Ctrl-C ends.'));
  await run();
  const watcher = watch([...paths, ...(await filesOutside(paths))], {
    ignoreInitial: true,
    ignored: (path, stats) => SKIPPED.test(path) || (stats?.isFile() === true && !WATCHED.test(path)),
  });
  let timer: NodeJS.Timeout | undefined;
  // One run after another: a change during a run asks for one more.
  let running: Promise<void> = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(run).then(waiting);
    }, QUIET_MS);
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  waiting();
  await new Promise<void>((stop) => signal.addEventListener('abort', () => stop(), { once: true }));
  clearTimeout(timer);
  await watcher.close();
  throw signal.reason;
}

/** Helper modules and inputs may lie outside of the folders that were named. */
async function filesOutside(paths: readonly string[]): Promise<string[]> {
  try {
    const { suites } = await findSuites(paths);
    const results = await Promise.all(suites.map((suite) => runCasesFile(suite)));
    return results.flatMap(({ files }) => files.map((file) => resolve(file)));
  } catch {
    // What is wrong with them has just been said.
    return [];
  }
}
