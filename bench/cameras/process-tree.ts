// Resource use of a process and its children, from Linux. Takes the pid of an edge worker; returns CPU time by process and, for
// the worker itself, by thread, and memory with shared pages counted once (PSS).
import { readdir, readFile } from 'node:fs/promises';
import { childrenOf } from '../flap/resources.ts';

export const roles = ['worker', 'receive', 'decode', 'record', 'other'] as const;
export type Role = (typeof roles)[number];

export interface ProcessReading {
  readonly pid: number;
  readonly role: Role;
  readonly cpuMs: number;
  readonly pssMb: number;
  readonly rssMb: number;
}

export interface TreeReading {
  readonly atMs: number;
  readonly processes: readonly ProcessReading[];
  /** CPU time of the worker's threads by id. */
  readonly threads: ReadonlyMap<number, number>;
  /** CPU time of the worker's ended children. */
  readonly endedMs: number;
}

/** Clock ticks of /proc are hundredths of a second on every Linux that Node supports. */
const msPerTick = 10;

export async function readTree(pid: number): Promise<TreeReading> {
  const children = await childrenOf(pid);
  const processes = await Promise.all([
    readProcess(pid, 'worker'),
    ...children.map((child) => readProcess(child)),
  ]);
  const stat = await readStat(`/proc/${pid}/stat`);
  return {
    atMs: performance.now(),
    processes: processes.filter((one) => one !== null),
    threads: await readThreads(pid),
    endedMs: stat?.endedMs ?? 0,
  };
}

async function readProcess(pid: number, known?: Role): Promise<ProcessReading | null> {
  const [stat, command, memory] = await Promise.all([
    readStat(`/proc/${pid}/stat`),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''),
  ]);
  if (stat === null) return null;
  const role = known ?? roleOf(command.split('\0'));
  return { pid, role, cpuMs: stat.cpuMs, pssMb: mbOf(memory, 'Pss'), rssMb: mbOf(memory, 'Rss') };
}

/** The purpose of a worker's child, from its arguments. */
export function roleOf(args: readonly string[]): Role {
  if (args.includes('libx264')) return 'record';
  if (args.includes('framecrc')) return 'receive';
  if (args.includes('rawvideo')) return 'decode';
  return 'other';
}

async function readThreads(pid: number): Promise<Map<number, number>> {
  const threads = new Map<number, number>();
  for (const task of await readdir(`/proc/${pid}/task`)) {
    const stat = await readStat(`/proc/${pid}/task/${task}/stat`);
    if (stat) threads.set(Number(task), stat.cpuMs);
  }
  return threads;
}

async function readStat(path: string): Promise<{ cpuMs: number; endedMs: number } | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : cpuOfStat(text);
}

/** Fields 14 to 17, counted after the name in brackets, which may hold spaces. */
export function cpuOfStat(text: string): { cpuMs: number; endedMs: number } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
  return {
    cpuMs: (user + system) * msPerTick,
    endedMs: (endedUser + endedSystem) * msPerTick,
  };
}

function mbOf(rollup: string, name: 'Pss' | 'Rss'): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
}
