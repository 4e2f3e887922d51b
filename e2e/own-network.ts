// Runs a command in its own network, in which every name and every address leads to a sink that records it. Takes the command and
// a time limit; returns its DNS queries and the files below its home. Linux only, and only where network namespaces are allowed:
// `ownNetworkRefusal` says why not.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sink = join(import.meta.dirname, 'own-network-sink.mjs');
/** All addresses are local: connections to literal addresses are seen too. */
const setUp =
  'mount --bind "$1" /etc/resolv.conf && ip link set lo up && ip route add local default dev lo';

export interface Heard {
  code: number | null;
  output: string;
  /** Names that were looked up, without duplicates. */
  names: string[];
  /** Connections to web ports, as address:port, without duplicates. */
  connections: string[];
  /** Files below the home folder. */
  files: string[];
}

/** Why this machine cannot do it, null when it can. */
export function ownNetworkRefusal(): string | null {
  const tried = spawnSync('unshare', [...namespaces(), 'sh', '-c', setUp, 'sh', '/dev/null']);
  if (tried.error) return tried.error.message;
  return tried.status === 0 ? null : String(tried.stderr).trim() || `exit code ${tried.status}`;
}

export async function runInOwnNetwork(run: {
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The process is stopped after this time. */
  forMs: number;
}): Promise<Heard> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-network-'));
  try {
    const home = join(folder, 'home');
    await mkdir(home);
    await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n');
    await writeFile(join(folder, 'log'), '');
    const ended = await runCommand({ ...run, folder, home });
    const files = await readdir(home, { recursive: true });
    return { ...ended, ...(await readLog(join(folder, 'log'))), files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  forMs: number;
  folder: string;
  home: string;
}

function runCommand(run: Run): Promise<{ code: number | null; output: string }> {
  const { command, folder, forMs } = run;
  const script = `${setUp} && shift && exec "$@"`;
  const inside = [process.execPath, sink, join(folder, 'log'), ...command];
  const words = [...namespaces(), 'sh', '-c', script, 'sh', join(folder, 'resolv.conf'), ...inside];
  const child = spawn('unshare', words, { env: environmentOf(run) });
  const timer = setTimeout(() => child.kill('SIGTERM'), forMs);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(parts).toString('utf8') });
    });
  });
}

/** ONNX Runtime sends nothing where one of these is set, as on build servers: a test would prove nothing. */
const silencing = new Set([
  'ORT_DISABLE_TELEMETRY',
  'ORT_RUNNING_UNIT_TESTS',
  'CI',
  'TF_BUILD',
  'GITHUB_ACTIONS',
  'GITLAB_CI',
  'CIRCLECI',
  'TRAVIS',
  'JENKINS_URL',
  'CODEBUILD_BUILD_ID',
  'BUILDKITE',
  'TEAMCITY_VERSION',
  'APPVEYOR',
  'BITBUCKET_BUILD_NUMBER',
]);

/** Our environment without the variables that silence the library: the product must not need them. */
function environmentOf({ env = {}, home }: Run): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !silencing.has(name) && !name.startsWith('XDG_'),
  );
  return { ...Object.fromEntries(inherited), HOME: home, ...env };
}

/** A user other than root becomes root of a user namespace, where the system allows it. */
function namespaces(): string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [...asRoot, '--net', '--mount', '--'];
}

async function readLog(path: string): Promise<Pick<Heard, 'names' | 'connections'>> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const of = (kind: string) => [
    ...new Set(lines.flatMap((line) => (line.startsWith(kind) ? [line.slice(kind.length)] : []))),
  ];
  return { names: of('name ').sort(), connections: of('connection ').sort() };
}
