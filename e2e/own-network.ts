// Runs a command in a network of its own, in which every name and every address leads to a sink that notes it. Takes the
// command and how long it may run; gives what it asked for and what it wrote below its home. Linux only, and only where
// the system lets us make a network namespace: `ownNetworkRefusal` says why not.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sink = join(import.meta.dirname, 'own-network-sink.mjs');
/** All addresses are this machine's own: who dials one that is written in a program is seen as well. */
const setUp =
  'mount --bind "$1" /etc/resolv.conf && ip link set lo up && ip route add local default dev lo';

export interface Heard {
  code: number | null;
  output: string;
  /** Names that were looked up, each once. */
  names: string[];
  /** Connections to ports of the web, as address:port, each once. */
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
  /** Then it is told to stop. */
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

/** ONNX Runtime sends nothing where one of these is set, build servers among them: a test under them would prove nothing. */
const silencing = new Set([
  ...['ORT_DISABLE_TELEMETRY', 'ORT_RUNNING_UNIT_TESTS', 'CI', 'TF_BUILD', 'GITHUB_ACTIONS'],
  ...['GITLAB_CI', 'CIRCLECI', 'TRAVIS', 'JENKINS_URL', 'CODEBUILD_BUILD_ID', 'BUILDKITE'],
  ...['TEAMCITY_VERSION', 'APPVEYOR', 'BITBUCKET_BUILD_NUMBER'],
]);

/** Ours without what makes the library silent by itself: the product must not need it. */
function environmentOf({ env = {}, home }: Run): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !silencing.has(name) && !name.startsWith('XDG_'),
  );
  return { ...Object.fromEntries(inherited), HOME: home, ...env };
}

/** Who is not root becomes root of a user namespace, where the system allows it. */
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
