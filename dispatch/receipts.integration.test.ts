// A device sends a receipt over the broker: a running dispatch records it and notifies dashboards.
import { connectAsync } from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import { startRedis } from '../e2e/servers/redis.ts';
import { anAlert } from './testing/alerts.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { listenTo, loginOf } from './testing/listen-to.ts';
import { testAdminPassword, testReceiver } from './testing/secrets.ts';
import { dataFolder } from './testing/temporary-folder.ts';
import { startTestDispatch } from './testing/test-dispatch.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
}, 60_000);

async function cookieAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

it('a receipt of a device reaches the dashboards', async () => {
  const redis = await startRedis();
  const folder = await dataFolder();
  undo.push(folder.remove, redis.stop);
  const dispatch = await startTestDispatch({ redisUrl: redis.url, dataDir: folder.path });
  undo.push(dispatch.stop);
  const receiver = await listenTo(dispatch.mqttUrl);
  undo.push(receiver.close);
  await enqueue(redis.url, anAlert());
  await eventually(receiver.ids, (ids) => ids.length === 2);
  const listening = new AbortController();
  const headers = { cookie: await cookieAt(dispatch.url) };
  const signal = listening.signal;
  const events = await fetch(`${dispatch.url}/api/events`, { headers, signal });
  const phone = await connectAsync(dispatch.mqttUrl, loginOf(testReceiver));
  undo.push(() => phone.endAsync(true));
  const notificationId = receiver.ids()[0];
  const receipt = { version: 1, notificationId, step: 'opened', by: 'phone 3' };
  await phone.publishAsync('fencewatch/v1/receipts', JSON.stringify(receipt), { qos: 1 });
  let text = '';
  const reader = events.body!.getReader();
  while (!text.includes('event: case')) {
    const part: { done: boolean; value?: Uint8Array } = await reader.read();
    if (part.done) break;
    text += Buffer.from(part.value ?? []).toString();
  }
  expect(text).toContain('event: case');
  listening.abort();
}, 120_000);
