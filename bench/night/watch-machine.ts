// What the machine kept from the processes of a night: Linux counts for each how long it was ready to run and had to wait for a core.
// Takes which processes, and the time of the night; gives the stretches in which they waited, and which part of each.
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../host/clock.ts';

/** A stretch of the night, and which part of it the processes stood ready without a core: from 0 to 1. */
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
  /** Of dispatches, Redis and the database, as they are now. */
  pids: () => Promise<readonly number[]>;
  time: { shown(): number };
  world: Clock;
  /** Ms that a process has waited since its start; null when that is not known. */
  waitedMs?: (pid: number) => Promise<number | null>;
}

const lookMs = 200;
/** Less than this is no excuse for anything. */
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

/** What is to be done goes from one process to the next, so their waits add up. */
function shareBetween(
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
  ms: number,
): number {
  const waits = [...now].map(([pid, total]) => total - (before.get(pid) ?? total));
  return ms <= 0 ? 0 : Math.min(1, waits.reduce((sum, one) => sum + one, 0) / ms);
}

/** Of its main thread: on a core, ready and waiting, how often, in ns. Only Linux says it. */
export async function waitedOfProcess(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  const waited = /^\d+ (\d+) /.exec(text)?.[1];
  return waited === undefined ? null : Number(waited) / 1e6;
}

/** What a process has started: dispatches, Redis, the broker, the database and its backends. */
export async function startedBy(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = list.split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(children.map(startedBy));
  return [...children, ...below.flat()];
}

/** How much of a stretch of the night the machine kept from them, in ms of the night. */
export function keptMs(waits: readonly MachineWait[], from: number, until: number): number {
  return waits.reduce((sum, wait) => {
    const common = Math.min(wait.until, until) - Math.max(wait.from, from);
    return sum + Math.max(0, common) * wait.share;
  }, 0);
}
