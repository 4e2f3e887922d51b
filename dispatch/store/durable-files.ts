// Makes PGlite durable: PostgreSQL inside it asks for a flush at each commit, and these files really do it. Takes the folder;
// gives a client. As it comes, PGlite turns flushing off, and its file system for Node has no call for it.
import { execFile } from 'node:child_process';
import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** `loadDataDir` fills an empty folder from a dump. */
export function openDurable(folder: string, loadDataDir?: Blob): Promise<PGlite> {
  const load = loadDataDir === undefined ? {} : { loadDataDir };
  return PGlite.create({ fs: new DurableFiles(folder), startParams: startParams(), ...load });
}

/** `-F` turns flushing off. The usual way to flush the log on Linux is a call that does nothing in PGlite. */
function startParams(): string[] {
  const others = PGlite.defaultStartParams.filter((one) => one !== '-F');
  return [...others, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

type FilesOptions = Parameters<NodeFS['init']>;

class DurableFiles extends NodeFS {
  override async init(...[client, options]: FilesOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(client, options);
    const addFlush = (module: { NODEFS: object }) => {
      const files = module.NODEFS as NodeFiles;
      files.stream_ops.fsync = (stream) => {
        flush(stream, files);
        return 0;
      };
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFlush] },
    };
  }
}

/** What of Emscripten's file system for Node is used here; `nfd` is a file's number, and folders have none. */
interface NodeFiles {
  stream_ops: { fsync?: (stream: NodeStream) => number };
  realPath(node: unknown): string;
}
interface NodeStream {
  nfd?: number | null;
  node: unknown;
}

/** An error goes up into PostgreSQL, which then stops rather than go on with a write that may be lost. */
function flush(stream: NodeStream, files: NodeFiles): void {
  if (typeof stream.nfd === 'number') {
    fsyncSync(stream.nfd);
    return;
  }
  const folder = openSync(files.realPath(stream.node), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Flushes all files and folders below `path`: what makes or unpacks a database does not. One call for the whole file system
 * takes a second where a thousand single ones take half a minute; where there is no such call they are made.
 */
export async function flushTree(path: string): Promise<void> {
  await promisify(execFile)('sync', ['-f', path]).catch(() => flushEach(path));
}

async function flushEach(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) await flushEach(name);
    else if (entry.isFile()) await flushOne(name);
  }
  await flushOne(path);
}

export async function flushOne(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
