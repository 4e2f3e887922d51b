// Where the lock of a folder can be: in the folder itself, where a process in another container sees it too, or in the folder for
// temporary files if the folder cannot be written. Takes the folder; returns paths that are short enough for a socket.
import { createHash } from 'node:crypto';
import { mkdir, open, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface LockPlace {
  /** For file system calls; '' is the folder itself. */
  file(name: string): string;
  /** For a socket, whose path is limited to about 100 bytes. */
  socket(name: string): string;
  /** Call before a claim: creates the folder if it may be created. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

const longestSocketPath = 100;
const longestName = 'claim-4194304-0123456789abcdef.sock'.length;

/** In the order in which to try them. */
export async function lockPlaces(folder: string): Promise<LockPlace[]> {
  const path = await realpath(folder).catch(() => resolve(folder));
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  const second = join(tmpdir(), `fencewatch-${name}`);
  const first = await placeIn(path);
  const last = inTemporaryFolder(second);
  return first === null ? [last] : [first, last];
}

/** Null when the folder does not exist, or its path is too long on a system without /proc. */
async function placeIn(folder: string): Promise<LockPlace | null> {
  const file = (name: string) => join(folder, name);
  if (Buffer.byteLength(folder) + 1 + longestName <= longestSocketPath)
    return { file, socket: file, prepare: nothing, close: nothing };
  if (process.platform !== 'linux') return null;
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return null;
  const socket = (name: string) => `/proc/self/fd/${handle.fd}/${name}`;
  return { file, socket, prepare: nothing, close: () => handle.close() };
}

function inTemporaryFolder(folder: string): LockPlace {
  const file = (name: string) => join(folder, name);
  const prepare = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  };
  return { file, socket: file, prepare, close: nothing };
}

function nothing(): Promise<void> {
  return Promise.resolve();
}
