// How long the processes of a night waited for a core: Linux counts this for each process. Takes the processes and the clock of
// the night; returns periods and the waiting share of each.
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../host/clock.ts';

/** A period of the night, and the share of it in which the processes waited for a core, 0 to 1. */
export interface MachineWait {
  from: number;
  until: number;
  share: number;
}

export interface MachineWatch {
  waits(): MachineWait[];
  stop(): Promise<void>;
}

export interface MachineWatchOptions {
  /** The current processes of dispatch, Redis and the database. */
  pids: () => Promise<readonly number[]>;
  time: { shown(): number };
  world: Clock;
  /** The waiting time of a process since its start, ms; null if unknown. */
  waitedMs?: (pid: number) => Promise<number | null>;
}

const lookMs = 200;
/** A smaller share excuses nothing. */
const leastShare = 0.05;

export function watchMachine(options: MachineWatchOptions): MachineWatch {
  const { time, world } = options;
  const waits: MachineWait[] = [];
  const stopping = new AbortController();
  const run = async () => {
    let before = await look(options);
    while (!stopping.signal.aborted) {
      await world.wait(lookMs, stopping.signal);
      const now = await look(options);
      const share = shareBetween(before.waited, now.waited, now.at - before.at);
      if (share >= leastShare) waits.push({ from: before.shown, until: time.shown(), share });
      before = now;
    }
  };
  const running = run();
  return {
    waits: () => waits,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

interface Look {
  at: number;
  shown: number;
  waited: ReadonlyMap<number, number>;
}

async function look({
  pids,
  time,
  world,
  waitedMs = waitedOfProcess,
}: MachineWatchOptions): Promise<Look> {
  const waited = new Map<number, number>();
  for (const pid of await pids()) {
    const ms = await waitedMs(pid);
    if (ms !== null) waited.set(pid, ms);
  }
  return { at: world.now(), shown: time.shown(), waited };
}

/** Work passes from one process to the next, so their waits are added. */
function shareBetween(
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
  ms: number,
): number {
  const waits = [...now].map(([pid, total]) => total - (before.get(pid) ?? total));
  return ms <= 0 ? 0 : Math.min(1, waits.reduce((sum, one) => sum + one, 0) / ms);
}

/** Of its main thread: time on a core, time waiting, number of runs, in ns. Linux only. */
export async function waitedOfProcess(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  const waited = /^\d+ (\d+) /.exec(text)?.[1];
  return waited === undefined ? null : Number(waited) / 1e6;
}

/** All processes of the night: dispatches, Redis, the broker, the database and its backends. */
export async function startedBy(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = list.split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(children.map(startedBy));
  return [...children, ...below.flat()];
}

/** The waiting time within a period of the night, in ms of the night. */
export function keptMs(waits: readonly MachineWait[], from: number, until: number): number {
  return waits.reduce((sum, wait) => {
    const common = Math.min(wait.until, until) - Math.max(wait.from, from);
    return sum + Math.max(0, common) * wait.share;
  }, 0);
}
