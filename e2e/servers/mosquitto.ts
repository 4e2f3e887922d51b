// A real Mosquitto for tests. Takes a port to restart at the same address, and an optional log-in; returns its address and a
// function to stop it.
import { mkdir, mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startServerProcess } from './server-process.ts';

export interface MosquittoServer {
  readonly url: string;
  readonly port: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

export interface MosquittoOptions {
  port?: number;
  /** The required log-in; without it everybody may connect. */
  login?: { username: string; password: string };
  /** Stores sessions and queued messages in this folder across a restart. */
  keepIn?: string;
  /** Writes them at each change, so that a kill loses none. */
  keepAtOnce?: boolean;
}

export async function startMosquitto(options: MosquittoOptions = {}): Promise<MosquittoServer> {
  const port = options.port ?? (await freePort());
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-mosquitto-'));
  // Started as root it switches to another user, who has to reach its files.
  await chmod(dir, 0o755);
  const config = await writeConfig(dir, port, options);
  const server = await startServerProcess({ program: 'mosquitto', args: ['-c', config], port });
  const removed = async (end: Promise<void>) => {
    await end;
    await rm(dir, { recursive: true, force: true });
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    stop: () => removed(server.stop()),
    kill: () => removed(server.kill()),
  };
}

async function writeConfig(
  dir: string,
  port: number,
  { login, keepIn, keepAtOnce }: MosquittoOptions,
): Promise<string> {
  const lines = [`listener ${port} 127.0.0.1`, ...(await persistence(keepIn))];
  if (keepAtOnce === true) lines.push('autosave_on_changes true', 'autosave_interval 1');
  if (login === undefined) lines.push('allow_anonymous true');
  else lines.push('allow_anonymous false', `password_file ${await writePasswords(dir, login)}`);
  const file = join(dir, 'mosquitto.conf');
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** It writes as another user when it was started as root. */
async function persistence(keepIn: string | undefined): Promise<string[]> {
  if (keepIn === undefined) return ['persistence false'];
  await mkdir(keepIn, { recursive: true });
  for (const folder of [dirname(keepIn), keepIn]) await chmod(folder, 0o777);
  return ['persistence true', `persistence_location ${keepIn}/`, 'max_queued_messages 0'];
}

async function writePasswords(
  dir: string,
  login: { username: string; password: string },
): Promise<string> {
  const file = join(dir, 'passwords');
  await promisify(execFile)('mosquitto_passwd', ['-b', '-c', file, login.username, login.password]);
  await chmod(file, 0o644);
  return file;
}
