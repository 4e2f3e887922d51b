// A child process of the demo: its output goes to a log file, an unexpected exit is reported with the last lines, and it is asked
// to stop before it is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';

export interface ChildOptions {
  name: string;
  program: string;
  args: readonly string[];
  environment: Readonly<Record<string, string>>;
  logFile: string;
}

export interface Child {
  /** Resolves with the reason when it exits unexpectedly. */
  readonly broken: Promise<Error>;
  stop(): Promise<void>;
}

const patienceMs = 8000;
const lastLines = 12;

export async function startChild({
  name,
  program,
  args,
  environment,
  logFile,
}: ChildOptions): Promise<Child> {
  const log = await open(logFile, 'w');
  // A process group of its own: Ctrl-C on the terminal reaches only the demo, which then stops its parts in order.
  const child = spawn(program, args, {
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, ...environment },
    detached: true,
  });
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      resolve(signal ?? `exit code ${code ?? 'unknown'}`);
    });
  });
  const broken = new Promise<Error>((resolve) => {
    void ended.then(async (how) => {
      await log.close();
      if (!stopping)
        resolve(new Error(`${name} ended unexpectedly: ${how}\n${await tail(logFile)}`));
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  };
  return { broken, stop };
}

async function tail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lastLines).join('\n');
}
