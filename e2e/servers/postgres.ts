// A real PostgreSQL for tests: a cluster in a temporary folder, on a free port. Logs a warning and returns null where PostgreSQL
// is not installed. The server refuses to run as root, so root runs it as another user.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startServerProcess, type ServerProcess } from './server-process.ts';

export interface PostgresServer {
  readonly url: string;
  /** SIGKILL, like a power failure. `start` starts it again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer | null> {
  const programs = findPrograms();
  if (programs === null) {
    process.stderr.write(
      '\nNO POSTGRESQL IS INSTALLED: what needs a real server is NOT TESTED\n\n',
    );
    return null;
  }
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-postgres-'));
  const owner = serverUser();
  if (owner !== null) await chown(dir, owner.uid, owner.gid);
  const initialise = ['-D', join(dir, 'data'), '-U', 'fencewatch', '-A', 'trust', '-E', 'UTF8'];
  await promisify(execFile)(join(programs, 'initdb'), [...initialise, '--no-sync'], {
    cwd: dir,
    ...owner,
  });
  return runCluster({ programs, dir, owner, port: await freePort() });
}

interface Cluster {
  programs: string;
  dir: string;
  owner: { uid: number; gid: number } | null;
  port: number;
}

async function runCluster(cluster: Cluster): Promise<PostgresServer> {
  let server = await startCluster(cluster);
  return {
    url: `postgres://fencewatch@127.0.0.1:${cluster.port}/postgres`,
    kill: () => server.kill(),
    start: async () => {
      server = await startCluster(cluster);
    },
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
      await server.stop('SIGINT');
      await rm(cluster.dir, { recursive: true, force: true });
    },
  };
}

async function startCluster({ programs, dir, owner, port }: Cluster): Promise<ServerProcess> {
  const network = ['-p', `${port}`, '-h', '127.0.0.1', '-k', dir];
  const server = await startServerProcess({
    program: join(programs, 'postgres'),
    args: ['-D', join(dir, 'data'), ...network],
    port,
    options: { cwd: dir, ...owner },
  });
  // After a crash it listens while it still replays its log; this waits until it accepts clients.
  const ready = ['-h', '127.0.0.1', '-p', `${port}`, '-t', '30'];
  while (!(await isReady(join(programs, 'pg_isready'), ready))) await sleep(50);
  return server;
}

async function isReady(program: string, args: string[]): Promise<boolean> {
  return promisify(execFile)(program, args).then(
    () => true,
    () => false,
  );
}

function findPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/local/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

function serverUser(): Cluster['owner'] {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString().trim());
  return { uid: id('-u'), gid: id('-g') };
}
