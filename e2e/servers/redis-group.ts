// Several real Redis servers for tests, with TLS and ACL users: a master and its replica behind three Sentinels, or a cluster of
// three masters, one with a replica. Returns addresses and a function to kill a server.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis, type RedisServer } from './redis.ts';
import { freePort, startServerProcess, type ServerProcess } from './server-process.ts';

export interface RedisGroup {
  /** `host:port,host:port`, of Sentinels or of nodes of the cluster. */
  readonly hosts: string;
  /** The certificate file of the CA. */
  readonly ca: string;
  readonly servers: readonly RedisServer[];
  /** Sends a command to one server, as the administrator. */
  ask(server: RedisServer, ...command: string[]): string;
  stop(): Promise<void>;
}

export interface SentinelGroup extends RedisGroup {
  /** Makes the Sentinels promote the replica although the master works. */
  failOver(): void;
}

/** Has exactly the rights that deploy.md gives to an edge and to dispatch. */
export const queueUser = { name: 'fencewatch', password: 'p@ss:/#%1' };
/** As it is written in an address. */
export const queueLogIn = `fencewatch:${encodeURIComponent(queueUser.password)}`;
export const sentinelPassword = 'of the sentinels';
const admin = { name: 'root', password: 'of-the-administrator' };

interface Ground {
  dir: string;
  cert: string;
  key: string;
}

async function makeGround(): Promise<Ground> {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-redis-group-'));
  const key = join(dir, 'key.pem');
  const cert = join(dir, 'cert.pem');
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert];
  const name = ['-subj', '/CN=queue', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...made, ...name], { stdio: 'ignore' });
  return { dir, cert, key };
}

/** Lines of a configuration; arguments are the same with `--` before them. */
function tlsOf({ cert, key }: Ground, port: number): string[][] {
  return [
    ['port', '0'],
    ['tls-port', `${port}`],
    ['tls-cert-file', cert],
    ['tls-key-file', key],
    ['tls-ca-cert-file', cert],
    ['tls-auth-clients', 'no'],
    ['tls-replication', 'yes'],
  ];
}

const asArguments = (lines: string[][]) =>
  lines.flatMap(([name, ...rest]) => [`--${name}`, ...rest]);

async function startMember(ground: Ground, prefix: string, more: string[][]): Promise<RedisServer> {
  const port = await freePort();
  const rights = [`~${prefix}:*`, '+@all', '-@admin', '-@dangerous', '+info'];
  const lines = [
    ...tlsOf(ground, port),
    ['user', 'default', 'off'],
    ['user', admin.name, 'on', `>${admin.password}`, '~*', '&*', '+@all'],
    ['user', queueUser.name, 'on', `>${queueUser.password}`, ...rights],
    ['masteruser', admin.name],
    ['masterauth', admin.password],
    ['repl-diskless-sync-delay', '0'],
  ];
  return startRedis({ port, args: asArguments([...lines, ...more]) });
}

function asker({ cert }: Ground): RedisGroup['ask'] {
  const logIn = ['--user', admin.name, '--pass', admin.password, '--no-auth-warning'];
  return ({ port }, ...command) => {
    const args = ['--tls', '--cacert', cert, '-h', '127.0.0.1', '-p', `${port}`, ...logIn];
    return execFileSync('redis-cli', [...args, ...command], { encoding: 'utf8' }).trim();
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (isTrue()) return;
    await delay(50);
  }
  throw new Error('the group of Redis servers did not come together');
}

export async function startSentinelGroup(): Promise<SentinelGroup> {
  const ground = await makeGround();
  const ask = asker(ground);
  const master = await startMember(ground, 'bull', []);
  const replica = await startMember(ground, 'bull', [['replicaof', '127.0.0.1', `${master.port}`]]);
  await until(() => ask(replica, 'INFO', 'replication').includes('master_link_status:up'));
  const sentinels = await Promise.all([1, 2, 3].map((n) => startSentinel(ground, n, master.port)));
  const sentinelOf = (port: number) => askSentinel(ground, port, 'MASTER', 'main');
  // A Sentinel that does not know the others yet cannot reach a quorum.
  for (const { port } of sentinels)
    await until(() =>
      /num-other-sentinels\n2\n[^]*num-slaves\n1\n|num-slaves\n1\n[^]*num-other-sentinels\n2\n/.test(
        sentinelOf(port),
      ),
    );
  return {
    hosts: sentinels.map(({ port }) => `127.0.0.1:${port}`).join(),
    failOver: () => void askSentinel(ground, sentinels[0]?.port ?? 0, 'FAILOVER', 'main'),
    ...groupOf(
      ground,
      [master, replica],
      sentinels.map(({ server }) => server),
    ),
  };
}

function askSentinel({ cert }: Ground, port: number, ...command: string[]): string {
  const place = ['--tls', '--cacert', cert, '-h', '127.0.0.1', '-p', `${port}`];
  const logIn = ['--pass', sentinelPassword, '--no-auth-warning'];
  const args = [...place, ...logIn, 'SENTINEL', ...command];
  return execFileSync('redis-cli', args, { encoding: 'utf8' });
}

async function startSentinel(ground: Ground, n: number, masterPort: number) {
  const port = await freePort();
  const file = join(ground.dir, `sentinel-${n}.conf`);
  const lines = [
    ...tlsOf(ground, port),
    ['bind', '127.0.0.1'],
    ['dir', ground.dir],
    ['requirepass', JSON.stringify(sentinelPassword)],
    ['sentinel sentinel-pass', JSON.stringify(sentinelPassword)],
    ['sentinel monitor main 127.0.0.1', `${masterPort} 2`],
    ['sentinel auth-user main', admin.name],
    ['sentinel auth-pass main', admin.password],
    ['sentinel down-after-milliseconds main', '500'],
    ['sentinel failover-timeout main', '3000'],
  ];
  await writeFile(file, lines.map((line) => line.join(' ')).join('\n'));
  const args = [file, '--sentinel'];
  const server = await startServerProcess({ program: 'redis-server', args, port });
  return { port, server };
}

/** The first server is the master of keys with the hash tag `{fencewatch}`, and the last is its replica. */
export async function startRedisCluster(): Promise<RedisGroup> {
  const ground = await makeGround();
  const ask = asker(ground);
  const servers: RedisServer[] = [];
  const buses: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    const bus = await freePort();
    buses.push(bus);
    servers.push(await startMember(ground, '{fencewatch}', clusterLines(bus)));
  }
  const [first, second, third, replica] = servers as [
    RedisServer,
    RedisServer,
    RedisServer,
    RedisServer,
  ];
  for (const [n, server] of servers.entries()) {
    ask(server, 'CLUSTER', 'SET-CONFIG-EPOCH', `${n + 1}`);
    if (n > 0) ask(first, 'CLUSTER', 'MEET', '127.0.0.1', `${server.port}`, `${buses[n] ?? 0}`);
  }
  const slot = Number(ask(first, 'CLUSTER', 'KEYSLOT', '{fencewatch}'));
  const ranges = slotRanges(slot);
  for (const [n, server] of [first, second, third].entries())
    ask(server, 'CLUSTER', 'ADDSLOTSRANGE', ...(ranges[n] ?? []));
  await until(() =>
    servers.every((one) => ask(one, 'CLUSTER', 'INFO').includes('cluster_known_nodes:4')),
  );
  ask(replica, 'CLUSTER', 'REPLICATE', ask(first, 'CLUSTER', 'MYID'));
  await until(() => ask(replica, 'INFO', 'replication').includes('master_link_status:up'));
  await until(() => servers.every((one) => isWhole(ask(one, 'CLUSTER', 'INFO'))));
  return {
    hosts: servers.map(({ port }) => `127.0.0.1:${port}`).join(),
    ...groupOf(ground, servers, []),
  };
}

function clusterLines(bus: number): string[][] {
  return [
    ['cluster-enabled', 'yes'],
    ['cluster-port', `${bus}`],
    ['tls-cluster', 'yes'],
    ['cluster-node-timeout', '700'],
    ['cluster-replica-validity-factor', '0'],
  ];
}

const slots = 16_384;
/** Three ranges; the first holds `slot`. */
function slotRanges(slot: number): string[][] {
  const third = Math.floor(slots / 3);
  const all = [0, 1, 2].map((n) => [n * third, n === 2 ? slots - 1 : (n + 1) * third - 1]);
  const holds = ([from = 0, to = 0]: number[]) => from <= slot && slot <= to;
  return [...all.filter(holds), ...all.filter((one) => !holds(one))].map((one) => one.map(String));
}

const isWhole = (info: string) =>
  info.includes('cluster_state:ok') && info.includes(`cluster_slots_ok:${slots}`);

function groupOf(ground: Ground, servers: RedisServer[], others: ServerProcess[]) {
  const stop = async () => {
    for (const one of [...others, ...servers]) await one.stop();
    await rm(ground.dir, { recursive: true, force: true });
  };
  return { ca: ground.cert, servers, ask: asker(ground), stop };
}
