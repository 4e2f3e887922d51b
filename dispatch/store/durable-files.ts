// Makes PGlite durable. PostgreSQL asks for a flush at each commit, but by default PGlite turns this off, and its file system for
// Node does not implement it; these files do. Takes the folder; returns a client.
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
 * Fills an empty folder, from a dump if given, without a flush for each of its thousand files: the caller flushes the whole tree,
 * and starts again if that failed.
 */
export async function fillFolder(folder: string, loadDataDir?: Blob): Promise<void> {
  const load = loadDataDir === undefined ? {} : { loadDataDir };
  const client = await PGlite.create({ fs: new NodeFS(folder), ...load });
  await client.close();
}

/** `-F` turns flushing off. Linux's default method to flush the log is a no-op in PGlite. */
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

/** The parts of Emscripten's file system for Node that are used here; `nfd` is a file descriptor, which folders do not have. */
interface NodeFiles {
  stream_ops: { fsync?: (stream: NodeStream) => number };
  realPath(node: unknown): string;
}
interface NodeStream {
  nfd?: number | null;
  node: unknown;
}

/** Where PostgreSQL records that the database was shut down; after a crash it says that the database runs. */
const stateAt = 16;
const closed = 1;

async function wasClosed(folder: string): Promise<boolean> {
  const control = await readFile(join(folder, 'global', 'pg_control')).catch(() => null);
  return (control?.length ?? 0) > stateAt + 4 && control?.readUInt32LE(stateAt) === closed;
}

/** An error is passed to PostgreSQL, which then stops rather than lose a write. */
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
