// A TCP relay that a test can cut and join: its clients see the server disappear and return, while the test itself can still
// reach it.
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Relay {
  readonly port: number;
  /** Cuts every connection, and refuses new ones. */
  cut(): Promise<void>;
}

/** Relays `port` to `target`, both on this machine. */
export async function startRelay({
  port = 0,
  target,
}: {
  port?: number;
  target: number;
}): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { port: typeof address === 'object' && address ? address.port : port, cut };
}
