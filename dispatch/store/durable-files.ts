// Makes PGlite durable: PostgreSQL inside it asks for a flush at each commit, and these files really do it. Takes the folder;
// gives a client. As it comes, PGlite turns flushing off, and its file system for Node has no call for it.
import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { flushMarked, isFlushed, type Marks } from './flushed-files.ts';

export async function openDurable(folder: string): Promise<PGlite> {
  const flushed = (await wasClosed(folder)) ? new Map<bigint, string>() : await flushMarked(folder);
  const fs = new DurableFiles(folder, flushed);
  const client = await PGlite.create({ fs, startParams: startParams() });
  flushed.clear();
  return client;
}

/**
 * Fills an empty folder, from a dump if one is given, without a flush for each of its thousand files: whoever calls flushes
 * the whole tree, and begins anew when that did not come about.
 */
export async function fillFolder(folder: string, loadDataDir?: Blob): Promise<void> {
  const load = loadDataDir === undefined ? {} : { loadDataDir };
  const client = await PGlite.create({ fs: new NodeFS(folder), ...load });
  await client.close();
}

/** `-F` turns flushing off. The usual way to flush the log on Linux is a call that does nothing in PGlite. */
function startParams(): string[] {
  const others = PGlite.defaultStartParams.filter((one) => one !== '-F');
  return [...others, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

type FilesOptions = Parameters<NodeFS['init']>;

class DurableFiles extends NodeFS {
  readonly #flushed: Marks;

  constructor(folder: string, flushed: Marks) {
    super(folder);
    this.#flushed = flushed;
  }

  override async init(...[client, options]: FilesOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(client, options);
    const flushed = this.#flushed;
    const addFlush = (module: { NODEFS: object }) => {
      const files = module.NODEFS as NodeFiles;
      files.stream_ops.fsync = (stream) => {
        const isOnDisk = typeof stream.nfd === 'number' && isFlushed(stream.nfd, flushed);
        if (!isOnDisk) flush(stream, files);
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

/** Where PostgreSQL says that it closed the database; after a crash it says that the database runs. */
const stateAt = 16;
const closed = 1;

async function wasClosed(folder: string): Promise<boolean> {
  const control = await readFile(join(folder, 'global', 'pg_control')).catch(() => null);
  return (control?.length ?? 0) > stateAt + 4 && control?.readUInt32LE(stateAt) === closed;
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
