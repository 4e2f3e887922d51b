// The engine in a running dispatch, over real Redis and MQTT: a case that nobody accepts is escalated, once per step, also when
// dispatch stops in between; a camera that sees the place clear closes a case.
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caseDetailSchema, type CaseDetail, type SiteFile } from '../../contracts/index.ts';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { enqueue } from '../testing/enqueue.ts';
import { eventually } from '../testing/eventually.ts';
import { listenTo, type Receiver } from '../testing/listen-to.ts';
import { testAdminPassword, testEdgeToken } from '../testing/secrets.ts';
import { dataFolder } from '../testing/temporary-folder.ts';
import { startTestDispatch } from '../testing/test-dispatch.ts';

const file: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
  ],
  people: ['li', 'sun', 'wu'].map((id) => ({ id, name: id })),
  shifts: [
    { id: 'a', unit: 'west', part: 'officer', people: ['li', 'sun'] },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
  routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
  escalation: [
    {
      steps: [
        { after: '1s', tell: 'again' },
        { after: '2s', tell: 'next-person' },
        { after: '3s', tell: 'next-level' },
      ],
    },
  ],
};

type Undo = () => Promise<unknown>;
const undo: Undo[] = [];
let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
afterAll(() => redis.stop());

async function start(dataDir: string, change: Partial<SiteFile> = {}) {
  const dispatch = await startTestDispatch({
    redisUrl: redis.url,
    dataDir,
    site: aSite({ ...file, ...change }),
  });
  undo.push(dispatch.stop);
  const receiver = await listenTo(dispatch.mqttUrl);
  undo.push(receiver.close);
  return { dispatch, receiver };
}

async function folder(): Promise<string> {
  const { path, remove } = await dataFolder();
  undo.push(remove);
  return path;
}

const purposes = ({ received }: Receiver) =>
  received.map(({ notification: { purpose, recipient } }) => `${purpose} ${recipient?.name}`);
const steps = ['again li', 'next-person sun', 'next-level wu'];

describe('a case that nobody accepts', () => {
  it('notifies again, then the next person, then the next level, once each', async () => {
    const { receiver } = await start(await folder());
    await enqueue(redis.url, anAlert({ incidentId: 'alone' }));
    await eventually(
      () => purposes(receiver),
      (told) => told.length === 4,
    );
    expect(purposes(receiver)).toEqual(['news li', ...steps]);
    expect(new Set(receiver.ids()).size).toBe(4);
  });

  it('misses and repeats no step when dispatch restarts and Redis loses everything', async () => {
    const dataDir = await folder();
    const first = await start(dataDir);
    await enqueue(redis.url, anAlert({ incidentId: 'torn' }));
    await eventually(
      () => purposes(first.receiver),
      (told) => told.length === 2,
    );
    await first.dispatch.stop();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    const second = await start(dataDir);
    await eventually(
      () => purposes(second.receiver),
      (told) => told.length === 2,
    );
    expect(purposes(first.receiver)).toEqual(['news li', 'again li']);
    expect(purposes(second.receiver)).toEqual(['next-person sun', 'next-level wu']);
  });
});

describe('a case that clears before anybody arrives', () => {
  it('is closed if the policy says so', async () => {
    const closure = { clearFor: '1s', clearBeforeArrival: 'close' } as const;
    const { dispatch, receiver } = await start(await folder(), { closure });
    await report(dispatch.url, 'exit-3');
    const now = Date.now();
    const opened = anAlert({ incidentId: 'gone', capturedAt: now });
    const cleared = anAlert({
      incidentId: 'gone',
      sequence: 2,
      event: 'cleared',
      capturedAt: now + 10,
    });
    await enqueue(redis.url, opened, cleared);
    await eventually(
      () => purposes(receiver),
      (told) => told.length >= 2,
    );
    const { caseId } = receiver.received[0]!.notification;
    const file = await eventually(
      async () => {
        await report(dispatch.url, 'exit-3');
        return caseOver(dispatch.url, caseId);
      },
      ({ state }) => state === 'closed',
    );
    expect(file.history?.slice(-2)).toMatchObject([
      { step: 'clear-before-arrival', part: 'system' },
      { step: 'closed', reason: 'clear before anybody arrived' },
    ]);
  });
});

/** The administrator, over HTTP. */
async function cookieAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function caseOver(url: string, caseId: string): Promise<CaseDetail> {
  const headers = { cookie: await cookieAt(url) };
  const answer = await fetch(`${url}/api/cases/${caseId}`, { headers });
  return caseDetailSchema.parse(await answer.json());
}

/** As an edge: the camera is live and its view is right. */
async function report(url: string, cameraId: string): Promise<void> {
  const now = Date.now();
  const status = {
    version: 1,
    edgeId: 'edge-1',
    cameraId,
    state: 'live',
    problem: null,
    since: now,
    lastFrameAt: now,
    view: 'ok',
    framesAnalysed: 1,
    framesDropped: 0,
    reconnects: 0,
    decode: 'key-frames',
    openIncidents: 0,
    sentAt: now,
  };
  const answer = await fetch(`${url}/api/edge/cameras/${cameraId}/status`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${testEdgeToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(status),
  });
  expect(answer.status).toBe(204);
}
