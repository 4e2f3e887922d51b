// A local HTTP server that behaves as a test requires: it answers, refuses, stalls, answers twice, answers with a page, resets or
// is slow. It records the requests.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** As received. */
  bytes: Buffer;
}

export type Manner = (request: Received, response: ServerResponse) => void;

export interface RudeServer {
  url: string;
  received: Received[];
  /** The answers to the next requests; the last one repeats. */
  answer: (...manners: Manner[]) => void;
  close: () => Promise<void>;
}

export const manners = {
  json:
    (body: unknown, status = 200, headers: Record<string, string> = {}): Manner =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    },
  status:
    (status: number, headers: Record<string, string> = {}): Manner =>
    (_, response) => {
      response.writeHead(status, headers).end();
    },
  page: (_: Received, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body>Please log in to this network</body></html>');
  },
  stalls: () => undefined,
  resets: (_: Received, response: ServerResponse) => {
    response.socket?.resetAndDestroy();
  },
  twice: (_: Received, response: ServerResponse) => {
    const one = (status: string, body: string) =>
      `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const good = '{"errcode":0,"code":0,"StatusCode":0}';
    response.socket?.end(`${one('200 OK', good)}${one('500 Twice', '{"errcode":500}')}`);
  },
  noHttp: (_: Received, response: ServerResponse) => {
    response.socket?.end('220 mail.example.org ESMTP\r\n');
  },
  /** A head, and then single bytes without end. */
  drips: (_: Received, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 5);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  endless: (_: Received, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384))) continue;
    };
    response.on('drain', write);
    write();
  },
};

export async function startRudeServer(): Promise<RudeServer> {
  const received: Received[] = [];
  let next: Manner[] = [manners.json({})];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void take(request).then((one) => {
      received.push(one);
      const manner = next.length > 1 ? next.shift() : next[0];
      manner?.(one, response);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (...given) => {
      next = given;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function take(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const { method = '', url: path = '', headers } = request;
  return { method, path, headers, body: bytes.toString('utf8'), bytes };
}
