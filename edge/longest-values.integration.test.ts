// Values of the maximum legal length pass all limits: from the edge through Redis, dispatch and the broker to the dashboard, and answers
// of people back. Real Redis, dispatch and broker.
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  armedFencesSchema,
  cameraListSchema,
  caseDetailSchema,
  caseListSchema,
  problemListSchema,
  receiptTopic,
  type CaseDetail,
  type IncidentEvent,
} from '../contracts/index.ts';
import { cameraStatus, observation } from '../contracts/testing/messages.ts';
import type { Dispatch as RunningDispatch } from '../dispatch/dispatch.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { anIncidentEvent } from '../dispatch/testing/alerts.ts';
import { aSite } from '../dispatch/testing/a-site.ts';
import { eventually } from '../dispatch/testing/eventually.ts';
import { listenTo, loginOf, type Receiver } from '../dispatch/testing/listen-to.ts';
import { aJpeg, anMp4 } from '../dispatch/testing/media.ts';
import { testAdminPassword, testEdgeToken, testReceiver } from '../dispatch/testing/secrets.ts';
import { temporaryFolder } from '../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../dispatch/testing/test-dispatch.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { toAlert } from './alerts/to-alert.ts';
import { systemClock } from '../host/clock.ts';
import { createMetrics } from './health/metrics.ts';
import { openOutboxes, type Outboxes } from './outboxes.ts';
import { openAlertQueue } from './outbox/alert-queue.ts';
import { openDispatch, putToDispatch, sendUpload } from './outbox/upload.ts';
import { foldersIn } from './state/folders.ts';
import { createMemoryLog } from './testing/memory-log.ts';

const id = (end: string) => `${'i'.repeat(64 - end.length)}${end}`;
const name = (end: string) => `${'名'.repeat(100 - end.length)}${end}`;
const text = (length: number) => '说'.repeat(length);
const cell = '370305001001001';
const cameraId = id('-camera');
const fenceId = id('-fence');
const edgeId = text(64);

const site = aSite({
  name: name('site'),
  cameras: [{ id: cameraId, name: name('camera'), source: 'rtsp://camera/1', gridCell: cell }],
  fences: [
    {
      id: fenceId,
      name: name('fence'),
      camera: cameraId,
      kind: 'blocked-fire-exit',
      polygon: Array.from({ length: 200 }, (_, index): [number, number] => [
        0.5 + 0.4 * Math.cos((index * Math.PI) / 100),
        0.5 + 0.4 * Math.sin((index * Math.PI) / 100),
      ]),
      place: id('-place'),
    },
  ],
  roster: [
    {
      gridCell: cell,
      officer: { name: name('o'), phone: '1'.repeat(40) },
      property: { name: name('p') },
    },
  ],
});

/** The longest id that a camera and a fence can have together, padded to the contract's limit. */
const incidentId = `${cameraId}-${fenceId}-${'7'.repeat(200 - 130)}`;
const incident: IncidentEvent = anIncidentEvent({
  incidentId,
  cameraId,
  fenceId,
  reason: text(2000),
  trace: {
    rule: 'blocked-fire-exit',
    dwellMs: 50_000,
    evidence: Array.from({ length: 200 }, () => ({
      name: text(200),
      value: -1e15,
      detail: text(200),
    })),
  },
});

const { log, text: logged } = createMemoryLog();
const undo: (() => unknown)[] = [];
let dispatch: RunningDispatch;
let receiver: Receiver;
let outboxes: Outboxes;
let folder = '';
let link: ReturnType<typeof openDispatch>;
let cookie = '';

beforeAll(async () => {
  const temporary = await temporaryFolder();
  undo.push(temporary.remove);
  folder = temporary.path;
  const dataDir = join(folder, 'dispatch');
  await layDatabase(dataDir);
  const redis = await startRedis({});
  undo.push(() => redis.stop());
  dispatch = await startTestDispatch({ redisUrl: redis.url, dataDir, site });
  undo.push(dispatch.stop);
  receiver = await listenTo(dispatch.mqttUrl);
  undo.push(receiver.close);
  link = openDispatch({ url: dispatch.url, token: testEdgeToken });
  outboxes = await openEdge(redis.url);
  cookie = await logIn();
}, 120_000);
afterAll(async () => {
  for (const step of undo.reverse()) await step();
}, 60_000);

/** The sending half of an edge: its outboxes and their drains. */
async function openEdge(redisUrl: string): Promise<Outboxes> {
  const stopping = new AbortController();
  const queue = openAlertQueue(redisUrl, log, systemClock);
  const opened = await openOutboxes({
    folders: foldersIn(join(folder, 'edge')),
    queue,
    dispatch: link,
    clock: systemClock,
    log,
    metrics: createMetrics(),
    rings: { open: () => Promise.resolve(null), knows: () => true, all: () => [] },
    signal: stopping.signal,
  });
  undo.push(async () => {
    stopping.abort();
    await opened.done;
    await queue.close();
  });
  return opened;
}

async function logIn(): Promise<string> {
  const answer = await ask('/api/session', {
    method: 'POST',
    body: { username: 'admin', password: testAdminPassword },
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Asked {
  method?: string;
  body?: object;
  headers?: Record<string, string>;
}

function ask(path: string, { method = 'GET', body, headers }: Asked = {}): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${dispatch.url}${path}`, {
    method,
    headers: { cookie, ...json, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function theCase(): Promise<CaseDetail> {
  const { cases } = caseListSchema.parse(await (await ask('/api/cases')).json());
  const answer = await ask(`/api/cases/${cases[0]?.id}`);
  return caseDetailSchema.parse(await answer.json());
}

describe('the longest legal values', () => {
  it('are accepted from the edge to officers and the dashboard', async () => {
    const alert = toAlert(incident, {
      edgeId,
      camera: site.cameras[0]!,
      fence: site.fences[0]!,
      model: { name: text(200), sha256: 'ab'.repeat(32) },
      raisedAt: incident.capturedAt,
    });
    expect(await outboxes.putAlert(alert)).toBe('durable');
    await eventually(receiver.ids, (ids) => ids.length === 2);
    expect(receiver.received[0]).toMatchObject({
      topic: `fencewatch/v1/cells/${cell}/officer`,
      notification: { incidentId, cameraName: name('camera'), reason: text(2000) },
    });
    expect(await theCase()).toMatchObject({
      incidentId,
      cameraName: name('camera'),
      fenceName: name('fence'),
      reason: text(2000),
      incidents: [{ polygon: site.fences[0]!.polygon }],
    });
    expect(outboxes.states().alerts.waiting, logged()).toBe(0);
  });

  it('are accepted in the names of pictures and clips, for upload and download', async () => {
    const picture = aJpeg();
    const clip = anMp4();
    await outboxes.putPicture(incident, picture);
    await writeFile(join(folder, 'clip.mp4'), clip);
    const upload = { kind: 'clip', incidentId, opening: 1, file: 'clip.mp4' } as const;
    const sent = await sendUpload(upload, join(folder, 'clip.mp4'), link);
    expect(sent).toEqual({ outcome: 'delivered' });
    const file = await eventually(theCase, ({ hasPicture, hasClip }) => hasPicture && hasClip);
    const at = `/api/cases/${file.id}/incidents/${incidentId}/openings/1`;
    const back = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer());
    expect(picture.equals(await back(`${at}/picture.jpg`))).toBe(true);
    expect(clip.equals(await back(`${at}/clip.mp4`))).toBe(true);
  });

  it('are accepted in the report of a camera', async () => {
    const status = {
      ...cameraStatus,
      edgeId,
      cameraId,
      problem: text(2000),
      reason: { code: 'camera-failed', values: { detail: text(500) } },
      fences: {
        revision: 1,
        inForce: [{ fenceId, version: 1 }],
        refused: Array.from({ length: 100 }, () => ({ fenceId, version: 1, message: text(2000) })),
      },
    };
    expect(await put(`cameras/${cameraId}/status`, status)).toEqual({ outcome: 'delivered' });
    const track = observation.tracks[0]!;
    const region = observation.regions[0]!;
    const seen = {
      ...observation,
      cameraId,
      tracks: [{ ...track, id: text(300), label: text(200) }],
      regions: [{ ...region, id: text(300) }],
    };
    // A busy dispatch takes no reports for the live view.
    const sent = () => put(`cameras/${cameraId}/observation`, seen);
    await expect.poll(sent, { timeout: 20_000 }).toEqual({ outcome: 'delivered' });
    const { cameras } = cameraListSchema.parse(await (await ask('/api/cameras')).json());
    expect(cameras[0]).toMatchObject({ id: cameraId, status: { problem: text(2000) } });
  });

  it('are accepted in the report of an edge', async () => {
    const values = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index}`.padEnd(64, 'v'), text(500)]),
    );
    const now = Date.now();
    const health = {
      version: 1,
      edgeId,
      software: text(64),
      startedAt: now,
      sentAt: now,
      problems: [{ code: 'disk-full', subject: text(500), since: now, values }],
    };
    const path = `workers/${encodeURIComponent(edgeId)}/health`;
    expect(await put(path, health)).toEqual({ outcome: 'delivered' });
    const problems = async () =>
      problemListSchema.parse(await (await ask('/api/problems')).json()).present;
    await eventually(problems, (list) => list.some(({ subject }) => subject === text(500)));
  });

  it('are accepted from people and devices', async () => {
    const { id: caseId } = await theCase();
    const device = await connectAsync(dispatch.mqttUrl, loginOf(testReceiver));
    const [notificationId] = receiver.ids();
    const receipt = { version: 1, notificationId, step: 'opened', by: text(64) };
    await device.publishAsync(receiptTopic, JSON.stringify(receipt), { qos: 1 });
    await device.endAsync();
    await eventually(theCase, ({ deliveries }) => deliveries.some(({ opened }) => opened !== null));
    const body = { action: 'acknowledge', reason: text(1000) };
    const headers = { 'idempotency-key': 'k'.repeat(100) };
    const path = `/api/cases/${caseId}/transitions`;
    expect((await ask(path, { method: 'POST', body, headers })).status).toBe(200);
    expect((await theCase()).history?.at(-1)).toMatchObject({ reason: text(1000) });
  });

  it('are accepted in the fences that an edge polls', async () => {
    const answer = await fetch(`${dispatch.url}/api/edge/fences?after=0`, {
      headers: { authorization: `Bearer ${testEdgeToken}` },
    });
    const { fences } = armedFencesSchema.parse(await answer.json());
    expect(fences[0]?.fence).toMatchObject({ id: fenceId, name: name('fence') });
  });
});

function put(path: string, body: object) {
  const content = { type: 'application/json', body: JSON.stringify(body) };
  return putToDispatch(link, `/api/edge/${path}`, content);
}
