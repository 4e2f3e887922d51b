// A real Redis for tests. Takes a port and a folder when a test restarts the same server after a kill; returns its address and
// functions to stop it. A temporary folder is removed at the end.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServerProcess } from './server-process.ts';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  stop: () => Promise<void>;
  /** SIGKILL. The folder stays, so that the server can be started again; `stop` removes it. */
  kill: () => Promise<void>;
  readonly pid: number;
}

export interface RedisOptions {
  port?: number;
  dir?: string;
  /** Write every command to an append-only file, flushed at once. */
  appendOnly?: boolean;
  /** Further arguments of redis-server, after all others. */
  args?: readonly string[];
}

export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'fencewatch-redis-')));
  const server = await startServerProcess({
    program: 'redis-server',
    args: [...redisArguments(port, dir, options.appendOnly ?? false), ...(options.args ?? [])],
    port,
  });
  const stop = async () => {
    await server.stop();
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    stop,
    kill: () => server.kill(),
    pid: server.pid,
  };
}

function redisArguments(port: number, dir: string, appendOnly: boolean): string[] {
  const durability = appendOnly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
  const address = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir];
  return [...address, '--save', '', '--maxmemory-policy', 'noeviction', ...durability];
}
