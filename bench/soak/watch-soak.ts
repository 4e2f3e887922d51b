// Samples a town every few seconds while a soak goes on. Takes the town, a counter of the history's lines, and the file; each sample
// is a line of the file before the next is taken.
import { appendFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { within } from '../chaos/read-record.ts';
import { queueLines } from '../chaos/settle.ts';
import type { Town } from '../chaos/town.ts';
import type { LineCounter } from './count-lines.ts';
import { readParts } from './processes.ts';
import type { Sample } from './sample.ts';

export const sampleEveryMs = 5000;
/** Counting the files of a folder takes time, so it is done seldom. */
const diskEvery = 6;
const askWithinMs = 4000;

export function watchSoak(
  town: Town,
  { counter, file }: { counter: LineCounter; file: string },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async () => {
    let before = await readMachine();
    let diskMb: Sample['diskMb'] = {};
    for (let n = 0; !stopping.signal.aborted; n += 1) {
      await delay(sampleEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (n % diskEvery === 0) diskMb = await readDisks(town);
      const now = await readMachine();
      const asked = await askServers(town);
      const parts = await readParts(process.pid);
      const sample: Sample = {
        ...{ at: Date.now(), parts, machineBusy: busyBetween(before, now) },
        ...asked,
        ...counter.take(),
        diskMb,
      };
      before = now;
      appendFileSync(file, `${JSON.stringify(sample)}\n`);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function askServers({ redis, postgres }: Town): Promise<Pick<Sample, 'queue' | 'record'>> {
  const [queue, record] = await Promise.all([
    inTime(queueOf(redis.url)),
    inTime(recordOf(postgres.url)),
  ]);
  return { queue, record };
}

/** A server that does not answer holds no sample up. */
async function inTime<T>(asked: Promise<T | null>): Promise<T | null> {
  return Promise.race([asked.catch(() => null), delay(askWithinMs, null, { ref: false })]);
}

async function queueOf(url: string): Promise<Sample['queue']> {
  const lines = await queueLines(url);
  const counts = lines.flatMap((line) =>
    line.line === 'left' ? [[line.where.replace('alert queue, ', ''), line.count] as const] : [],
  );
  return counts.length === 0 ? null : Object.fromEntries(counts);
}

const count = z.coerce.number();
const recordRow = z.object({ cases: count, messages: count, waiting: count });

async function recordOf(url: string): Promise<Sample['record']> {
  return within(url, async (ask) => {
    const [row] = await ask(
      `select (select count(*) from cases) as cases, count(*) as messages,
        count(*) filter (where state = 'waiting') as waiting from notifications`,
    );
    return recordRow.parse(row);
  });
}

interface MachineTimes {
  busy: number;
  all: number;
}

async function readMachine(): Promise<MachineTimes> {
  return machineTimes(await readFile('/proc/stat', 'utf8'));
}

/** User, nice, system, idle, waiting for disks, interrupts and stolen time; guests are in user already. */
export function machineTimes(stat: string): MachineTimes {
  const times = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '').split(' ').slice(0, 8).map(Number);
  const all = times.reduce((sum, one) => sum + one, 0);
  return { all, busy: all - (times[3] ?? 0) - (times[4] ?? 0) };
}

export function busyBetween(before: MachineTimes, now: MachineTimes): number {
  const all = now.all - before.all;
  return all <= 0 ? 0 : Math.max(0, (now.busy - before.busy) / all);
}

async function readDisks({ folder, edges }: Town): Promise<Sample['diskMb']> {
  const names = ['dispatch', ...edges.map(({ edgeId }) => edgeId)];
  const sizes = await Promise.all(
    names.map(async (name) => [name, await megabytesIn(join(folder, name))] as const),
  );
  return Object.fromEntries(sizes);
}

/** Files come and go meanwhile. */
async function megabytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries.filter((one) => one.isFile()))
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes / 1e6;
}
