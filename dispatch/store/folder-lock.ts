// One process a data folder. The lock is a socket in the folder: it answers while its owner lives and is dead the moment
// the owner is, however it ended, so that nothing left behind can block a restart.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/** @throws when another living process holds the folder */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = socketPath(folder);
  if (await isAnswering(path))
    throw new Error(`${folder} is in use by another process: one dispatch a data folder`);
  await rm(path, { force: true });
  const server = await listen(path);
  // The lock alone must not keep the process alive.
  server.unref();
  return { release: () => close(server) };
}

/** A socket's path may be about 100 bytes long; for a longer one the lock moves to the folder for temporary files. */
function socketPath(folder: string): string {
  const path = join(resolve(folder), 'in-use.sock');
  if (Buffer.byteLength(path) < 100) return path;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  return join(tmpdir(), `fencewatch-${name}.sock`);
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolveAnswer) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolveAnswer(true);
    });
    socket.once('error', () => {
      resolveAnswer(false);
    });
  });
}

function listen(path: string): Promise<Server> {
  return new Promise((resolveServer, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => {
      resolveServer(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => {
      done();
    });
  });
}
