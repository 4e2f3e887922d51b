// An RTSP camera that answers with the given input. Takes the answers and the packets; returns its address. The first connection to
// a path gets them; one server serves all inputs, so that many can run at once.
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export const rtspMethods = ['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY'] as const;
export type RtspMethod = (typeof rtspMethods)[number];

export interface RtspScript {
  /** `CSEQ` within stands for the number of the request. */
  answers: Record<RtspMethod, Uint8Array>;
  /** What follows the answer to PLAY: RTP within the connection. */
  stream: Uint8Array;
}

export interface AnsweringServer {
  /** The address that plays this script. */
  play(script: RtspScript): string;
  forget(address: string): void;
  close(): Promise<void>;
}

const endAfterMs = 150;

export async function startAnswering(): Promise<AnsweringServer> {
  const scripts = new Map<string, RtspScript>();
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    talk(socket, scripts);
  });
  const port = await listen(server);
  return {
    play: (script) => {
      count += 1;
      scripts.set(`/input-${count}`, script);
      return `rtsp://127.0.0.1:${port}/input-${count}`;
    },
    forget: (address) => scripts.delete(new URL(address).pathname),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function talk(socket: Socket, scripts: ReadonlyMap<string, RtspScript>): void {
  let heard = '';
  let path = '';
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => {
    heard += part.toString('latin1');
    for (let end = heard.indexOf('\r\n\r\n'); end >= 0; end = heard.indexOf('\r\n\r\n')) {
      const request = heard.slice(0, end);
      heard = heard.slice(end + 4);
      path ||= /\/input-\d+/.exec(request)?.[0] ?? '';
      const script = scripts.get(path);
      if (script === undefined) socket.destroy();
      else answer(socket, request, script);
    }
  });
}

function answer(socket: Socket, request: string, { answers, stream }: RtspScript): void {
  const method = rtspMethods.find((one) => request.startsWith(one));
  const number = /CSeq: (\d+)/i.exec(request)?.[1] ?? '0';
  // TEARDOWN and keep-alive requests.
  if (method === undefined) {
    socket.end(`RTSP/1.0 200 OK\r\nCSeq: ${number}\r\n\r\n`);
    return;
  }
  socket.write(withNumber(answers[method], number));
  if (method !== 'PLAY') return;
  socket.write(stream);
  setTimeout(() => socket.end(), endAfterMs);
}

/** The first `CSEQ`; the other bytes stay as they are. */
function withNumber(answer: Uint8Array, number: string): Uint8Array {
  const text = Buffer.from(answer).toString('latin1').replace('CSEQ', number);
  return Buffer.from(text, 'latin1');
}
