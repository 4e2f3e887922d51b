// A connection between an edge and the servers, as a TCP relay whose quality can be changed while it runs: slow, lossy, cut. Above
// TCP a lost packet arrives later, so a loss delays all that follows by a retransmission timeout, which doubles with each
// consecutive loss. Takes the target's port and random numbers; returns the relay's port.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface LineQuality {
  /** Extra time of a round trip. */
  delayMs: number;
  /** Share of lost packets. */
  loss: number;
}

export interface CityLine {
  readonly port: number;
  set(quality: LineQuality): void;
  /** Cuts every connection, and refuses new ones. */
  cut(): Promise<void>;
  join(): Promise<void>;
}

export const goodLine: LineQuality = { delayMs: 0, loss: 0 };
const firstAgainMs = 200;
const mostLossesInARow = 6;

export async function openCityLine(target: number, random: () => number): Promise<CityLine> {
  const open = new Set<Socket>();
  let quality = goodLine;
  const holdMs = () => quality.delayMs / 2 + lossMs(quality.loss, random);
  let server = await listen(0, (near) => {
    join(near, { target, open, holdMs });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    set: (next) => {
      quality = next;
    },
    cut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
    join: async () => {
      if (server.listening) return;
      server = await listen(port, (near) => {
        join(near, { target, open, holdMs });
      });
    },
  };
}

/** The delay of a packet that was lost a number of times. */
export function lossMs(loss: number, random: () => number): number {
  let [ms, again] = [0, firstAgainMs];
  for (let lost = 0; lost < mostLossesInARow && random() < loss; lost += 1) {
    ms += again;
    again *= 2;
  }
  return ms;
}

async function listen(port: number, onNear: (near: Socket) => void): Promise<Server> {
  const server = createServer(onNear);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

interface Ends {
  target: number;
  open: Set<Socket>;
  holdMs: () => number;
}

function join(near: Socket, { target, open, holdMs }: Ends): void {
  const far = connect(target, '127.0.0.1');
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    open.add(from);
    from.on('error', () => undefined);
    const send = inOrder(holdMs);
    from.on('data', (chunk: Buffer) => {
      send(() => {
        if (!to.destroyed) to.write(chunk);
      });
    });
    from.once('close', () => {
      open.delete(from);
      // Bytes in transit arrive before the end of the connection.
      send(() => to.destroy());
    });
  }
}

/** A packet never overtakes another one: timers may fire out of order, and each takes the oldest that waits. */
function inOrder(holdMs: () => number): (deliver: () => void) => void {
  const waiting: (() => void)[] = [];
  let lastDue = 0;
  return (deliver) => {
    const now = performance.now();
    lastDue = Math.max(lastDue, now + holdMs());
    if (lastDue <= now && waiting.length === 0) {
      deliver();
      return;
    }
    waiting.push(deliver);
    setTimeout(() => waiting.shift()?.(), lastDue - now);
  };
}
