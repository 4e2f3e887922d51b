// A small HTTP server for monitoring: /metrics for Prometheus, and /healthz for a container runtime and, as a list of problems,
// for programs.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { HealthProblem } from '../../contracts/index.ts';

export interface HealthAnswer {
  ok: boolean;
  /** The problems and notes, one per line. */
  notes: string[];
  problems: HealthProblem[];
  /** Absent when edges do not share cameras. */
  sharing?: object;
}

export interface HealthServer {
  readonly port: number;
  /** Runs until `signal` aborts. After a failure, call it again to listen at the same port. */
  run(signal: AbortSignal): Promise<void>;
}

export interface HealthServerOptions {
  host: string;
  port: number;
  registry: Registry;
  health: () => HealthAnswer;
}

/** @throws when the port is not available at the start */
export async function serveHealth(options: HealthServerOptions): Promise<HealthServer> {
  let server: Server | null = await listen(options, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    run: async (signal) => {
      const serving = server ?? (await listen(options, port));
      server = null;
      await untilOver(serving, signal);
    },
  };
}

async function listen(options: HealthServerOptions, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(options, request.url ?? '/', response).catch((error: unknown) => {
      fail(response, error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

/** Rejects when the server fails or somebody else closes it. */
function untilOver(server: Server, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    server.on('error', (error) => {
      close();
      reject(error);
    });
    server.on('close', () => {
      signal.removeEventListener('abort', close);
      if (signal.aborted) resolve();
      else reject(new Error('the health server was closed'));
    });
  });
}

async function answer(
  { registry, health }: HealthServerOptions,
  url: string,
  response: ServerResponse,
): Promise<void> {
  const path = url.split('?')[0];
  if (path === '/metrics') {
    // Update the problems first, because they are part of the metrics.
    health();
    send(response, 200, registry.contentType, await registry.metrics());
  } else if (path === '/healthz') {
    const told = health();
    send(response, told.ok ? 200 : 503, 'application/json', JSON.stringify(told));
  } else {
    send(response, 404, 'text/plain', 'not found: try /metrics or /healthz\n');
  }
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else send(response, 500, 'text/plain', `${error instanceof Error ? error.message : 'failed'}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
