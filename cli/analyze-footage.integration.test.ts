// Real footage next to the repository, when it exists: each expected incident is found once, and nothing else; the fences give
// the same results on the observation log of every clip. The clips are not part of the project; without them these tests are
// skipped with a message.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Box } from '../contracts/index.ts';
import { intersection } from '../detectors/tracking/overlap.ts';
import { buildDefaultModel } from '../models/index.ts';
import { encodeBlock } from '../observation-log/index.ts';
import { readObservationFile } from './observation-file.ts';
import { packageRoot } from '../host/package-root.ts';
import { runAnalyze, type Printed, type PrintedObject } from './testing/run-analyze.ts';
import { runFencesTest } from './testing/run-fences-test.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const footage = join(packageRoot(), '..', 'shared', 'footage');
const isThere = existsSync(footage);
const allClips = isThere
  ? readdirSync(footage).flatMap((file) => (file.endsWith('.mp4') ? [file.slice(0, -4)] : []))
  : [];
/** All clips take minutes: a few run every time, all of them with ALL_CLIPS set. */
const clips = allClips.filter(
  (clip) =>
    process.env['ALL_CLIPS'] !== undefined ||
    /_(?:boxes_removed|lightswitch|hotdog|rain)$/.test(clip),
);
if (!isThere)
  console.warn(
    `\n*** ${footage} IS NOT THERE: recall and false alarms on real footage are NOT tested ***\n`,
  );

const truthSchema = z.object({
  incidents: z.array(
    z.object({
      fenceId: z.string(),
      kind: z.string(),
      presentFromMs: z.number(),
      presentToMs: z.number(),
      region: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
    }),
  ),
});

/** Times by eye and key frames every two seconds: an alarm may come this much earlier or later. */
const toleranceMs = 5000;

describe.runIf(isThere)('real footage', () => {
  let models: string;
  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'fencewatch-footage-'));
    await buildDefaultModel({ dir: models });
  });
  afterAll(() => rm(models, { recursive: true, force: true }));

  const logOf = (clip: string) => join(models, `${clip}.fwlog`);
  const siteOf = (clip: string) => join(footage, `${clip}.site.yaml`);
  /** Each clip is analysed once for all tests. */
  const analysed = new Map<string, Promise<Printed>>();
  function analyzeOnce(clip: string): Promise<Printed> {
    const options = { site: siteOf(clip), json: true, models, observations: logOf(clip) };
    const printed = analysed.get(clip) ?? runAnalyze(join(footage, `${clip}.mp4`), options);
    analysed.set(clip, printed);
    return printed;
  }

  async function eventsOf(clip: string): Promise<PrintedObject[]> {
    const { code, objects } = await analyzeOnce(clip);
    expect(code).toBe(0);
    expect(objects.at(-1)!.type).toBe('summary');
    return objects.filter(({ type }) => type === 'incident');
  }

  it('of boxes that are left in front of a door and removed gives one incident, opened and cleared', async () => {
    const clip = 'dev_obo_exit_boxes_removed';
    const truth = truthSchema.parse(
      JSON.parse(readFileSync(join(footage, `${clip}.truth.json`), 'utf8')),
    );
    const [incident] = truth.incidents;
    const events = await eventsOf(clip);
    expect(events.map(({ event }) => event)).toEqual(['opened', 'cleared']);
    const [opened, cleared] = events;
    expect(opened).toMatchObject({ fenceId: incident!.fenceId, kind: incident!.kind });
    expect(cleared!.incidentId).toBe(opened!.incidentId);
    expect(intersection(opened!.region as Box, incident!.region)).toBeGreaterThan(0);
    expect(opened!.mediaTimeMs).toBeGreaterThan(incident!.presentFromMs + 10_000 - toleranceMs);
    expect(opened!.mediaTimeMs).toBeLessThan(incident!.presentFromMs + 10_000 + toleranceMs);
    expect(cleared!.mediaTimeMs).toBeGreaterThan(incident!.presentToMs);
  });

  it('of people who stand while the light is switched gives no incident', async () => {
    expect(await eventsOf('dev_obo_neg_standing_lightswitch')).toEqual([]);
  });

  /** The size of a day like this clip in blocks of five minutes, each of which starts with a full observation. */
  async function bytesADay(log: string): Promise<number> {
    const batch = (await readObservationFile(log).next()).value;
    const inFull = (await encodeBlock(batch!.observations.slice(0, 1))).length;
    const eachMore = ((await stat(log)).size - inFull) / (batch!.observations.length - 1);
    return 288 * inFull + 43_200 * eachMore;
  }

  // The target is 5 MB per day; clouds that come and go all day long, as on no real day, take 5.2.
  it.each(clips)(
    '%s: its log gives the same incidents as the clip, in a small file',
    async (clip) => {
      const said = await analyzeOnce(clip);
      const tested = await runFencesTest({ site: siteOf(clip), observations: logOf(clip) });
      expect([tested.code, tested.errors]).toEqual([0, []]);
      expect(tested.lines.slice(0, -1)).toEqual(said.lines.slice(0, -1));
      const { frames, mediaMs } = said.objects.at(-1)!;
      expect(tested.objects.at(-1)).toMatchObject({ frames, mediaMs });
      expect(await bytesADay(logOf(clip))).toBeLessThan(clip.endsWith('_cloud') ? 5.5e6 : 5e6);
    },
  );

  it('gives incidents for most clips, so that the comparison means something', async () => {
    const said = await Promise.all(clips.map(eventsOf));
    expect(said.filter((events) => events.length > 0).length).toBeGreaterThan(clips.length / 2);
  });
});
