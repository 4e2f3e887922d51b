// The cost of a camera from two readings: the split by part, and processes that start or end in between.
import { describe, expect, it } from 'vitest';
import type { ProcessReading, TreeReading } from './process-tree.ts';
import { inferenceMs, usageBetween } from './usage.ts';
import type { WorkerCounts } from './worker-counts.ts';

const counts: WorkerCounts = {
  live: 2,
  looks: 10,
  dropped: 0,
  runs: { '512x288': 10 },
  lookDelaysMs: [],
  alertDelaysMs: [],
  loopDelayP99Ms: 0,
  analysisThreads: [],
};
const runMs = new Map([['512x288', 40]]);

function reading(
  atMs: number,
  cpu: Partial<Record<ProcessReading['role'], number>>,
  more: Partial<TreeReading> = {},
): TreeReading {
  const processes = Object.entries(cpu).map(([role, cpuMs], pid) => ({
    pid,
    role: role as ProcessReading['role'],
    cpuMs,
    pssMb: 20,
    rssMb: 30,
  }));
  return { atMs, processes, threads: new Map(), endedMs: 0, ...more };
}

const between = (before: TreeReading, after: TreeReading, change: Partial<WorkerCounts> = {}) =>
  usageBetween({ before, after, counts: { ...counts, ...change }, cameras: 2, runMs });

describe('the cost of a camera', () => {
  it('is split by process, and of the worker into model runs and the rest', () => {
    const usage = between(
      reading(0, { worker: 1000, receive: 100, decode: 200 }),
      reading(10_000, { worker: 2000, receive: 300, decode: 600 }),
    );
    expect(usage.cores.receive).toBeCloseTo(0.01);
    expect(usage.cores.decode).toBeCloseTo(0.02);
    expect(usage.cores.inference).toBeCloseTo(0.02);
    expect(usage.cores.rest).toBeCloseTo(0.03);
    expect(usage.coresInAll).toBeCloseTo(0.08);
    expect(usage.camerasACore).toBeCloseTo(12.5);
  });

  it('separates scene change from the rest when analysis has its own threads', () => {
    const usage = between(
      reading(0, { worker: 0 }, { threads: new Map([[7, 0]]) }),
      reading(10_000, { worker: 1000 }, { threads: new Map([[7, 700]]) }),
      { analysisThreads: [7] },
    );
    expect(usage.cores['scene change']).toBeCloseTo(0.015);
    expect(usage.cores.inference).toBeCloseTo(0.02);
    expect(usage.cores.rest).toBeCloseTo(0.015);
  });

  it('never counts more CPU for model runs than was used', () => {
    const usage = between(reading(0, { worker: 0 }), reading(10_000, { worker: 100 }));
    expect(usage.cores.inference).toBeCloseTo(0.005);
    expect(usage.cores.rest).toBeCloseTo(0);
  });

  it('counts all CPU of a process that started in between, and the known CPU of ended ones', () => {
    const usage = between(
      reading(0, { worker: 0 }, { endedMs: 50 }),
      reading(10_000, { worker: 400, decode: 300 }, { endedMs: 150 }),
    );
    expect(usage.cores.decode).toBeCloseTo(0.015);
    expect(usage.cores.rest).toBeCloseTo(0.005);
  });

  it('divides memory by cameras', () => {
    const usage = between(reading(0, { worker: 0 }), reading(1000, { worker: 0, receive: 0 }));
    expect(usage.memoryMb.worker).toBe(10);
    expect(usage.memoryInAllMb).toBe(20);
    expect(usage.rssInAllMb).toBe(30);
  });

  it('is zero when nothing ran', () => {
    const empty = between(reading(0, {}), reading(1000, {}), { runs: {} });
    expect(empty.coresInAll).toBe(0);
    expect(empty.camerasACore).toBe(0);
  });
});

describe('model runs', () => {
  it('cost by size, and nothing when their size was not measured', () => {
    expect(inferenceMs({ '512x288': 3, '64x64': 9 }, runMs)).toBe(120);
    expect(inferenceMs({}, runMs)).toBe(0);
  });
});
