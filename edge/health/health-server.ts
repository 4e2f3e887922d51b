// A small HTTP server for those who watch the worker: /metrics for Prometheus, /healthz for a container runtime.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface HealthAnswer {
  ok: boolean;
  /** What is wrong or worth knowing, a line each. */
  notes: string[];
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface HealthServerOptions {
  host: string;
  port: number;
  registry: Registry;
  health: () => HealthAnswer;
}

export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(options, request.url ?? '/', response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { registry, health }: HealthServerOptions,
  url: string,
  response: ServerResponse,
): Promise<void> {
  const path = url.split('?')[0];
  if (path === '/metrics') {
    send(response, 200, registry.contentType, await registry.metrics());
  } else if (path === '/healthz') {
    const { ok, notes } = health();
    send(response, ok ? 200 : 503, 'application/json', JSON.stringify({ ok, notes }));
  } else {
    send(response, 404, 'text/plain', 'not found: try /metrics or /healthz\n');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
