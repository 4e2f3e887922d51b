// Sends arbitrary bytes as a request over its own connection, for tests.
import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends the bytes unchanged. Returns the status, 0 when the connection was cut, and the whole answer. */
export async function sendRaw(
  port: number,
  text: string,
): Promise<{ status: number; text: string }> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(text);
  await once(socket, 'close');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0), text: answer };
}

export interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export function textOf({ method = 'GET', path, headers = {}, body }: Sent): string {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = { host: 'dispatch.test', connection: 'close', ...length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body ?? ''].join('\r\n');
}
