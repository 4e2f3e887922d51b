// What a process does with the memory of frames: its settings, and how often it collects while frames come and go.
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { settleForFrames } from './frame-memory.ts';

const frameBytes = 4_000_000;

/** How often all of the heap is collected while so many frames come, each garbage before the next. */
async function fullCollections(frames: number): Promise<number> {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (kindOf(entry) === constants.NODE_PERFORMANCE_GC_MAJOR) count++;
  });
  await collect();
  observer.observe({ entryTypes: ['gc'] });
  for (let frame = 0; frame < frames; frame++) {
    new Uint8Array(frameBytes);
    await turn();
  }
  await delay(20);
  observer.disconnect();
  return count;
}

/** The types of Node know nothing of what a collection tells of itself. */
function kindOf(collection: object): unknown {
  return (collection as { detail?: { kind?: unknown } }).detail?.kind;
}

/** Lets the heap's limit follow from its size now, whatever came before. */
async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  await delay(20);
}

describe('a process that is settled for frames', () => {
  let leftAlone: number;
  beforeAll(async () => {
    setFlagsFromString('--heap-growing-percent=0');
    leftAlone = await fullCollections(100);
    settleForFrames();
  });

  it('collects in full less often than one that is left alone', async () => {
    expect(leftAlone).toBeGreaterThan(0);
    expect(await fullCollections(100)).toBeLessThan(leftAlone);
  });

  it('collects nothing for no frames', async () => {
    expect(await fullCollections(0)).toBe(0);
  });

  it('keeps no pictures and resizes one at a time', () => {
    expect(sharp.concurrency()).toBe(1);
    expect(sharp.cache()).toMatchObject({ memory: { current: 0, max: 0 }, items: { max: 0 } });
  });

  it('may be settled twice, as two detectors do', () => {
    settleForFrames();
    expect(sharp.concurrency()).toBe(1);
  });
});
