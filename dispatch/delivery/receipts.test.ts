// Receipts of devices: stored like those over HTTP, shown on dashboards, and harmless when invalid.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { takeReceipt } from './receipts.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  await api.store.cases.record(planFor(anAlert()));
}, 120_000);
afterAll(() => api.close());
beforeEach(() => {
  api.heard.length = 0;
});

const take = (content: unknown) =>
  takeReceipt(
    { ...api.parts, store: api.store },
    Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  );
const receipt = { version: 1, notificationId: 'exit-3-0001-1-officer', step: 'received' };

async function delivery(id: string) {
  const file = await api.store.cases.findByIncident('exit-3-0001');
  const deliveries = await api.store.notifications.deliveriesOf(file?.id ?? '');
  return deliveries.find(({ notificationId }) => notificationId === id);
}

describe('a receipt on the topic', () => {
  it("is stored with dispatch's time, and dashboards are notified once", async () => {
    expect(await take({ ...receipt, by: 'phone 3' })).toBe('recorded');
    const at = api.clock.now();
    expect(await delivery(receipt.notificationId)).toMatchObject({
      received: { at, by: 'phone 3' },
      opened: null,
    });
    expect(api.heard).toMatchObject([{ type: 'case', case: { cameraId: 'exit-3' } }]);
    api.clock.advance(1000);
    expect(await take({ ...receipt, by: 'phone 4' })).toBe('repeated');
    expect(await delivery(receipt.notificationId)).toMatchObject({ received: { by: 'phone 3' } });
    expect(api.heard).toHaveLength(1);
  });

  it('may omit its sender', async () => {
    const notificationId = 'exit-3-0001-1-property';
    expect(await take({ ...receipt, notificationId, step: 'opened' })).toBe('recorded');
    expect(await delivery(notificationId)).toMatchObject({ opened: { by: null } });
  });

  it.each<[string, unknown]>([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['null', null],
    ['of another version', { ...receipt, version: 2 }],
    ['of an unknown step', { ...receipt, step: 'thrown-away' }],
    ['with an id of 1 MB', { ...receipt, notificationId: 'x'.repeat(1_000_000) }],
    ['with a name of 1 MB', { ...receipt, by: 'x'.repeat(1_000_000) }],
    ['with a NUL in its name', { ...receipt, by: 'a\u0000b' }],
    ['with a NUL in its id', { ...receipt, notificationId: 'a\u0000b' }],
    ['with half a character', { ...receipt, by: 'a\udc00' }],
    ['with a time of its own', { ...receipt, at: 2 ** 53 }],
  ])('that is %s is invalid, with a short log line', async (_, content) => {
    api.log.lines.length = 0;
    expect(await take(content)).toBe('not-a-receipt');
    expect(api.log.lines).toMatchObject([{ level: 'info' }]);
    expect(JSON.stringify(api.log.lines).length).toBeLessThan(1000);
    expect(api.heard).toEqual([]);
  });

  it('of an unknown notification is reported as such', async () => {
    expect(await take({ ...receipt, notificationId: 'nobody' })).toBe('unknown-notification');
    expect(api.heard).toEqual([]);
  });

  it('that the store fails to record is logged and does not reject', async () => {
    const record = () => Promise.reject(new Error('disk full'));
    const store = { ...api.store, receipts: { ...api.store.receipts, record } };
    const parts = { ...api.parts, store };
    const taken = takeReceipt(parts, Buffer.from(JSON.stringify(receipt)));
    expect(await taken).toBe('not-kept');
    expect(JSON.stringify(api.log.lines)).toContain('disk full');
  });
});

it('a receipt over HTTP notifies dashboards too', async () => {
  const headers = await api.as('responder');
  const url = '/api/notifications/exit-3-0001-1-officer/receipts';
  const answer = await api.app.inject({
    method: 'POST',
    url,
    headers,
    payload: { step: 'opened' },
  });
  expect(answer.statusCode).toBe(204);
  expect(api.heard).toMatchObject([{ type: 'case' }]);
});
