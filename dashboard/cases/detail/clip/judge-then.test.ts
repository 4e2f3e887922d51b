// Why there was no earlier alert, by the observations and the fence of that time.
import { describe, expect, test } from 'vitest';
import { emptyCalendar } from '../../../../contracts/index.ts';
import { createKeptStay } from '../testing/kept-stay.ts';
import { judgeThen, type JudgeThen } from './judge-then.ts';

const from = 1_700_000_000_000;
const { fence, observations, alertAt, restedAt, region } = createKeptStay(from);
const judge = (part: Partial<JudgeThen> = {}) =>
  judgeThen({
    fence,
    observations,
    timezone: 'Asia/Shanghai',
    calendar: emptyCalendar,
    alert: { at: alertAt, region },
    ...part,
  });

describe('before the alert', () => {
  test('each look has the elapsed and required dwell, and none while nothing was there', () => {
    const { isSame, looks } = judge();
    expect(isSame).toBe(true);
    expect(looks.at(-1)?.at).toBe(alertAt - 5000);
    const at = (ms: number) => looks.find((one) => one.at === restedAt + ms)?.why;
    expect(at(-5000)).toBeNull();
    expect(at(0)).toMatchObject({ reason: 'one-frame-only' });
    expect(at(20_000)).toMatchObject({
      reason: 'dwell',
      stay: { stayedMs: 20_000, dwellMs: 40_000 },
    });
  });

  test('the reasons are counted, the most frequent first', () => {
    const [most, ...others] = judge().counts;
    expect(most).toMatchObject({ reason: 'dwell', longest: { stayedMs: 35_000, dwellMs: 40_000 } });
    expect(others.map(({ reason }) => reason)).toEqual(['one-frame-only']);
  });

  test('ignores objects elsewhere in the fence', () => {
    const elsewhere = { x: 0.3, y: 0.85, width: 0.02, height: 0.02 };
    const { looks, counts } = judge({ alert: { at: alertAt, region: elsewhere } });
    expect(looks.every(({ why }) => why === null)).toBe(true);
    expect(counts).toEqual([]);
  });
});

describe('unreliable reasons', () => {
  test.each([
    [
      'with another fence',
      {
        fence: {
          ...fence,
          polygon: [
            [0, 0],
            [0.1, 0],
            [0, 0.1],
          ] as const,
        },
      },
    ],
    ['without observations', { observations: [] }],
  ])('%s', (_, part) => {
    expect(judge(part as Partial<JudgeThen>).isSame).toBe(false);
  });
});
