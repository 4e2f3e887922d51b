// Local ports: a free one, the preferred one if it is free, and waiting until somebody listens.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const waitMs = 120_000;
const againMs = 100;

export async function freePort(): Promise<number> {
  return (await listen(0)) ?? Promise.reject(new Error('no free port on 127.0.0.1'));
}

/** The preferred port, or a free one when it is taken. */
export async function portOr(wanted: number): Promise<number> {
  return (await listen(wanted)) ?? freePort();
}

/** @throws Error when nobody listens in time */
export async function waitForPort(port: number, who: string): Promise<void> {
  for (let waited = 0; waited < waitMs; waited += againMs) {
    if (await isOpen(port)) return;
    await delay(againMs);
  }
  throw new Error(`${who} does not listen on port ${port} after ${waitMs / 1000} s`);
}

/** Binds the port for a moment; null when it is not available. */
async function listen(port: number): Promise<number | null> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return null;
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : null;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
