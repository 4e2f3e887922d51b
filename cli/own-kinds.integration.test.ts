// Two kinds that a site adds as data, as in the guide: through the edge's pipeline, the queue and dispatch to the people on duty,
// with their codes, and the same result in a back-test of the edge's log.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSite, sessionSchema, type Observation, type Site } from '../contracts/index.ts';
import { frameOf, withNoise } from '../detectors/testing/paint-picture.ts';
import { filmStart, streetWith } from '../detectors/testing/scene-film.ts';
import { createScriptedDetector } from '../detectors/testing/scripted-detector.ts';
import type { Detection } from '../detectors/detection.ts';
import { messageText } from '../dispatch/channels/direct/message-text.ts';
import { enqueue } from '../dispatch/testing/enqueue.ts';
import { eventually } from '../dispatch/testing/eventually.ts';
import { listenTo, type Receiver } from '../dispatch/testing/listen-to.ts';
import { testAdminPassword } from '../dispatch/testing/secrets.ts';
import { dataFolder } from '../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../dispatch/testing/test-dispatch.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { toAlert } from '../edge/alerts/to-alert.ts';
import { createCameraPipeline } from '../edge/pipeline/pipeline.ts';
import { createBackTest } from '../geofences/index.ts';

const guide = readFileSync(new URL('../docs/guide/add-a-kind.md', import.meta.url), 'utf8');
const site = siteOfGuide();
const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function siteOfGuide(): Site {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
  const result = parseSite(parse(example));
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.site;
}

const bike = (column: number): Detection => ({
  thing: 'two-wheeler',
  label: 'bicycle',
  confidence: 0.8,
  box: { x: column, y: 0.55, width: 0.08, height: 0.2 },
});
const laundry: Detection = {
  thing: 'other',
  label: 'laundry',
  confidence: 0.7,
  box: { x: 0.45, y: 0.45, width: 0.1, height: 0.3 },
};
/** From 12 to 40 s: four bicycles in a row and one piece of laundry. */
const things = [0.1, 0.2, 0.72, 0.82].map(bike);
const script = (at: number | null) => {
  const second = ((at ?? 0) - filmStart) / 1000;
  return second >= 12 && second < 46 ? [...things, laundry] : [];
};

async function playThrough() {
  const film = streetWith({ box: laundry.box, colour: [170, 60, 50], from: 12, to: 46 });
  const pipeline = createCameraPipeline({
    camera: { id: 'gate' },
    timezone: site.timezone,
    fences: site.fences.map((fence) =>
      fence.id === 'gate-front' ? { ...fence, apart: 12 } : fence,
    ),
    detector: createScriptedDetector(script),
  });
  const outcomes = [];
  for (let second = 0; second <= 70; second += 2)
    outcomes.push(
      await pipeline.process(
        frameOf(withNoise(film(second), 3, second), filmStart + second * 1000),
      ),
    );
  return outcomes;
}

describe('kinds by data alone', () => {
  let outcomes: Awaited<ReturnType<typeof playThrough>>;
  let receiver: Receiver;
  let url: string;
  beforeAll(async () => {
    const redis = await startRedis();
    undo.push(() => redis.stop());
    const { path, remove } = await dataFolder();
    undo.push(remove);
    const dispatch = await startTestDispatch({ redisUrl: redis.url, dataDir: path, site });
    undo.push(dispatch.stop);
    url = dispatch.url;
    receiver = await listenTo(dispatch.mqttUrl);
    undo.push(receiver.close);
    outcomes = await playThrough();
    const alerts = outcomes
      .flatMap(({ events }) => events)
      .map((incident) => {
        const fence = site.fences.find(({ id }) => id === incident.fenceId)!;
        const [camera] = site.cameras;
        return toAlert(incident, {
          edgeId: 'edge-1',
          camera: camera!,
          fence,
          model: { name: 'own', sha256: '0' },
          raisedAt: incident.capturedAt,
        });
      });
    await enqueue(redis.url, ...alerts);
    await eventually(
      () => receiver.received.filter(({ notification }) => notification.event === 'opened'),
      (opened) => opened.length === 4,
    );
  }, 60_000);

  const told = (kind: string) =>
    receiver.received.map((one) => one.notification).filter((one) => one.kind === kind);

  it('reach the people on duty with their codes, starting in the pipeline', () => {
    expect(told('bikes-before-the-gate')[0]).toMatchObject({
      event: 'opened',
      matterCode: '09010',
      fenceName: 'Gate front',
      recipient: { name: 'Wang Min' },
    });
    expect(told('laundry')[0]).toMatchObject({ event: 'opened', matterCode: '06007' });
    expect(told('laundry').map(({ role }) => role)).toContain('property');
  });

  it('have their names in both languages', () => {
    const [notification] = told('bikes-before-the-gate');
    const { kinds, timezone } = site;
    const titleIn = (language: 'en' | 'zh-CN') =>
      messageText(notification!, language, { timezone, kinds }).title;
    expect(titleIn('en')).toContain('bikes before the gate');
    expect(titleIn('zh-CN')).toContain('门前非机动车聚集');
  });

  it('give the same result in a back-test', () => {
    const seen: Observation[] = outcomes.map(({ observation }) => observation);
    const backTest = createBackTest({
      fences: site.fences.map((fence) =>
        fence.id === 'gate-front' ? { ...fence, apart: 12 } : fence,
      ),
      timezone: site.timezone,
    });
    expect(backTest.feed(seen)).toEqual(outcomes.flatMap(({ events }) => events));
  });

  it('are offered to the dashboard, and stored in the fences that edges fetch', async () => {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
    });
    const session = sessionSchema.parse(await answer.json());
    expect(session.site?.kinds?.map(({ id }) => id)).toEqual(['bikes-before-the-gate', 'laundry']);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const fences = await fetch(`${url}/api/fences`, { headers: { cookie } });
    expect(JSON.stringify(await fences.json())).toContain('"definition":{"id":"laundry"');
  });
});
