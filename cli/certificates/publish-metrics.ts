/** Where the metrics of a batch go: a port that Prometheus scrapes, or a file for the node exporter's textfile collector. */
import type { PoolMetrics } from '@clauseproof/prover/pool/metrics';
import { serveMetrics } from '@clauseproof/prover/pool/metrics-server';
import { prepareFolderOf, writeWhole } from '../shell/files.js';
import { say } from '../shell/terminal.js';

const EVERY_MS = 1000;

export interface PublishedMetrics {
  /** Writes the file a last time, or closes the port. */
  close(): Promise<void>;
}

/** @param target a port number, or the path of a file. @throws ProverError `metrics.port`; CliError `file.*` */
export async function publishMetrics(metrics: PoolMetrics, target: string): Promise<PublishedMetrics> {
  if (/^\d{1,5}$/.test(target)) {
    const server = await serveMetrics(metrics, Number(target));
    say(`Metrics: http://127.0.0.1:${server.port}/metrics`);
    return server;
  }
  await prepareFolderOf(target);
  const write = async () => writeWhole(target, await metrics.text());
  await write();
  let writing: Promise<void> = Promise.resolve();
  // A disk that fills up in between must not end the batch; the last write says so.
  const timer = setInterval(() => {
    writing = writing.then(write).catch(() => undefined);
  }, EVERY_MS);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
