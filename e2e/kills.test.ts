// Kills the edge worker, dispatch and Redis without warning while incidents are open and alerts are in flight. No alert is raised
// twice, and none is lost.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notification } from '../contracts/index.ts';
import { startDistrict, type District } from './district.ts';

let district: District;
beforeAll(async () => {
  district = await startDistrict({
    scenes: ['street', 'fire-exit', 'corner'],
    afterwards: 'quiet',
  });
});
afterAll(() => district.stop());

const is = (event: Notification['event'], cameraId: string) => (one: Notification) =>
  one.event === event && one.cameraId === cameraId;

test('kills of the edge, of dispatch and of Redis lose nothing and repeat nothing', async () => {
  const opened = await district.hears(is('opened', 'corner-west'), 70_000);

  await district.edge.kill();
  await delay(1000);
  await district.edge.start();
  await delay(4000);

  await district.dispatch.kill();
  await district.redis.kill();
  await delay(5000);
  await district.redis.start();
  await district.dispatch.start();

  const cleared = await district.hears(is('cleared', 'corner-west'), 90_000);
  expect(cleared.incidentId).toBe(opened.incidentId);
  for (const cameraId of ['street-east', 'exit-3'])
    await district.hears(is('cleared', cameraId), 60_000);
  await delay(2000);

  expect(openingsByCamera(district.heard)).toEqual({
    'corner-west': 1,
    'exit-3': 1,
    'street-east': 1,
  });
  const ids = district.heard.map(({ notificationId }) => notificationId);
  expect(ids).toEqual([...new Set(ids)]);
  for (const role of ['officer', 'property'])
    expect(
      district.heard.filter((one) => one.role === role && one.event === 'cleared'),
    ).toHaveLength(3);
});

/** The distinct incidents that were opened at each camera. */
function openingsByCamera(heard: readonly Notification[]): Record<string, number> {
  const incidents = new Map<string, Set<string>>();
  for (const { cameraId, incidentId, event } of heard) {
    if (event !== 'opened') continue;
    incidents.set(cameraId, (incidents.get(cameraId) ?? new Set()).add(incidentId));
  }
  return Object.fromEntries([...incidents].map(([cameraId, ids]) => [cameraId, ids.size]));
}
