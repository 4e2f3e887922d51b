// The report: it has the main figures, and names what was not measured.
import { describe, expect, it } from 'vitest';
import { reasonOf } from './peers.ts';
import { reportPage, reportText } from './report.ts';
import type { BenchResult, StepResult } from './result.ts';
import { spread } from './sources.ts';

const step: StepResult = {
  cameras: 6,
  live: 6,
  isLate: false,
  usage: {
    seconds: 20,
    cameras: 6,
    coresInAll: 0.1,
    camerasACore: 10,
    memoryInAllMb: 90,
    cores: { receive: 0.01, decode: 0.02, 'scene change': 0.03, inference: 0.04, rest: 0 },
    memoryMb: { worker: 50, receive: 15, decode: 25, record: 0, other: 0 },
    rssInAllMb: 170,
  },
  looks: 60,
  dropped: 1,
  runs: 61,
  alerts: 0,
  loopDelayP99Ms: 73,
  lookDelay: { p50: 130, p99: 400 },
  alertDelay: { p50: null, p99: null },
  floor: { copy: 0.005, decode: 0.015, inference: 0.02, inAll: 0.04 },
};
const result: BenchResult = {
  day: '2026-11-28',
  films: ['busy', 'a<b'],
  model: 'toy',
  processors: 2,
  load: { before: 1, after: 2 },
  steps: [step, { ...step, cameras: 9, isLate: true }],
  peers: {
    peers: [
      { ok: true, mode: 'full', cores: 0.4, runs: 5 },
      { ok: false, mode: 'gate', why: 'python3-opencv is not installed' },
    ],
    withoutModel: 'without its model: no such file',
  },
};

describe('the report', () => {
  it('begins with cameras a core of the last step in time, and the load of the machine', () => {
    const text = reportText(result);
    expect(text).toContain('10.0 cameras a core with 6 cameras; looks came late after that');
    expect(text).toContain('load 1.0 to 2.0');
  });

  it('has the floor and the peers, and names missing ones', () => {
    const text = reportText(result);
    expect(text).toMatch(/floor: copy 5\.0 mcore.* 40\.0 mcore +0\.4 ×/);
    expect(text).toMatch(/YOLOX-nano at 5 a second +400\.0 mcore +4\.0 ×/);
    expect(text).toContain('python3-opencv is not installed');
    expect(text).toContain('without its model');
  });

  it('is a page that accepts any name of a film', () => {
    const page = reportPage(result);
    expect(page).toContain('a&lt;b');
    expect(page).not.toContain('a<b');
    expect(page).toContain('<td>late</td>');
  });

  it('says so when nothing was measured', () => {
    expect(reportText({ ...result, steps: [] })).toContain('nothing was measured');
  });
});

describe('why a peer is missing', () => {
  it('is our message, or the last line of Python', () => {
    expect(reasonOf(new Error("x\nModuleNotFoundError: No module named 'cv2'\n"))).toBe(
      'python3-opencv is not installed',
    );
    expect(reasonOf(new Error('Command failed\nrtsp://x: cannot be opened\n'))).toBe(
      'rtsp://x: cannot be opened',
    );
  });
});

describe('cameras', () => {
  it('get films in turn, and servers in turn', () => {
    const groups = spread(['busy', 'quiet'], 18);
    expect(groups).toHaveLength(8);
    expect(groups[0]?.map(({ film }) => film)).toEqual(['busy', 'quiet', 'busy', 'quiet']);
    expect(new Set(groups.flat().map(({ path }) => path)).size).toBe(18);
  });

  it('are none without films', () => {
    expect(spread([], 3)).toEqual([]);
  });
});
