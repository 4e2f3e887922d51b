// Notifications grouped by opening and progress: none is lost, and none is shown better than it is.
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../contracts/index.ts';
import { createDetail } from '../../testing/sample-cases.ts';
import { cameBack } from '../../testing/sample-openings.ts';
import { en } from '../../i18n/en.ts';
import { zhCn } from '../../i18n/zh-cn.ts';
import { gatherDeliveries, standingOf } from './delivery-groups.ts';

const plain = createDetail();
const [sample] = plain.deliveries as [Delivery, Delivery];
const receipt = { at: 5, by: 'phone 7' };

describe('the progress of a message', () => {
  test.each([
    ['handed over, as far as is known', {}, 'handed-over'],
    ['handed over to a broker that says nothing', { listeners: 'unknown' }, 'handed-over'],
    ['to nobody', { listeners: 'nobody' }, 'nobody'],
    ['on a device', { received: receipt }, 'received'],
    ['on a device that came later', { listeners: 'nobody', received: receipt }, 'received'],
    ['opened', { received: receipt, opened: receipt }, 'opened'],
    [
      'opened, though the broker still owes its word',
      { state: 'waiting', opened: receipt },
      'opened',
    ],
    ['refused', { state: 'refused', listeners: null }, 'refused'],
    ['waiting', { state: 'waiting', listeners: null }, 'waiting'],
    ['failed', { state: 'failed', listeners: null }, 'failed'],
  ] as const)('%s', (_, part, expected) => {
    expect(standingOf({ ...sample, ...part })).toBe(expected);
  });

  test('has a text in both languages for each', () => {
    for (const { delivery } of [en, zhCn])
      expect(new Set(Object.values(delivery)).size).toBe(Object.keys(delivery).length);
  });
});

describe('who was notified', () => {
  test('is empty without messages', () => {
    expect(gatherDeliveries({ ...plain, deliveries: [] })).toEqual([]);
  });

  test('is a few rows per opening for an object that came back thirteen times, the latest first', () => {
    const detail = cameBack(plain, 13);
    expect(detail.deliveries).toHaveLength(56);
    const groups = gatherDeliveries(detail);
    expect(groups.map(({ time }) => time)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    for (const { rows, total } of groups) expect([rows.length, total]).toEqual([2, 4]);
    expect(groups[0]?.rows[0]).toMatchObject({ count: 2, events: ['opened', 'still-there'] });
  });

  test('does not hide a failed message behind a delivered one', () => {
    const wrong: Delivery = { ...sample, notificationId: 'wrong', state: 'failed', error: 'no' };
    const [group] = gatherDeliveries({ ...plain, deliveries: [sample, wrong, sample] });
    expect(group?.rows.map(({ standing, count }) => [standing, count])).toEqual([
      ['handed-over', 2],
      ['failed', 1],
    ]);
  });

  test('is grouped by the event of a message, not by its last attempt', () => {
    const detail = cameBack(plain, 1);
    const deliveries = detail.deliveries.map((one) => ({ ...one, at: detail.lastEventAt + 1 }));
    expect(gatherDeliveries({ ...detail, deliveries }).map(({ total }) => total)).toEqual([4, 4]);
  });

  test('of an earlier release is grouped by send time, the earliest with the first', () => {
    const early = { ...sample, at: plain.openedAt - 60_000 };
    expect(gatherDeliveries({ ...plain, deliveries: [early] })).toMatchObject([{ time: 1 }]);
  });
});
