// A real nginx for tests, from Debian, with the test's `server` blocks. Its configuration is checked with `nginx -t` first.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startServerProcess } from './server-process.ts';

export interface NginxServer {
  stop: () => Promise<void>;
}

/** The content of a `server` block that listens on a port of the loopback interface. */
export interface NginxSite {
  port: number;
  lines: string;
}

const program = '/usr/sbin/nginx';

/** @throws Error with nginx's message when it refuses the configuration */
export async function startNginx(
  sites: readonly [NginxSite, ...NginxSite[]],
): Promise<NginxServer> {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-nginx-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  // Started as root its workers switch to another user, who has to reach its files.
  await chmod(dir, 0o755);
  const file = join(dir, 'nginx.conf');
  await writeFile(file, configOf(dir, sites));
  const args = ['-p', dir, '-c', file, '-e', 'stderr'];
  try {
    await promisify(execFile)(program, ['-t', ...args]);
    const server = await startServerProcess({ program, args, port: sites[0].port });
    return { stop: () => server.stop('SIGTERM').then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

function configOf(dir: string, sites: readonly NginxSite[]): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    'daemon off;',
    'worker_processes 1;',
    `pid ${dir}/nginx.pid;`,
    'events { worker_connections 256; }',
    'http {',
    'access_log off;',
    ...kinds.map((kind) => `${kind}_temp_path ${dir}/${kind};`),
    ...sites.map(({ port, lines }) => `server { listen 127.0.0.1:${port};\n${lines}\n}`),
    '}',
  ].join('\n');
}
