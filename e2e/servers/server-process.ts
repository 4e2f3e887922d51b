// A server process for a test: spawns it, waits until its port answers, stops it gracefully or kills it. Takes the command;
// returns a handle. The process dies with the test run.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchChildFaults } from './child-faults.ts';

export interface ServerProcess {
  readonly pid: number;
  /** SIGTERM (or the given signal), and waits for the end. Harmless when already ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

interface ServerCommand {
  program: string;
  args: readonly string[];
  port: number;
  options?: SpawnOptions;
  /** How long it may take until its port answers. */
  readyWithinMs?: number;
}

export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command.program, command.args, {
    ...command.options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(child);
  // Our own programs report their bugs; the exits of others are checked by their tests.
  const faults =
    command.program === process.execPath ? watchChildFaults(child, command.args.join(' ')) : null;
  const die = () => child.kill('SIGKILL');
  process.once('exit', die);
  child.once('exit', () => process.off('exit', die));
  await untilReady(child, command, output).catch((error: unknown) => {
    faults?.mayEnd();
    throw error;
  });
  const end = (signal: NodeJS.Signals) => {
    faults?.mayEnd();
    return endProcess(child, signal);
  };
  return {
    pid: child.pid ?? -1,
    stop: (signal = 'SIGTERM') => end(signal),
    kill: () => end('SIGKILL'),
  };
}

/** A free TCP port of the loopback interface. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function untilReady(
  child: ChildProcess,
  { program, port, readyWithinMs = 15_000 }: ServerCommand,
  output: () => string,
): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(`${program} ended with code ${code ?? 'none'} before it was ready:\n${output()}`),
      );
    });
  });
  failed.catch(() => undefined);
  const late = Date.now() + readyWithinMs;
  while (!(await Promise.race([answers(port), failed]))) {
    if (Date.now() > late) {
      child.kill('SIGKILL');
      throw new Error(
        `${program} did not answer on port ${port} in ${readyWithinMs} ms:\n${output()}`,
      );
    }
    await sleep(25);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

/** Keeps the last few kilobytes of the server's output, for the error message of a failed start. */
function collectOutput(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}
