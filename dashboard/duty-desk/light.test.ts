// The colour of a case as time passes without an update from dispatch.
import { describe, expect, test } from 'vitest';
import { leftMs, deskLightAt } from './light.ts';

const running = { light: 'green', greenUntil: 800, yellowUntil: 1000, isRunning: true } as const;

describe('the light', () => {
  test.each([
    ['is none without a limit', null, 0, 'none'],
    ['is none of a case of which dispatch told no limit', undefined, 0, 'none'],
    ['is green up to the last moment of green', running, 800, 'green'],
    ['is yellow after it', running, 801, 'yellow'],
    ['is yellow up to the last moment of yellow', running, 1000, 'yellow'],
    ['is red after it', running, 1001, 'red'],
    ['stays as it is while the clock stands', { ...running, isRunning: false }, 5000, 'green'],
    ['was red before, and has no ends', { ...running, light: 'red', yellowUntil: null }, 1, 'red'],
    [
      'was yellow before: its end of green is past',
      { ...running, light: 'yellow', greenUntil: null },
      1,
      'yellow',
    ],
    [
      'of which no end is told stays',
      { ...running, greenUntil: null, yellowUntil: null },
      9e9,
      'green',
    ],
    ['does not go back when the clock of this device does', { ...running, light: 'red' }, 1, 'red'],
  ] as const)('%s', (_, told, now, light) => {
    expect(deskLightAt(told, now)).toBe(light);
  });
});

describe('the remaining time', () => {
  test.each([
    ['of no limit is not known', null, 0, null],
    ['counts down', running, 400, 600],
    ['is negative once it is over', running, 1500, -500],
    ['is not known while the clock stands', { ...running, isRunning: false }, 400, null],
    ['is not known without an end', { ...running, yellowUntil: null }, 400, null],
  ] as const)('%s', (_, told, now, left) => {
    expect(leftMs(told, now)).toBe(left);
  });
});
