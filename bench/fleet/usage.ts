// CPU time and memory of the processes below this one, by program, from Linux. Returns a reading; two readings give the use between them.
import { readFile } from 'node:fs/promises';
import { coreMsOf } from '../dispatch/child-process.ts';
import { startedBy } from '../night/watch-machine.ts';

export const programs = ['dispatch', 'redis', 'postgres', 'mosquitto', 'sender'] as const;
export type Program = (typeof programs)[number];

export interface Reading {
  atMs: number;
  cpuMs: Record<Program, number>;
  bytes: Record<Program, number>;
}

export interface Use {
  /** Cores in use on average. */
  cores: Record<Program, number>;
  bytes: Record<Program, number>;
}

export async function readUse(): Promise<Reading> {
  const none = () => ({ dispatch: 0, redis: 0, postgres: 0, mosquitto: 0, sender: 0 });
  const reading: Reading = { atMs: performance.now(), cpuMs: none(), bytes: none() };
  for (const pid of [process.pid, ...(await startedBy(process.pid))]) {
    const [stat, command, memory] = await Promise.all(
      ['stat', 'cmdline', 'smaps_rollup'].map((name) =>
        readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => ''),
      ),
    );
    if (!stat) continue;
    const program = pid === process.pid ? 'sender' : programOf(command ?? '');
    if (program === null) continue;
    reading.cpuMs[program] += coreMsOf(stat);
    // Shared pages counted once.
    reading.bytes[program] += Number(/^Pss:\s+(\d+) kB$/m.exec(memory ?? '')?.[1] ?? 0) * 1024;
  }
  return reading;
}

export function useBetween(before: Reading, after: Reading): Use {
  const ms = after.atMs - before.atMs;
  const cores = { ...after.cpuMs };
  for (const program of programs)
    cores[program] = Math.max(0, after.cpuMs[program] - before.cpuMs[program]) / ms;
  return { cores, bytes: after.bytes };
}

export function programOf(command: string): Program | null {
  if (command.includes('dispatch-child')) return 'dispatch';
  if (command.includes('redis-server')) return 'redis';
  if (command.includes('postgres')) return 'postgres';
  return command.includes('mosquitto') ? 'mosquitto' : null;
}
