// From measurements to the cost of a camera-day.
import { describe, expect, it } from 'vitest';
import { dayOf } from './figures.ts';
import { extraMs, type CaseCosts, type RoundCost } from './measure-cases.ts';
import type { LogCost } from './measure-log.ts';
import type { RecordingCost } from './measure-recording.ts';
import { evidenceText, sizeText } from './text.ts';

const recording: RecordingCost = {
  ...{ cameras: 4, analysis: 0.1, looks: 100 },
  ...{ idle: 0.02, recording: 0.024, bytesASecond: 500_000 },
};
const round = (change: Partial<RoundCost>): RoundCost => ({
  ...{ edgeMs: 100, dispatchMs: 50, bytes: 0, entries: 3, files: 0 },
  ...change,
});
const cases: CaseCosts = {
  alerts: round({}),
  clips: round({ edgeMs: 400, dispatchMs: 150, bytes: 22_000_000, files: 20 }),
  sealed: round({ edgeMs: 900, dispatchMs: 160, bytes: 22_030_000, entries: 4, files: 20 }),
};
const log: LogCost = {
  ...{ engine: 'embedded', entries: 10_000, keptPerSecond: 1500, loggedPerSecond: 1000 },
  ...{ cpuMs: 0.5, fileBytes: 400, databaseBytes: 600 },
};

const dayWith = (wish: { cases: number; looks: number }) =>
  Object.fromEntries(
    dayOf(recording, cases, log, wish).map(({ name, ...figures }) => [name, figures]),
  );

describe('a camera-day', () => {
  it('has each part compared with analysis alone', () => {
    const day = dayWith({ cases: 10, looks: 20 });
    expect(day['analysis alone']?.cpuSeconds).toBeCloseTo(8640, 6);
    expect(day['recording']?.cpuSeconds).toBeCloseTo(0.004 * 86_400, 6);
    expect(day['recording']?.ratio).toBeCloseTo(0.04, 9);
    expect(day['recording']?.bytes).toBe(43_200_000_000);
    expect(day['clips and pictures, at the edge']).toMatchObject({ cpuSeconds: 3, bytes: 2.2e8 });
    expect(day['clips and pictures, at dispatch']?.cpuSeconds).toBe(1);
    expect(day['sealing, at the edge']).toMatchObject({ cpuSeconds: 5, bytes: null });
    expect(day['sealing, at dispatch']?.cpuSeconds).toBeCloseTo(0.1, 9);
    // 24 entries a case.
    expect(day['custody log']).toMatchObject({ cpuSeconds: 0.12, bytes: 240_000 });
  });

  it('without a case costs recording alone', () => {
    const { 'analysis alone': alone, recording: own, ...others } = dayWith({ cases: 0, looks: 20 });
    expect([alone, own].map((one) => (one?.cpuSeconds ?? 0) > 0)).toEqual([true, true]);
    expect(Object.values(others).map(({ cpuSeconds }) => cpuSeconds)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('CPU beyond that of an idle process', () => {
  const reading = (atMs: number, cpuMs: number, endedMs: number) => ({
    ...{ atMs, endedMs, threads: new Map<number, number>() },
    processes: [{ pid: 1, role: 'worker' as const, cpuMs, pssMb: 0, rssMb: 0 }],
  });

  it('is zero for an unchanged process', () => {
    expect(extraMs(reading(0, 0, 0), reading(1000, 10, 0), reading(3000, 30, 0))).toBe(0);
  });

  it('counts children that have ended', () => {
    expect(extraMs(reading(0, 0, 5), reading(1000, 10, 5), reading(3000, 40, 95))).toBe(100);
  });
});

describe('the text', () => {
  it('has the load, a line for each part, and only valid numbers', () => {
    const logs = [log, { ...log, engine: 'external' as const }];
    const wish = { cases: 10, looks: 20 };
    const load = { before: 1, after: 2 };
    const text = evidenceText({ load, processors: 2, wish, recording, cases, logs });
    expect(text).toContain('2 processors, load 1.0 before and 2.0 after');
    expect(text).toContain('recording: 0.0040 and 500 kB a second');
    expect(text).toMatch(/custody log, PostgreSQL: 1500 entries a second kept, 1000 in the log/);
    expect(text).toMatch(/recording +345\.6 s +43\.2 GB +0\.0400/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each([
    [999, '1.0 kB'],
    [2_500_000, '2.5 MB'],
    [43_200_000_000, '43.2 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
