// What a process uses, as Linux says it. Takes a pid and its data folder; gives memory, handles, children and disk at one
// moment, and says of a row of such figures whether each stays flat.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const resourceNames = ['memoryMb', 'handles', 'children', 'diskMb'] as const;
export type ResourceName = (typeof resourceNames)[number];
export type Resources = Readonly<Record<ResourceName, number>>;

/** How much more of each may be used at the end than at the beginning: a share, and an amount for what is small. */
const allowed: Readonly<Record<ResourceName, { share: number; amount: number }>> = {
  memoryMb: { share: 0.25, amount: 40 },
  handles: { share: 0.1, amount: 20 },
  children: { share: 0, amount: 8 },
  diskMb: { share: 0.5, amount: 20 },
};

export interface Trend {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
  /** The largest figure of all. */
  readonly most: number;
  readonly isFlat: boolean;
}

export async function measureResources(pid: number, dataDir: string): Promise<Resources> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const memoryKb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? NaN);
  return {
    memoryMb: Math.round(memoryKb / 1024),
    handles: (await readdir(`/proc/${pid}/fd`)).length,
    children: (await childrenOf(pid)).length,
    diskMb: Math.round((await bytesIn(dataDir)) / 1e6),
  };
}

/** Pids of the living children; those that have ended and wait to be asked count too. */
export async function childrenOf(pid: number): Promise<number[]> {
  const lists = await Promise.all(
    (await readdir(`/proc/${pid}/task`)).map((task) =>
      readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => ''),
    ),
  );
  return lists.join(' ').split(' ').filter(Boolean).map(Number);
}

/** One that has ended and waits to be asked for its exit code does not run. */
export async function isRunning(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) [^ZX] /.test(state);
}

export function trendsOf(row: readonly Resources[]): Record<ResourceName, Trend> {
  return {
    memoryMb: trendOf('memoryMb', row),
    handles: trendOf('handles', row),
    children: trendOf('children', row),
    diskMb: trendOf('diskMb', row),
  };
}

/** The medians of the second, the third and the last quarter: the first is the start, while everything fills. */
export function trendOf(name: ResourceName, row: readonly Resources[]): Trend {
  const values = row.map((one) => one[name]);
  const quarter = Math.max(1, Math.floor(values.length / 4));
  // Of a very short run there are no quarters: all of it stands for each.
  const part = (first: number) => {
    const some = values.slice(first * quarter, (first + 1) * quarter);
    return median(some.length > 0 ? some : values);
  };
  const from = part(1);
  const middle = part(2);
  const to = median(values.slice(-quarter));
  const { share, amount } = allowed[name];
  const isFlat = values.length > 0 && to <= from * (1 + share) + amount;
  return { from, middle, to, most: Math.max(0, ...values), isFlat };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Files come and go while they are counted. */
async function bytesIn(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
