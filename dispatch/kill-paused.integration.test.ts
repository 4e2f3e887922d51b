// Dispatch is killed, as by a power cut, while a case waits for another department or is deferred. After the restart the pause is
// unchanged, its time does not count, and its end is processed once.
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { caseDetailSchema, type CaseDetail, type CaseStepName } from '../contracts/index.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { anAlert } from './testing/alerts.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { testAdminPassword } from './testing/secrets.ts';
import { dataFolder } from './testing/temporary-folder.ts';

const runner = `${import.meta.dirname}/testing/run-dispatch.ts`;
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Redis and a data folder, on which dispatches run one after the other, each in a process of its own. */
async function aPlace() {
  const redis = await startRedis();
  const { path, remove } = await dataFolder();
  cleanUps.push(remove, redis.stop);
  return {
    redisUrl: redis.url,
    run: async () => {
      const child = spawnTypescript(runner, [redis.url, path]);
      cleanUps.push(() => Promise.resolve(child.kill('SIGKILL')));
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      return Object.assign(child, await logIn(line.toString().trim()));
    },
  };
}

type Dispatch = Awaited<ReturnType<Awaited<ReturnType<typeof aPlace>>['run']>>;

async function logIn(url: string) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  return { url, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

async function kill(dispatch: Dispatch): Promise<void> {
  dispatch.kill('SIGKILL');
  await once(dispatch, 'exit');
}

function act({ url, cookie }: Dispatch, caseId: string, action: object, key: string) {
  return fetch(`${url}/api/cases/${caseId}/transitions`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(action),
  });
}

async function read({ url, cookie }: Dispatch, caseId: string): Promise<CaseDetail> {
  const answer = await fetch(`${url}/api/cases/${caseId}`, { headers: { cookie } });
  return caseDetailSchema.parse(await answer.json());
}

/** A case that somebody has accepted. */
async function acceptedCase(dispatch: Dispatch, redisUrl: string): Promise<string> {
  await enqueue(redisUrl, anAlert({ incidentId: 'paused' }));
  const { url, cookie } = dispatch;
  const list = async () =>
    (await (await fetch(`${url}/api/cases`, { headers: { cookie } })).json()) as {
      cases: { id: string }[];
    };
  const { cases } = await eventually(list, ({ cases }) => cases.length === 1);
  const { id } = cases[0]!;
  expect((await act(dispatch, id, { action: 'acknowledge' }, 'accept-it')).status).toBe(200);
  return id;
}

const stepsOf = ({ history }: CaseDetail, name: CaseStepName) =>
  history?.filter(({ step }) => step === name) ?? [];
const handleLimit = ({ deadlines }: CaseDetail) => deadlines?.find(({ name }) => name === 'handle');
const wait = { action: 'wait', reason: 'the water company has to dig first' };

describe('dispatch, killed while a case is paused', () => {
  it('still waits for another department, and does not count the time', async () => {
    const place = await aPlace();
    const first = await place.run();
    const id = await acceptedCase(first, place.redisUrl);
    expect((await act(first, id, wait, 'wait-for-water')).status).toBe(200);
    const before = handleLimit(await read(first, id));
    await kill(first);
    const second = await place.run();
    // The phone did not get the answer and asks again.
    expect((await act(second, id, wait, 'wait-for-water')).status).toBe(200);
    const file = await read(second, id);
    expect(stepsOf(file, 'waiting')).toMatchObject([{ reason: wait.reason }]);
    expect(before).toMatchObject({ isRunning: false });
    expect(handleLimit(file)).toEqual(before);
    expect((await act(second, id, { action: 'go-on' }, 'dug-it-up')).status).toBe(200);
    expect(handleLimit(await read(second, id))).toMatchObject({ isRunning: true });
  }, 120_000);

  it('has the step of an interrupted request once or not at all, and once after a repeat', async () => {
    const place = await aPlace();
    const first = await place.run();
    const id = await acceptedCase(first, place.redisUrl);
    const cutOff = act(first, id, wait, 'wait-for-water').catch(() => null);
    await kill(first);
    await cutOff;
    const second = await place.run();
    expect(stepsOf(await read(second, id), 'waiting').length).toBeLessThanOrEqual(1);
    expect((await act(second, id, wait, 'wait-for-water')).status).toBe(200);
    expect(stepsOf(await read(second, id), 'waiting')).toHaveLength(1);
  }, 120_000);

  it('resumes once a deferred case whose end passed while dispatch was down', async () => {
    const place = await aPlace();
    const first = await place.run();
    const id = await acceptedCase(first, place.redisUrl);
    const until = Date.now() + 1500;
    const deferral = { action: 'defer', reason: 'the owner is away', until };
    expect((await act(first, id, deferral, 'defer-it-now')).status).toBe(200);
    await kill(first);
    const second = await place.run();
    const file = await eventually(
      () => read(second, id),
      ({ state }) => state === 'dispatched',
    );
    expect(stepsOf(file, 'resumed')).toMatchObject([{ part: 'system' }]);
    expect(stepsOf(file, 'resumed')[0]!.at).toBeGreaterThanOrEqual(until);
    await kill(second);
    expect(stepsOf(await read(await place.run(), id), 'resumed')).toHaveLength(1);
  }, 120_000);
});
