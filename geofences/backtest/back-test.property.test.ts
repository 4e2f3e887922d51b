// A back-test over a log gives exactly the result of the live run: in random worlds, with random restarts of the worker, random block
// limits and any batch size.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../contracts/index.ts';
import {
  decodeBatches,
  decodeLog,
  encodeBlock,
  encodeStoredBlock,
  quantiseObservation,
  type LogReading,
} from '../../observation-log/index.ts';
import { mattersToFences } from '../matters.ts';
import { aFence } from '../testing/fences.ts';
import { anObservation, box, monday } from '../testing/observations.ts';
import { play } from '../testing/play.ts';
import { worlds } from '../testing/worlds.ts';
import { createBackTest, type BackTestResult } from './back-test.ts';
import { incidentList } from './incident-list.ts';

/** Indexes of observations before which something is cut. */
const moments = fc.uniqueArray(fc.nat(99), { maxLength: 8 });
/** Boxes between the quantisation steps, as detectors give them. */
const jitter = fc.double({ min: -0.004, max: 0.004, noNaN: true });

function shaken(observations: readonly Observation[], by: number): Observation[] {
  const moved = ({ x, y, width, height }: Observation['tracks'][number]['box']) => ({
    x: Math.max(0, x + by),
    y: Math.max(0, y - by),
    width: width * (1 - Math.abs(by)),
    height: height * (1 - Math.abs(by)),
  });
  return observations.map((one) => ({
    ...one,
    tracks: one.tracks.map((track) => ({ ...track, box: moved(track.box) })),
    regions: one.regions.map((region) => ({ ...region, box: moved(region.box) })),
  }));
}

function cutBefore<One>(list: readonly One[], indexes: readonly number[]): One[][] {
  const parts: One[][] = [[]];
  list.forEach((one, index) => {
    if (indexes.includes(index)) parts.push([]);
    parts.at(-1)!.push(one);
  });
  return parts.filter(({ length }) => length > 0);
}

const arbitraryRun = fc
  .record({ world: worlds, jitter, restarts: moments, blocks: moments, portions: moments })
  .map(({ world, ...run }) => ({
    ...run,
    fences: world.fences,
    observations: shaken(world.observations, run.jitter),
  }));
type Run = typeof arbitraryRun extends fc.Arbitrary<infer One> ? One : never;

/** The live run: quantises and judges like the pipeline, with restarts. */
function live({ fences, observations, restarts }: Run) {
  const isRestartBefore = (index: number) => restarts.includes(index);
  return play(fences, observations.map(quantiseObservation), { isRestartBefore }).events;
}

/** The back-test over the log of that run. */
async function later(
  { fences, portions }: Run,
  log: Uint8Array,
  reading: LogReading = { isWanted: mattersToFences },
): Promise<BackTestResult> {
  const kept: Observation[] = [];
  for await (const batch of decodeBatches(log, {}, reading)) kept.push(...batch);
  const backTest = createBackTest({ fences, timezone: 'UTC' });
  const said = cutBefore(kept, portions).flatMap((portion) => backTest.feed(portion));
  const result = backTest.end();
  expect(said).toEqual(result.events);
  return result;
}

function logOf({ observations, blocks }: Run): Uint8Array {
  return Buffer.concat(cutBefore(observations, blocks).map((block) => encodeStoredBlock(block)));
}

describe('in any world', { timeout: 60_000 }, () => {
  it('a back-test over the log gives the result of the live run, bit for bit', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => {
        const said = live(run);
        const result = await later(run, logOf(run));
        expect(JSON.stringify(result.events)).toBe(JSON.stringify(said));
        expect(result).toMatchObject({
          incidents: incidentList(said),
          observations: run.observations.length,
          from: run.observations[0]!.capturedAt,
          to: run.observations.at(-1)!.capturedAt,
        });
        told += said.length;
      }),
      { numRuns: 110 },
    );
    // Guards against worlds in which nothing happens.
    expect(told).toBeGreaterThan(50);
  });

  it('and over a deflated log of which all tracks are read', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => {
        const parts = cutBefore(run.observations, run.blocks);
        const log = Buffer.concat(await Promise.all(parts.map((part) => encodeBlock(part))));
        const { events } = await later(run, log, {});
        expect(JSON.stringify(events)).toBe(JSON.stringify(live(run)));
      }),
      { numRuns: 20 },
    );
  });

  it('and gives the same for each fence among any others', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => {
        const log = logOf(run);
        const { events } = await later(run, log);
        for (const fence of run.fences) {
          const alone = await later({ ...run, fences: [fence] }, log);
          expect(alone.events).toEqual(events.filter(({ fenceId }) => fenceId === fence.id));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a back-test', () => {
  it('of nothing has no result', () => {
    const backTest = createBackTest({ fences: [], timezone: 'UTC' });
    expect(backTest.feed([])).toEqual([]);
    expect(backTest.end()).toEqual({
      events: [],
      incidents: [],
      observations: 0,
      from: null,
      to: null,
      unwatched: null,
      why: null,
    });
  });

  it('reports fences of which the detector was given only a part', async () => {
    const watched = [box(0, 0, 0.5, 1)];
    const log = Buffer.concat([
      encodeStoredBlock([anObservation()], { watched }),
      encodeStoredBlock([anObservation({ capturedAt: monday + 2000 })]),
    ]);
    const backTest = createBackTest({ fences: [aFence()], timezone: 'UTC' });
    for await (const { observations, watched } of decodeLog(log))
      backTest.feed(observations, watched);
    expect(backTest.end().unwatched).toEqual([{ fenceId: 'corner', share: 0.5 }]);
  });
});
