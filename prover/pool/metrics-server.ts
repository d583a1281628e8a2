/** Serves a pool's metrics to Prometheus: `GET /metrics` on this machine only, unless the caller names another address. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProverError } from '../errors.js';
import type { PoolMetrics } from './metrics.js';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param port 0 for any free one
 * @throws ProverError `metrics.port` if the port cannot be had
 */
export async function serveMetrics(metrics: PoolMetrics, port: number, host = '127.0.0.1'): Promise<MetricsServer> {
  const server: Server = createServer(async (request, response) => {
    const isMetrics = new URL(request.url ?? '/', 'http://localhost').pathname === '/metrics';
    if (!isMetrics || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(isMetrics ? 405 : 404, { 'content-type': 'text/plain' }).end('GET /metrics\n');
      return;
    }
    try {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType }).end(request.method === 'HEAD' ? undefined : text);
    } catch {
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ProverError('metrics.port', `port ${port} cannot be used: ${error.code ?? error.message}`, 'Name another port or a file.'),
      ),
    );
    server.listen(port, host, resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
