// Resource use of a process, from Linux. Takes a pid and its data folder; returns memory, handles, children and disk at one time,
// and decides whether a series of figures stays flat.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const resourceNames = ['memoryMb', 'handles', 'children', 'diskMb'] as const;
export type ResourceName = (typeof resourceNames)[number];
export type Resources = Readonly<Record<ResourceName, number>>;

/** How much each may grow from start to end: a share, and a minimum for small figures. */
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
  /** The maximum of the series. */
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

/** Pids of all children, including zombies. */
export async function childrenOf(pid: number): Promise<number[]> {
  const lists = await Promise.all(
    (await readdir(`/proc/${pid}/task`)).map((task) =>
      readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => ''),
    ),
  );
  return lists.join(' ').split(' ').filter(Boolean).map(Number);
}

/** A zombie is not running. */
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

/** The medians of the second, third and last quarter: the first is the start, while everything fills. */
export function trendOf(name: ResourceName, row: readonly Resources[]): Trend {
  const values = row.map((one) => one[name]);
  const quarter = Math.max(1, Math.floor(values.length / 4));
  // A very short run has no quarters: all values count for each.
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

/** Files come and go during the count. */
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
