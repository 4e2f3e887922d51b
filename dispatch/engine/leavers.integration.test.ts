// Ending shifts in a running dispatch, over real Redis and MQTT: accepted cases are handed on once, also when dispatch was down
// meanwhile; a disabled log-in; the end of a snooze.
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  caseDetailSchema,
  dutyVersionSchema,
  type CaseDetail,
  type SiteFile,
} from '../../contracts/index.ts';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { enqueue } from '../testing/enqueue.ts';
import { eventually } from '../testing/eventually.ts';
import { listenTo, type Receiver } from '../testing/listen-to.ts';
import { testAdminPassword } from '../testing/secrets.ts';
import { dataFolder } from '../testing/temporary-folder.ts';
import { startTestDispatch } from '../testing/test-dispatch.ts';

const file: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
  ],
  people: [
    { id: 'li', name: 'li', user: 'admin' },
    { id: 'sun', name: 'sun' },
    { id: 'wu', name: 'wu' },
  ],
  shifts: [
    { id: 'a', unit: 'west', part: 'officer', people: ['li'] },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
  routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
};

const undo: (() => Promise<unknown>)[] = [];
let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
afterAll(() => redis.stop());

async function start(dataDir: string) {
  const site = aSite(file);
  const dispatch = await startTestDispatch({ redisUrl: redis.url, dataDir, site });
  undo.push(dispatch.stop);
  const receiver = await listenTo(dispatch.mqttUrl);
  undo.push(receiver.close);
  const ask = await logIn(dispatch.url);
  return { dispatch, receiver, ask };
}

type Ask = (method: string, path: string, body?: object) => Promise<Response>;

async function logIn(url: string, username = 'admin', password = testAdminPassword): Promise<Ask> {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: json, body });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (method, path, content) =>
    fetch(`${url}${path}`, {
      method,
      headers: content ? { ...json, cookie } : { cookie },
      ...(content && { body: JSON.stringify(content) }),
    });
}

const names = ({ received }: Receiver) =>
  received.map(({ notification: { recipient } }) => recipient?.name);

async function caseOf(ask: Ask, caseId: string): Promise<CaseDetail> {
  return caseDetailSchema.parse(await (await ask('GET', `/api/cases/${caseId}`)).json());
}

async function told(receiver: Receiver, count: number) {
  await eventually(
    () => names(receiver),
    (all) => all.length >= count,
  );
  return receiver.received[0]!.notification.caseId;
}

const stepsOf = ({ history = [] }: CaseDetail) => history.map(({ step }) => step);

/** `sun` takes the place of `li`, in the middle of the shift. */
async function replaced(ask: Ask): Promise<void> {
  const { version, content } = dutyVersionSchema.parse(
    await (await ask('GET', '/api/roster')).json(),
  );
  const shifts = content.shifts.map((one) => (one.id === 'a' ? { ...one, people: ['sun'] } : one));
  const people = content.people.filter(({ id }) => id !== 'li');
  const wish = { baseVersion: version, content: { ...content, people, shifts }, reason: 'ill' };
  expect((await ask('PUT', '/api/roster', wish)).status).toBe(200);
}

describe('a person whose shift ends', () => {
  it('loses an accepted case once when removed from the roster, over a restart and an empty Redis', async () => {
    const { path, remove } = await dataFolder();
    undo.push(remove);
    const first = await start(path);
    await enqueue(redis.url, anAlert({ incidentId: 'left' }));
    const caseId = await told(first.receiver, 1);
    const taken = await first.ask('POST', `/api/cases/${caseId}/transitions`, {
      action: 'acknowledge',
    });
    expect(taken.status).toBe(200);
    await replaced(first.ask);
    await first.dispatch.stop();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    const second = await start(path);
    const file = await eventually(
      () => caseOf(second.ask, caseId),
      ({ state }) => state === 'dispatched',
    );
    expect(file.acknowledgedBy).toBeNull();
    await eventually(
      () => [...names(first.receiver), ...names(second.receiver)],
      (all) => all.length >= 2,
    );
    expect([...names(first.receiver), ...names(second.receiver)]).toEqual(['li', 'sun']);
    const steps = stepsOf(await caseOf(second.ask, caseId));
    expect(steps.filter((step) => step === 'handed-on')).toHaveLength(1);
  });

  it('loses it to the leader when the log-in is disabled', async () => {
    const { path, remove } = await dataFolder();
    undo.push(remove);
    const { ask, dispatch, receiver } = await start(path);
    const user = { username: 'chen', role: 'responder', password: 'correct horse' };
    expect((await ask('POST', '/api/users', user)).status).toBe(201);
    await enqueue(redis.url, anAlert({ incidentId: 'disabled' }));
    const caseId = await told(receiver, 1);
    const own = await logIn(dispatch.url, 'chen', 'correct horse');
    await own('POST', `/api/cases/${caseId}/transitions`, { action: 'acknowledge' });
    await ask('PUT', '/api/users/chen', { role: 'responder', disabled: true });
    await told(receiver, 2);
    expect(names(receiver)).toEqual(['li', 'wu']);
  });
});

describe('a person who snoozes a case', () => {
  it('has it back at the end, and cannot snooze a case of somebody else, or for too long', async () => {
    const { path, remove } = await dataFolder();
    undo.push(remove);
    const { ask, receiver } = await start(path);
    await enqueue(redis.url, anAlert({ incidentId: 'aside' }));
    const caseId = await told(receiver, 1);
    const act = (body: object) => ask('POST', `/api/cases/${caseId}/transitions`, body);
    await act({ action: 'acknowledge' });
    const late = await act({ action: 'snooze', until: Date.now() + 3 * 3_600_000, reason: 'x' });
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('snooze-too-long');
    const rest = await act({ action: 'snooze', until: Date.now() + 700, reason: 'shop is closed' });
    expect(rest.status).toBe(200);
    const file = await eventually(
      () => caseOf(ask, caseId),
      (one) => stepsOf(one).includes('reminded'),
    );
    expect(stepsOf(file).slice(-3)).toEqual(['snoozed', 'woken', 'reminded']);
    await told(receiver, 2);
    expect(names(receiver)).toEqual(['li', 'li']);
  });
});
