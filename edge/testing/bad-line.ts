// A TCP proxy that simulates a bad network for HTTP: slow, cut, foreign answers, no answers, changed bytes. Counts the uploaded bytes.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export const lineFaults = [
  'none',
  /** Refuses the connection. */
  'refuses',
  /** Redirects every request to a log-in page, which answers 200. */
  'redirects',
  /** Answers 200 with a page, without asking the server. */
  'lies',
  /** The server gets the whole request; only the beginning of its answer comes back. */
  'truncates',
  /** The server gets the whole request; no answer comes back. */
  'swallows',
  /** Accepts the connection, then nothing moves. */
  'stalls',
  /** Changes a byte of each request's body. */
  'spoils',
  /** Answers with this status instead of the server. */
  'answers 404',
  'answers 405',
  'answers 413',
  'answers 502',
] as const;
export type LineFault = (typeof lineFaults)[number];

export interface BadLine {
  readonly url: string;
  fault: LineFault;
  /** Bytes sent to the server so far. */
  sent(): number;
  /** Cuts all connections once this many bytes have gone up in total. */
  cutAt(bytes: number[]): void;
  close(): Promise<void>;
}

interface State {
  fault: LineFault;
  sent: number;
  cuts: number[];
  bytesPerSecond: number;
  target: number;
  open: Set<Socket>;
}

interface LineOptions {
  target: number;
  bytesPerSecond?: number;
}

export async function startBadLine(options: LineOptions): Promise<BadLine> {
  const state = stateOf(options);
  const server = createServer((near) => {
    state.open.add(near);
    near.on('error', () => undefined).once('close', () => state.open.delete(near));
    serve(near, state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
      cut(state);
    },
    sent: () => state.sent,
    cutAt: (bytes) => {
      state.cuts = [...bytes];
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut(state);
      await closed;
    },
  };
}

function stateOf({ target, bytesPerSecond = Infinity }: LineOptions): State {
  return { fault: 'none', sent: 0, cuts: [], bytesPerSecond, target, open: new Set() };
}

function cut(state: State): void {
  for (const socket of state.open) socket.destroy();
}

function serve(near: Socket, state: State): void {
  const { fault } = state;
  if (fault === 'refuses') near.destroy();
  else if (fault === 'stalls') near.resume();
  else if (fault === 'redirects' || fault === 'lies' || fault.startsWith('answers'))
    answerInPlace(near, fault);
  else join(near, state);
}

function answerInPlace(near: Socket, fault: LineFault): void {
  const page = '<html><title>Welcome</title></html>';
  near.on('data', (chunk: Buffer) => {
    const isRequest = /^(GET|PUT) /.exec(chunk.toString('latin1'));
    if (!isRequest) return;
    const isLogIn = chunk.toString('latin1').includes(' /login');
    const status = fault === 'redirects' && !isLogIn ? 303 : Number(fault.slice(-3)) || 200;
    near.end(
      `HTTP/1.1 ${status} X\r\nlocation: /login\r\ncontent-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`,
    );
  });
}

function join(near: Socket, state: State): void {
  const far = connect(state.target, '127.0.0.1');
  far.on('error', () => undefined).once('close', () => near.destroy());
  near.once('close', () => far.destroy());
  void up(near, far, state);
  down(far, near, state.fault);
}

async function up(near: Socket, far: Socket, state: State): Promise<void> {
  try {
    for await (const chunk of near as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length; from += 8192) {
        const slice = Buffer.from(chunk.subarray(from, from + 8192));
        if (state.fault === 'spoils') spoil(slice);
        state.sent += slice.length;
        far.write(slice);
        if (Number.isFinite(state.bytesPerSecond))
          await delay((slice.length / state.bytesPerSecond) * 1000);
        if (state.sent < (state.cuts[0] ?? Infinity)) continue;
        state.cuts.shift();
        cut(state);
        return;
      }
    }
  } catch {
    // The other side has disconnected.
  }
}

/** The last byte of a chunk that holds some of the body. */
function spoil(slice: Buffer): void {
  const isHeadOnly = slice.includes('HTTP/1.1') && slice.subarray(-4).toString() === '\r\n\r\n';
  if (!isHeadOnly) slice[slice.length - 1] = (slice.at(-1) ?? 0) ^ 1;
}

function down(far: Socket, near: Socket, fault: LineFault): void {
  far.on('data', (chunk: Buffer) => {
    if (fault === 'swallows') return;
    if (fault === 'truncates') near.end(chunk.subarray(0, Math.floor(chunk.length * 0.8)));
    else near.write(chunk);
  });
}
