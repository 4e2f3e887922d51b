// Real footage beside the repository, when it is there: what is to be found is found once, and nothing else is. The
// clips are not part of the project; without them these tests say so and are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Box } from '../contracts/index.ts';
import { intersection } from '../detectors/tracking/overlap.ts';
import { buildDefaultModel } from '../models/index.ts';
import { packageRoot } from './package-root.ts';
import { runAnalyze, type PrintedObject } from './testing/run-analyze.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const footage = join(packageRoot(), '..', 'shared', 'footage');
const isThere = existsSync(footage);
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

  async function eventsOf(clip: string): Promise<PrintedObject[]> {
    const site = join(footage, `${clip}.site.yaml`);
    const { code, objects } = await runAnalyze(join(footage, `${clip}.mp4`), {
      site,
      json: true,
      models,
    });
    expect(code).toBe(0);
    expect(objects.at(-1)!.type).toBe('summary');
    return objects.filter(({ type }) => type === 'incident');
  }

  it('of boxes that are left before a door and taken away gives one incident, opened and cleared', async () => {
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

  it('of people who stand while the light is switched gives nothing', async () => {
    expect(await eventsOf('dev_obo_neg_standing_lightswitch')).toEqual([]);
  });
});
