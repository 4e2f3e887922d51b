// From an alert in the queue to an external server: a webhook, and a second channel when the first one is down.
import { afterEach, expect, it } from 'vitest';
import { startRedis } from '../e2e/servers/redis.ts';
import { manners, startRudeServer } from './channels/direct/testing/rude-server.ts';
import { signWebhook } from './channels/direct/webhook/sign-webhook.ts';
import { layDatabase } from './store/testing/quick-store.ts';
import { aSite, testCell } from './testing/a-site.ts';
import { anAlert } from './testing/alerts.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { testAdminPassword } from './testing/secrets.ts';
import { dataFolder } from './testing/temporary-folder.ts';
import { startTestDispatch } from './testing/test-dispatch.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
}, 60_000);

it('an alert reaches the officer, over a second channel when the first one refuses it', async () => {
  const redis = await startRedis();
  const folder = await dataFolder();
  const server = await startRudeServer();
  undo.push(folder.remove, redis.stop, server.close);
  await layDatabase(folder.path);
  server.answer((received, response) => {
    manners.status(received.path === '/gone' ? 410 : 200)(received, response);
  });
  const hook = (id: string) => ({ type: 'webhook' as const, id, url: `${server.url}/${id}` });
  const site = aSite(
    {
      channels: {
        direct: [
          { ...hook('gone'), secret: '${SECRET}' },
          { ...hook('good'), secret: '${SECRET}' },
        ],
      },
      roster: [
        {
          gridCell: testCell,
          officer: { name: 'Li', channels: ['gone', 'good'] },
          property: { name: 'Wang' },
        },
      ],
    },
    { SECRET: 's3cret' },
  );
  const dispatch = await startTestDispatch({ redisUrl: redis.url, dataDir: folder.path, site });
  undo.push(dispatch.stop);
  await enqueue(redis.url, anAlert());
  await eventually(
    () => server.received.length,
    (count) => count === 2,
  );
  const { headers, body } = server.received[1]!;
  const id = headers['webhook-id'] as string;
  const timestamp = Number(headers['webhook-timestamp']);
  expect(headers['webhook-signature']).toBe(signWebhook({ id, timestamp, body }, ['s3cret']));
  const cookie = await cookieAt(dispatch.url);
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${dispatch.url}${path}`, { headers: { cookie } })).json();
  const { caseId } = (JSON.parse(body) as { data: { notification: { caseId: string } } }).data
    .notification;
  const detail = await eventually(
    () => get(`/api/cases/${caseId}`),
    (found) => JSON.stringify(found).includes('"delivered"'),
  );
  expect(detail).toMatchObject({
    deliveries: expect.arrayContaining([
      expect.objectContaining({ recipient: 'Li', channel: 'good', state: 'handed-over' }),
    ]) as unknown,
    untold: [{ person: 'Wang', reason: 'no-channel' }],
  });
  const problems = await eventually(
    () => get('/api/problems'),
    (found) => JSON.stringify(found).includes('channel-'),
  );
  expect(problems).toMatchObject({
    present: [{ code: 'channel-refuses', subject: 'gone', values: { reason: 'gone', times: 1 } }],
  });
  expect(await get('/api/channels')).toMatchObject({
    channels: [
      { id: 'gone', problem: { code: 'channel-refuses' } },
      { id: 'good', problem: null },
    ],
  });
  expect(JSON.stringify(dispatch.log.lines)).not.toContain('s3cret');
}, 60_000);

async function cookieAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
