// The connection between an edge and the servers: it carries all bytes in order, late or not, and can be cut and restored.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { randomFrom } from '../night/night-plan.ts';
import { goodLine, lossMs, openCityLine } from './city-line.ts';

/** An echo server. */
async function openEcho() {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const line = await openCityLine((server.address() as AddressInfo).port, randomFrom(1));
  onTestFinished(async () => {
    await line.cut();
    server.close();
  });
  return line;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function echoOf(socket: Socket, texts: readonly string[]): Promise<string> {
  let came = '';
  const wanted = texts.join('').length;
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      came += chunk.toString();
      if (came.length >= wanted) resolve();
    });
  });
  for (const text of texts) {
    socket.write(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  return came;
}

it('carries what is sent', async () => {
  const line = await openEcho();
  expect(await echoOf(await open(line.port), ['hello'])).toBe('hello');
});

it('keeps the order when it is late and loses packets', async () => {
  const line = await openEcho();
  line.set({ delayMs: 40, loss: 0.2 });
  const texts = Array.from({ length: 60 }, (_, n) => `${n} `);
  const begun = performance.now();
  expect(await echoOf(await open(line.port), texts)).toBe(texts.join(''));
  expect(performance.now() - begun).toBeGreaterThan(35);
});

it('is cut for all clients, and restored at the same port', async () => {
  const line = await openEcho();
  const socket = await open(line.port);
  const closed = once(socket, 'close');
  await line.cut();
  await closed;
  const refused = connect(line.port, '127.0.0.1');
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
  await line.join();
  line.set(goodLine);
  expect(await echoOf(await open(line.port), ['again'])).toBe('again');
});

it('can be cut and restored twice', async () => {
  const line = await openEcho();
  await line.cut();
  await line.cut();
  await line.join();
  await line.join();
  expect(await echoOf(await open(line.port), ['x'])).toBe('x');
});

it('holds a lost packet for the time of its retransmissions, which doubles', () => {
  const draws =
    (...values: number[]) =>
    () =>
      values.shift() ?? 1;
  expect(lossMs(0.2, draws(0.5))).toBe(0);
  expect(lossMs(0.2, draws(0.1, 0.5))).toBe(200);
  expect(lossMs(0.2, draws(0.1, 0.1, 0.1, 0.5))).toBe(1400);
  expect(lossMs(0, draws(0))).toBe(0);
  // The kernel gives up after some time, and so does this.
  expect(lossMs(1, () => 0)).toBe(200 * 63);
});
