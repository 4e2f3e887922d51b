// Which pictures are analysed by need, with a pipeline that returns the findings of each row.
import { describe, expect, it } from 'vitest';
import { completeFence, type Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { PipelineOutcome } from '../../edge/pipeline/pipeline.ts';
import type { FollowedPlace } from '../../geofences/index.ts';
import { createLookedAtByNeed } from './looks-by-need.ts';

const startAt = 1_700_000_000_000;
const everyMs = 2000;
const camera = { id: 'gate', analysis: { periodMs: everyMs } };
const polygon: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const fence = (dwell: number) =>
  completeFence({ id: 'exit', camera: 'gate', kind: 'blocked-fire-exit', polygon, dwell });

const aFrame = (atMs: number): Frame => ({
  cameraId: 'gate',
  capturedAt: startAt + atMs,
  mediaTimeMs: atMs,
  width: 2,
  height: 2,
  rgb: new Uint8Array(12),
});

function outcomeOf({ capturedAt }: Frame, followed: FollowedPlace[]): PipelineOutcome {
  const observation: Observation = {
    version: 1,
    cameraId: 'gate',
    capturedAt,
    mediaTimeMs: capturedAt - startAt,
    grid: { columns: 1, rows: 1 },
    tracks: [],
    regions: [],
    view: { state: 'ok', since: startAt, shift: null },
  };
  const nothing = { events: [], drops: [], waits: [], setAside: [], watched: [] };
  return { observation, followed, opinion: null, ...nothing };
}

/** Times of the analysed pictures within two minutes, in s. */
async function lookedAt(dwellMs: number, followed: FollowedPlace[]): Promise<number[]> {
  const times: number[] = [];
  const process = (frame: Frame) => {
    times.push((frame.capturedAt - startAt) / 1000);
    return Promise.resolve(outcomeOf(frame, followed));
  };
  const engine = createLookedAtByNeed({ pipeline: { process }, camera, fences: [fence(dwellMs)] });
  for (let atMs = 0; atMs < 120_000; atMs += everyMs) await engine.process(aFrame(atMs));
  return times;
}

describe('a camera that is analysed by need', () => {
  it('gets every picture of its first minute, then every third while nothing is there', async () => {
    const times = await lookedAt(60_000, []);
    expect(times.filter((s) => s < 60)).toHaveLength(30);
    expect(times.filter((s) => s >= 60)).toEqual([64, 70, 76, 82, 88, 94, 100, 106, 112, 118]);
  });

  it('gets every picture while a candidate stays, and with a short dwell', async () => {
    const candidate: FollowedPlace = {
      stage: 'candidate',
      stayedMs: 9000,
      dwellMs: 40_000,
      isAbsent: false,
    };
    expect(await lookedAt(40_000, [candidate])).toHaveLength(60);
    expect(await lookedAt(12_000, [])).toHaveLength(60);
  });

  it('repeats the last observation for a picture without a look, and raises nothing again', async () => {
    const process = (frame: Frame) => {
      const outcome = outcomeOf(frame, []);
      return Promise.resolve({ ...outcome, drops: [{ fenceId: 'exit' } as never] });
    };
    const engine = createLookedAtByNeed({ pipeline: { process }, camera, fences: [fence(60_000)] });
    let last = await engine.process(aFrame(0));
    for (let atMs = everyMs; atMs <= 62_000; atMs += everyMs)
      last = await engine.process(aFrame(atMs));
    expect(last.observation.capturedAt).toBe(startAt + 58_000);
    expect(last).toMatchObject({ events: [], drops: [] });
  });
});
